import type { Finding, Severity } from '../model/finding.ts';
import type { FileHost } from '../model/host.ts';
import type { IntentResult } from '../model/intent-result.ts';
import type { SourceFile } from '../model/policy-source.ts';
import type { Report } from '../model/report.ts';
import { exportsAmong, fileText } from '../sources/index.ts';
import type { Suppression } from '../suppressions/index.ts';
import { checkRead, readChosen, type CheckedFile, type CheckOptions, type ReadFile } from './check-file.ts';
import { findIntentsFiles, isIntentsFile, judgeIntents, type JudgedIntents } from './intents-files.ts';
import { mergeFiles, withoutNested } from './merge-files.ts';
import { chooseFiles, type ChosenFile } from './paths.ts';
import { suppress } from './suppress.ts';
import { oneByOne, type IntentsFile, type LintWork, type ReadOn } from './work.ts';

export type ProgressStep = 'checked' | 'judged';

export interface LintFilesOptions extends CheckOptions {
  /**
   * The intents files to judge. Without it: each `policy-lint.intents.yaml` that the patterns bring, that is
   * in the working directory or the folder of the configuration, or that is beside a linted file.
   */
  readonly intentsFiles?: readonly string[];
  /** The folder of the configuration, as seen from the working directory. */
  readonly configFolder?: string;
  /** False: comments and metadata that suppress findings are not heard. */
  readonly inlineConfig?: boolean;
  /** Files that are passed over, even when they are named: they count as skipped. */
  readonly isIgnored?: (path: string) => boolean;
  /** Where given, only files that it answers true for are linted; the others count as skipped. */
  readonly hasChanged?: (path: string) => boolean;
  /** Suppressions from elsewhere than the files themselves. */
  readonly suppressions?: readonly Suppression[];
  /** The patterns stand for all files that there are, so a suppression that suppresses none of their findings is unused. */
  readonly areAll?: boolean;
  /** Told how many of how many are done: first files are checked, then intents files judged. */
  readonly onProgress?: (step: ProgressStep, done: number, total: number) => void;
  /** Who does the work; this thread without it. */
  readonly work?: LintWork;
}

/**
 * Lints every file that the patterns stand for. One bad file never hides the others: it becomes a finding
 * (or, where nothing could even be looked for, one of the report's `problems`).
 *
 * @param patterns paths, and globs as fast-glob reads them (`cdk.out/*.template.json`).
 */
export async function lintFiles(patterns: readonly string[], options: LintFilesOptions): Promise<Report> {
  const { host, onProgress, work = { checkFiles: oneByOne } } = options;
  const { files: matched, problems } = await chooseFiles(patterns, host);
  const heeded = matched.filter(({ path }) => options.isIgnored?.(path) !== true);
  const brought = heeded.filter(({ path }) => options.hasChanged?.(path) !== false);
  const chosen = brought.filter(({ path }) => !isIntentsFile(path));
  const intentsFiles = intentsFilesOf(brought, options);
  // Trees are large: they are kept only where intents will ask for them.
  const kept = new Map<string, ReadFile>();
  const paths = chosen.map(({ path }) => path);
  const { parameters = {} } = options;
  const exported = exportsAmong(paths, { host, parameters });
  const here = async (file: ChosenFile, on: ReadOn = { host, exported }): Promise<CheckedFile> => {
    const read = readChosen(file, { ...options, ...on });
    if (intentsFiles.length > 0) kept.set(file.path, read);
    return checkRead(read, options);
  };
  let done = 0;
  onProgress?.('checked', 0, chosen.length);
  const checked = await work.checkFiles(chosen, here, () => onProgress?.('checked', (done += 1), chosen.length));
  const merged = mergeFiles(checked);
  const lookedAt = merged.files.length + intentsFiles.length;
  const nothing = lookedAt > 0 || matched.some(({ named }) => named) ? [] : nothingSeen(matched, heeded, options);
  const judge = (on: FileHost = host): Promise<JudgedIntents> => {
    const seen = { host: on, exported: on === host ? exported : exportsAmong(paths, { host: on, parameters }) };
    const sources = withoutNested(chosen.map((file) => kept.get(file.path) ?? readChosen(file, { ...options, ...seen })));
    return judgeAll(intentsFiles, sources, { ...options, host: on });
  };
  const judged = intentsFiles.length === 0 ? { intents: [], problems: [] } : await (work.judgeIntents?.(chosen, intentsFiles, judge) ?? judge());
  const { files, intents, count } = suppress(
    { ...merged, texts: new Map([...textsOf(judged.intents, host), ...merged.texts]), intents: judged.intents },
    { now: host.now(), inline: options.inlineConfig !== false, areAll: options.areAll === true, more: { suppressions: options.suppressions ?? [], invalid: [] } },
  );
  const verdicts = { holds: 0, violated: 0, unknown: 0 };
  for (const { verdict } of intents) verdicts[verdict] += 1;
  return {
    files,
    intents,
    summary: {
      files: merged.files.length,
      skipped: merged.skipped + matched.length - brought.length,
      policies: merged.policies,
      findings: countBySeverity(files.flatMap((file) => file.findings)),
      intents: verdicts,
      ...(count === 0 ? {} : { suppressed: count }),
    },
    problems: [...problems, ...nothing, ...judged.problems],
  };
}

/** A glob that is mistyped, or ignored by mistake, should not pass for a clean run. */
function nothingSeen(matched: readonly ChosenFile[], heeded: readonly ChosenFile[], { hasChanged }: LintFilesOptions): readonly string[] {
  if (matched.length > 0 && heeded.length === 0) return ['the configuration ignores all of these files: nothing was looked at'];
  return heeded.length > 0 && hasChanged === undefined ? ['none of these files is a policy or a template: nothing was looked at'] : [];
}

function intentsFilesOf(brought: readonly ChosenFile[], { intentsFiles, configFolder, host }: LintFilesOptions): readonly IntentsFile[] {
  const named = intentsFiles ?? brought.filter((file) => file.named && isIntentsFile(file.path)).map(({ path }) => path);
  const found = intentsFiles === undefined ? findIntentsFiles(brought.map(({ path }) => path), host, configFolder).filter((path) => !named.includes(path)) : [];
  return [...named.map((path) => ({ path, named: true })), ...found.map((path) => ({ path, named: false }))];
}

/** An intent can be suppressed where it is declared. */
function* textsOf(intents: readonly IntentResult[], host: FileHost): Generator<readonly [string, string]> {
  for (const path of new Set(intents.map(({ intent }) => intent.place.path))) yield [path, fileText(host.readFile(path))];
}

async function judgeAll(intentsFiles: readonly IntentsFile[], sources: readonly SourceFile[], options: LintFilesOptions): Promise<JudgedIntents> {
  const intents: IntentResult[] = [];
  const problems: string[] = [];
  const linted = new Set(sources.map(({ path }) => path));
  for (const [done, { path, named }] of intentsFiles.entries()) {
    options.onProgress?.('judged', done, intentsFiles.length);
    const judged = await judgeIntents(path, sources, { ...options, ...(named ? {} : { paths: linted }) });
    intents.push(...judged.intents);
    problems.push(...judged.problems);
  }
  return { intents, problems };
}

export function countBySeverity(findings: readonly Finding[]): Readonly<Record<Severity, number>> {
  const counts = { error: 0, security: 0, warning: 0, suggestion: 0 };
  for (const finding of findings) counts[finding.severity] += 1;
  return counts;
}
