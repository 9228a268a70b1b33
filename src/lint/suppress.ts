import type { FileReport, Finding } from '../model/finding.ts';
import type { FileHost } from '../model/host.ts';
import type { IntentResult } from '../model/intent-result.ts';
import type { SourceFile } from '../model/policy-source.ts';
import { applySuppressions, readInlineSuppressions, type LocatedProblem, type SuppressionsRead } from '../suppressions/index.ts';
import { byPosition, compareText } from './findings.ts';

export interface SuppressedReports {
  readonly files: readonly FileReport[];
  readonly intents: readonly IntentResult[];
  readonly count: number;
}

export interface SuppressOptions {
  readonly host: FileHost;
  /** False where comments and metadata are not to be heard. */
  readonly inline: boolean;
  /** Suppressions from elsewhere, such as a configuration file. */
  readonly more?: SuppressionsRead;
}

/** Leaves out of a run's results what is suppressed, and adds findings about the suppressions themselves. */
export function suppress(
  files: readonly FileReport[],
  intents: readonly IntentResult[],
  sources: readonly SourceFile[],
  { host, inline, more }: SuppressOptions,
): SuppressedReports {
  const read = [...(inline ? inlineOf(sources, intents, host) : []), ...(more === undefined ? [] : [more])];
  const all = { suppressions: read.flatMap(({ suppressions }) => suppressions), invalid: read.flatMap(({ invalid }) => invalid) };
  const applied = applySuppressions({ files, intents, sources, now: host.now() }, all);
  return { files: withProblems(applied.files, applied.problems), intents: applied.intents, count: applied.count };
}

function* inlineOf(sources: readonly SourceFile[], intents: readonly IntentResult[], host: FileHost): Generator<SuppressionsRead> {
  const texts = new Map(sources.map(({ path, text }) => [path, text]));
  for (const { place } of intents.map(({ intent }) => intent)) {
    if (!texts.has(place.path)) texts.set(place.path, new TextDecoder().decode(host.readFile(place.path)));
  }
  for (const [path, text] of texts) yield readInlineSuppressions(path, text);
}

function withProblems(files: readonly FileReport[], problems: readonly LocatedProblem[]): readonly FileReport[] {
  if (problems.length === 0) return files;
  const added = new Map<string, Finding[]>();
  for (const { path, finding } of problems) added.set(path, [...(added.get(path) ?? []), finding]);
  const known = files.map((file) => ({ ...file, findings: [...file.findings, ...(added.get(file.path) ?? [])].sort(byPosition) }));
  const others = [...added].filter(([path]) => !files.some((file) => file.path === path)).map(([path, findings]) => ({ path, findings: findings.sort(byPosition) }));
  return [...known, ...others].sort((a, b) => compareText(a.path, b.path));
}
