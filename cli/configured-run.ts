import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import type { AppliedConfig, RuleLayers } from '../src/config/index.ts';
import { nodeHost } from '../src/host/node.ts';
import { tidyPath } from '../src/host/paths.ts';
import { OTHER_SUPPRESSIBLE_IDS } from '../src/lint/suppressible-ids.ts';
import type { Organization } from '../src/model/organization.ts';
import { rules } from '../src/rules/index.ts';
import type { LintCommandOptions } from './commands/lint.ts';
import { findConfig } from './find-config.ts';
import { escapeGlob, portable, pathFrom } from './paths.ts';

/** What a configuration file says about a run; paths as seen from the working directory. */
export interface ConfiguredRun {
  readonly files?: readonly string[];
  readonly intents?: readonly string[];
  readonly parameters?: Readonly<Record<string, string | readonly string[]>>;
  readonly organization?: Organization;
  readonly layers: RuleLayers;
  /** The folder of the configuration; the globs in `layers` are relative to it. */
  readonly folder: string;
  readonly applied: AppliedConfig;
  /** The configuration and what it names besides the files to lint: what a change of may change the findings in any file. */
  readonly decisive: readonly string[];
}

/** Undefined where there is no configuration, or none is wanted. */
export async function configuredRun({ config: named }: LintCommandOptions): Promise<ConfiguredRun | undefined> {
  const path = named === false ? undefined : (named ?? findConfig(process.cwd()));
  if (path === undefined) return undefined;
  // Most runs have no configuration, and need neither its schema nor what checks it.
  const [{ applyConfig, errorAt, readOrganization }, { readConfig, refuse }] = await Promise.all([import('../src/config/index.ts'), import('./config-file.ts')]);
  const known = [
    ...rules.map(({ meta }) => ({ id: meta.id, ...(meta.options === undefined ? {} : { optionsSchema: meta.options.schema }) })),
    ...OTHER_SUPPRESSIBLE_IDS.map((id) => ({ id, onlySuppressed: true as const })),
  ];
  const config = await readConfig(path, known);
  const folder = portable(relative(process.cwd(), dirname(resolve(path))));
  const fromHere = (name: string): string => (isAbsolute(name) ? name : tidyPath(join(folder, name)));
  const { organization, errors } = readOrganization(config, { host: nodeHost, fromHere });
  const absent = (config.file.intents ?? []).flatMap((name, at) => (nodeHost.kindOf(fromHere(name)) === 'file' ? [] : [errorAt(config, `/intents/${at}`, `there is no file \`${name}\``)]));
  if (errors.length + absent.length > 0) refuse(config.path, [...absent, ...errors]);
  const { files, intents, parameters, preset, rules: settings, overrides } = config.file;
  return {
    ...(files === undefined ? {} : { files: files.map((pattern) => patternFromHere(pattern, folder)) }),
    ...(intents === undefined ? {} : { intents: intents.map(fromHere) }),
    ...(parameters === undefined ? {} : { parameters }),
    ...(organization === undefined ? {} : { organization }),
    layers: {
      ...(preset === undefined ? {} : { preset }),
      ...(settings === undefined ? {} : { rules: settings }),
      ...(overrides === undefined ? {} : { overrides }),
    },
    folder,
    applied: applyConfig(config, pathFrom(folder)),
    decisive: [path, ...(intents ?? []).map(fromHere), ...controlPolicyPaths(organization)],
  };
}

/** As patterns of the command: a path that exists is taken literally. */
function patternFromHere(pattern: string, folder: string): string {
  if (isAbsolute(pattern) || folder === '') return pattern;
  const path = join(folder, pattern);
  return nodeHost.kindOf(path) === 'missing' ? `${escapeGlob(folder)}/${pattern}` : path;
}

function controlPolicyPaths({ serviceControlPolicies = [], resourceControlPolicies = [] }: Organization = {}): readonly string[] {
  return [...serviceControlPolicies, ...resourceControlPolicies].flatMap((level) => level.map(({ path }) => path));
}
