import { existsSync, readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { checkConfigValue, parseConfig, type Config, type ConfigError, type ConfigParse, type KnownRule } from '../src/config/index.ts';
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
  try {
    const module = path.endsWith('ts') ? await loadTypeScript(resolve(file)) : await loadModule(resolve(file));
    if (module['default'] === undefined) throw new UsageError(`\`${path}\` has no default export`);
    return module['default'];
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`\`${path}\` can't be loaded: ${error instanceof Error ? error.message : String(error)}`);
  }
}

type Module = Readonly<Record<string, unknown>>;

async function loadModule(file: string): Promise<Module> {
  return (await import(pathToFileURL(file).href)) as Module;
}

/** Node reads TypeScript by itself only from 22.18 on, and then without enumerations and the like. */
async function loadTypeScript(file: string): Promise<Module> {
  const { createJiti } = await import('jiti');
  return createJiti(import.meta.url, { fsCache: false }).import<Module>(file);
}
