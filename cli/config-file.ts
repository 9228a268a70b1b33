import { existsSync, readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { checkConfigValue, defineConfig, parseConfig, type Config, type ConfigError, type ConfigParse, type KnownRule } from '../src/config/index.ts';
import { describeIoError } from '../src/host/io-error.ts';
import { UsageError } from './usage-error.ts';

/** Reads a configuration file; whatever is wrong with it is said with its place, and ends the run. */
export async function readConfig(file: string, rules: readonly KnownRule[]): Promise<Config> {
  const path = relative(process.cwd(), resolve(file)).replaceAll('\\', '/');
  const { config, errors } = /\.[cm]?[jt]s$/.test(path) ? await checkConfigValue(await load(file, path), path, rules) : await parse(file, path, rules);
  return config ?? refuse(path, errors);
}

/** Ends the run, with every error and its place. */
export function refuse(path: string, errors: readonly ConfigError[]): never {
  const lines = errors.map(({ start, pointer, message }) => `${path}${start === undefined ? (pointer === '' ? '' : `#${pointer}`) : `:${start.line}:${start.column}`}: ${message}`);
  throw new UsageError(`the configuration can't be used\n${lines.join('\n')}`);
}

async function parse(file: string, path: string, rules: readonly KnownRule[]): Promise<ConfigParse> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`can't read the configuration \`${path}\`: ${describeIoError(error)}`);
  }
  return parseConfig(text, path, rules);
}

async function load(file: string, path: string): Promise<unknown> {
  if (!existsSync(file)) throw new UsageError(`can't read the configuration \`${path}\`: no such file or folder`);
  const exported = await loadDefault(resolve(file)).catch((error: unknown) => {
    throw new UsageError(describeLoadError(error, path));
  });
  // CommonJS exports an empty object where nothing is said: to lint without what is configured would go unnoticed.
  const isEmpty = typeof exported === 'object' && exported !== null && Object.keys(exported).length === 0;
  if (exported === undefined || isEmpty) throw new UsageError(`\`${path}\` exports no configuration: add \`export default { … }\`, or \`module.exports = { … }\``);
  if (typeof exported === 'function') throw new UsageError(`\`${path}\` exports a function: export the configuration itself, \`export default { … }\`, or what the function returns, \`export default config()\``);
  return exported;
}

/**
 * Reads either kind of module whatever the `package.json` beside it says, and TypeScript on every version of Node.
 * What the module imports from `policy-lint` is given to it: the package may be no dependency of the repository.
 */
async function loadDefault(file: string): Promise<unknown> {
  const { createJiti } = await import('jiti');
  return createJiti(import.meta.url, { fsCache: false, virtualModules: { 'policy-lint': { defineConfig } } }).import(file, { default: true });
}

function describeLoadError(error: unknown, path: string): string {
  const message = error instanceof Error ? error.message : String(error);
  const syntax = /^ParseError: (?<what>.*?)\s*\n.*:(?<line>\d+):(?<column>\d+)$/s.exec(message)?.groups;
  if (syntax === undefined) return `\`${path}\` can't be loaded: ${message.split('\n', 1)[0] ?? ''}`;
  const { what = '', line, column } = syntax;
  return `the configuration can't be used\n${path}:${line ?? ''}:${Number(column) + 1}: ${what.charAt(0).toLowerCase()}${what.slice(1)}`;
}
