import type { FileReport, Finding, Severity } from '../model/finding.ts';
import type { FileHost } from '../model/host.ts';
import type { IntentResult } from '../model/intent-result.ts';
import type { SourceFile } from '../model/policy-source.ts';
import type { Report } from '../model/report.ts';
import { needsEngine } from '../rules/run-rules.ts';
import { readSources } from '../sources/index.ts';
import type { Suppression } from '../suppressions/index.ts';
import { compareText } from './findings.ts';
import { findIntentsFiles, isIntentsFile, judgeIntents, type JudgedIntents } from './intents-files.ts';
import type { LintOptions, RuleSelection } from './options.ts';
import { chooseFiles, type ChosenFile } from './paths.ts';
import { readOptions, reportOn } from './report-on.ts';
import { INVALID_FILE, runOptions } from './run.ts';
import { suppress } from './suppress.ts';

export type ProgressStep = 'read' | 'checked' | 'judged';

export interface LintFilesOptions extends LintOptions {
  readonly host: FileHost;
  /**
   * The intents files to judge. Without it: each `policy-lint.intents.yaml` that the patterns bring, that is
   * in the working directory, or that is beside a linted file.
   */
  readonly intentsFiles?: readonly string[];
  /** False: comments and metadata that suppress findings are not heard. */
  readonly inlineConfig?: boolean;
  /** The rules for one file, where they are not the same for all: goes over `preset` and `rules`. */
  readonly selectionFor?: (path: string) => RuleSelection;
  /** Files that are passed over, even when they are named: they count as skipped. */
  readonly isIgnored?: (path: string) => boolean;
  /** Suppressions from elsewhere than the files themselves. */
  readonly suppressions?: readonly Suppression[];
  /** Told before each file how many of how many are done: all are read, then checked, then intents files judged. */
  readonly onProgress?: (step: ProgressStep, done: number, total: number) => void;
}

/**
 * Lints every file that the patterns stand for. One bad file never hides the others: it becomes a finding
 * (or, where nothing could even be looked for, one of the report's `problems`).
 *
 * @param patterns paths, and globs as fast-glob reads them (`cdk.out/*.template.json`).
 */
export async function lintFiles(patterns: readonly string[], options: LintFilesOptions): Promise<Report> {
  const { host } = options;
  const { files: matched, problems } = await chooseFiles(patterns, host);
  const brought = matched.filter(({ path }) => options.isIgnored?.(path) !== true);
  const chosen = brought.filter(({ path }) => !isIntentsFile(path));
  const { sources, unreadable, skipped } = readAll(chosen, options);
  // Few runs have a rule that asks evaluator or prover, and loading them takes as long as linting a file.
  const groups = groupedByPath(sources);
  const { selectionFor = () => options } = options;
  const selections = new Set(groups.map(([{ path }]) => selectionFor(path)));
  const engine = [...selections].some((selection) => needsEngine(runOptions(selection))) ? (await import('./engine.ts')).ruleEngine : undefined;
  const checked = groups.map((readings, done, all) => {
    options.onProgress?.('checked', done, all.length);
    return reportOn(readings, { ...options, ...selectionFor(readings[0].path) }, engine);
  });
  const found = [...unreadable, ...checked].sort((a, b) => compareText(a.path, b.path));
  const judged = await judge(brought, sources, options);
  const { files, intents, count } = suppress(found, judged.intents, sources, { host, inline: options.inlineConfig !== false, more: { suppressions: options.suppressions ?? [], invalid: [] } });
  const verdicts = { holds: 0, violated: 0, unknown: 0 };
  for (const { verdict } of intents) verdicts[verdict] += 1;
  return {
    files,
    intents,
    summary: {
      files: found.length,
      skipped: skipped + matched.length - brought.length,
      policies: sources.reduce((sum, source) => sum + source.policies.length, 0),
      findings: countBySeverity(files.flatMap((file) => file.findings)),
      intents: verdicts,
      ...(count === 0 ? {} : { suppressed: count }),
    },
    problems: [...problems, ...judged.problems],
  };
}

/** An intents file that was named is judged in full, one that was found beside the files only for these. */
async function judge(brought: readonly ChosenFile[], sources: readonly SourceFile[], options: LintFilesOptions): Promise<JudgedIntents> {
  const { intentsFiles, host, onProgress } = options;
  const named = intentsFiles ?? brought.filter((file) => file.named && isIntentsFile(file.path)).map(({ path }) => path);
  const found = intentsFiles === undefined ? findIntentsFiles(brought.map(({ path }) => path), host).filter((path) => !named.includes(path)) : [];
  const intents: IntentResult[] = [];
  const problems: string[] = [];
  const linted = new Set(sources.map(({ path }) => path));
  for (const [done, path] of [...named, ...found].entries()) {
    onProgress?.('judged', done, named.length + found.length);
    const judged = await judgeIntents(path, sources, host, done < named.length ? undefined : linted, options.parameters);
    intents.push(...judged.intents);
    problems.push(...judged.problems);
  }
  return { intents, problems };
}

interface ReadFiles {
  readonly sources: readonly SourceFile[];
  readonly unreadable: readonly FileReport[];
  /** How many files a pattern brought that are no policies. */
  readonly skipped: number;
}

function readAll(chosen: readonly ChosenFile[], options: LintFilesOptions): ReadFiles {
  const direct: SourceFile[] = [];
  const followed: SourceFile[] = [];
  const unreadable: FileReport[] = [];
  let skipped = 0;
  for (const [done, { path, named }] of chosen.entries()) {
    options.onProgress?.('read', done, chosen.length);
    let text: string;
    try {
      text = new TextDecoder().decode(options.host.readFile(path));
    } catch (error) {
      unreadable.push({ path, findings: [wholeFile(`the file can't be read: ${error instanceof Error ? error.message : String(error)}`)] });
      continue;
    }
    const [file, ...behind] = readSources(path, text, { ...readOptions(options), host: options.host });
    if (file === undefined || (!file.recognized && !named)) skipped += 1;
    else direct.push(file);
    followed.push(...behind);
  }
  // A stack that another one nests is read there with its parameters and construct paths: as it is deployed.
  const known = new Set(followed.map(({ path }) => path));
  return { sources: [...direct.filter(({ path }) => !known.has(path)), ...followed], unreadable, skipped };
}

function groupedByPath(sources: readonly SourceFile[]): readonly (readonly [SourceFile, ...SourceFile[]])[] {
  const groups = new Map<string, [SourceFile, ...SourceFile[]]>();
  for (const source of sources) {
    const group = groups.get(source.path);
    if (group === undefined) groups.set(source.path, [source]);
    else group.push(source);
  }
  return [...groups.values()];
}

function wholeFile(message: string): Finding {
  return {
    ruleId: INVALID_FILE,
    severity: 'error',
    message,
    start: { line: 1, column: 1 },
    end: { line: 1, column: 1 },
    pointer: '',
  };
}

export function countBySeverity(findings: readonly Finding[]): Readonly<Record<Severity, number>> {
  const counts = { error: 0, security: 0, warning: 0, suggestion: 0 };
  for (const finding of findings) counts[finding.severity] += 1;
  return counts;
}
