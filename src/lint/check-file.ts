import type { FileReport } from '../model/finding.ts';
import type { FileHost } from '../model/host.ts';
import type { SourceFile } from '../model/policy-source.ts';
import type { RuleEngine } from '../rules/rule.ts';
import { needsEngine } from '../rules/run-rules.ts';
import { fileText, readSources, type ReadSourceOptions, type StackExports } from '../sources/index.ts';
import { outlineOf, type FileOutline } from '../suppressions/index.ts';
import { positioned } from './findings.ts';
import type { LintOptions, RuleSelection } from './options.ts';
import type { ChosenFile } from './paths.ts';
import { findInFile, runOptions } from './run.ts';
import { withFacts } from './with-facts.ts';

/** One file of a run, checked: plain data, so that another thread or an earlier run can hand it over. */
export interface CheckedFile {
  readonly path: string;
  /** Why it can't be read; there is nothing else then. */
  readonly unreadable?: string;
  /** The file itself; missing where a pattern brought what is neither policy nor template. */
  readonly own?: CheckedReading;
  /** The files that it leads to, such as the stacks of a CDK manifest, one for each time they are read. */
  readonly behind: readonly CheckedReading[];
}

/** What one reading of one file brought. */
export interface CheckedReading extends FileReport {
  readonly recognized: boolean;
  /** How many policies it has. */
  readonly policies: number;
  readonly outline: FileOutline;
  /** Only where it speaks of suppressions. */
  readonly text?: string;
}

export interface CheckOptions extends LintOptions {
  readonly host: FileHost;
  /** What the stacks of the run export. */
  readonly exported?: StackExports;
  /** The rules for one file, where they are not the same for all: goes over `preset` and `rules`. */
  readonly selectionFor?: (path: string) => RuleSelection;
}

/** One file of a run, read, with all that it leads to. */
export interface ReadFile {
  readonly path: string;
  readonly unreadable?: string;
  readonly own?: SourceFile;
  readonly behind: readonly SourceFile[];
}

export function readChosen({ path, named }: ChosenFile, options: CheckOptions): ReadFile {
  let text: string;
  try {
    text = fileText(options.host.readFile(path));
  } catch (error) {
    return { path, unreadable: error instanceof Error ? error.message : String(error), behind: [] };
  }
  const [own, ...behind] = readSources(path, text, { ...readOptions(options), host: options.host });
  return { path, behind, ...(own === undefined || (!own.recognized && !named) ? {} : { own }) };
}

export function readOptions({ type, parameters, exported }: LintOptions & Pick<CheckOptions, 'exported'>): ReadSourceOptions {
  return {
    ...(type === undefined ? {} : { type }),
    ...(parameters === undefined ? {} : { parameters }),
    ...(exported === undefined ? {} : { exported }),
  };
}

/** What the rules find in a file and the files that it leads to. */
export async function checkRead({ path, unreadable, own, behind }: ReadFile, options: CheckOptions): Promise<CheckedFile> {
  if (unreadable !== undefined) return { path, unreadable, behind: [] };
  const checkedBehind: CheckedReading[] = [];
  for (const file of behind) checkedBehind.push(await checkWithEngine(file, options));
  return { path, ...(own === undefined ? {} : { own: await checkWithEngine(own, options) }), behind: checkedBehind };
}

async function checkWithEngine(file: SourceFile, options: CheckOptions): Promise<CheckedReading> {
  const selection = withFacts(options.selectionFor?.(file.path) ?? options, options.organization);
  return checkReading(file, selection, await engineFor(selection, options));
}

export function checkReading(file: SourceFile, selection: RuleSelection, engine: RuleEngine | undefined): CheckedReading {
  const { path, text, recognized, policies } = file;
  const findings = positioned(findInFile(file, selection, engine), text);
  return {
    path,
    findings,
    recognized,
    policies: policies.length,
    outline: findings.length === 0 ? { policies: [] } : outlineOf(file),
    ...(text.includes('policy-lint') ? { text } : {}),
  };
}

/** Few runs have a rule that asks evaluator or prover, and loading them takes as long as linting a file. */
async function engineFor(selection: RuleSelection, options: LintOptions): Promise<RuleEngine | undefined> {
  const isNeeded = asking.get(selection) ?? needsEngine(runOptions(selection));
  asking.set(selection, isNeeded);
  return isNeeded ? (await import('./engine.ts')).engineUnder(options) : undefined;
}

const asking = new WeakMap<RuleSelection, boolean>();
