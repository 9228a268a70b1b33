import { dirname, relative, resolve } from 'node:path';
import type { AppliedConfig } from '../src/config/index.ts';
import { rules } from '../src/rules/index.ts';
import type { LintCommandOptions } from './commands/lint.ts';
import { findConfig } from './find-config.ts';


/** What a configuration file says about a run; paths as seen from the working directory. */
export interface ConfiguredRun {
  readonly files?: readonly string[];
  readonly intents?: readonly string[];
  readonly parameters?: Readonly<Record<string, string | readonly string[]>>;
  readonly applied: AppliedConfig;
}

/** Undefined where there is no configuration, or none is wanted. */
export async function configuredRun({ config: named, preset, rule }: LintCommandOptions): Promise<ConfiguredRun | undefined> {
  const path = named === false ? undefined : (named ?? findConfig(process.cwd()));
  if (path === undefined) return undefined;
  // Most runs have no configuration, and need neither its schema nor what checks it.
  const [{ applyConfig }, { readConfig }] = await Promise.all([import('../src/config/index.ts'), import('./config-file.ts')]);
  const known = rules.map(({ meta }) => ({ id: meta.id, ...(meta.options === undefined ? {} : { optionsSchema: meta.options.schema }) }));
  const config = await readConfig(path, known);
  const folder = dirname(resolve(path));
  const fromHere = (pattern: string): string => `${portable(relative(process.cwd(), folder))}/${pattern}`.replace(/^\//, '');
  const { files, intents, parameters } = config.file;
  return {
    ...(files === undefined ? {} : { files: files.map(fromHere) }),
    ...(intents === undefined ? {} : { intents: intents.map(fromHere) }),
    ...(parameters === undefined ? {} : { parameters }),
    applied: applyConfig(config, {
      fromConfig: (candidate) => portable(relative(folder, resolve(candidate))),
      ...(preset === undefined ? {} : { preset }),
      ...(rule === undefined ? {} : { rules: rule }),
    }),
  };
}

function portable(path: string): string {
  return path.replaceAll('\\', '/');
}
