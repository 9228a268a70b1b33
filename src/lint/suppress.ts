import type { FileReport, Finding } from '../model/finding.ts';
import type { IntentResult } from '../model/intent-result.ts';
import { applySuppressions, readInlineSuppressions, type LocatedProblem, type SuppressionsRead } from '../suppressions/index.ts';
import { byPosition, compareText } from './findings.ts';
import type { MergedFiles } from './merge-files.ts';
import { SUPPRESSIBLE_IDS } from './suppressible-ids.ts';

export interface SuppressedReports {
  readonly files: readonly FileReport[];
  readonly intents: readonly IntentResult[];
  readonly count: number;
}

export interface SuppressibleResults extends Pick<MergedFiles, 'files' | 'outlines' | 'texts'> {
  readonly intents: readonly IntentResult[];
}

export interface SuppressOptions {
  /** Milliseconds since the epoch: what has expired by then has no effect. */
  readonly now: number;
  /** False where comments and metadata are not to be heard. */
  readonly inline: boolean;
  /** The files are all that `more` may be for. */
  readonly areAll?: boolean;
  /** Suppressions from elsewhere, such as a configuration file. */
  readonly more?: SuppressionsRead;
}

/**
 * Leaves out of a run's results what is suppressed, and adds findings about the suppressions themselves.
 *
 * @param results with the texts of all files, intents files too, that may have suppressions in them
 */
export function suppress({ files, outlines, texts, intents }: SuppressibleResults, { now, inline, areAll = false, more }: SuppressOptions): SuppressedReports {
  const ofFiles = inline ? [...texts].map(([path, text]) => readInlineSuppressions(path, text)) : [];
  const read = [...ofFiles, ...(more === undefined ? [] : [more])];
  const all = { suppressions: read.flatMap(({ suppressions }) => suppressions), invalid: read.flatMap(({ invalid }) => invalid) };
  const applied = applySuppressions({ files, intents, outlines, now, known: SUPPRESSIBLE_IDS, areAll }, all);
  return { files: withProblems(applied.files, applied.problems), intents: applied.intents, count: applied.count };
}

function withProblems(files: readonly FileReport[], problems: readonly LocatedProblem[]): readonly FileReport[] {
  if (problems.length === 0) return files;
  const added = new Map<string, Finding[]>();
  for (const { path, finding } of problems) added.set(path, [...(added.get(path) ?? []), finding]);
  const known = files.map((file) => ({ ...file, findings: [...file.findings, ...(added.get(file.path) ?? [])].sort(byPosition) }));
  const others = [...added].filter(([path]) => !files.some((file) => file.path === path)).map(([path, findings]) => ({ path, findings: findings.sort(byPosition) }));
  return [...known, ...others].sort((a, b) => compareText(a.path, b.path));
}
