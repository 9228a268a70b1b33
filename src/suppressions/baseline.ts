import type { FileReport } from '../model/finding.ts';
import { findingIdentity, intentIdentity } from '../model/fingerprint.ts';
import type { IntentResult } from '../model/intent-result.ts';
import { isSuppressible } from './suppression.ts';

/** What is known of an old repository: how often each finding occurs. The key is its identity. */
export type Baseline = ReadonlyMap<string, number>;

/** How a baseline calls the files of a run: by their paths from its own folder, so it is the same from everywhere. */
export type BaselineNames = (path: string) => string;

interface Results {
  readonly files: readonly FileReport[];
  readonly intents: readonly IntentResult[];
}

export interface Baselined extends Results {
  /** How many findings and intents the baseline knows. */
  readonly count: number;
  /** What the baseline has of these files, or of files that are gone, and the run did not find. */
  readonly stale: number;
  /** The baseline without it. */
  readonly pruned: Baseline;
}

/** Everything that a run found, apart from what has to be mended before anything can be checked. */
export function baselineOf(results: Results, named: BaselineNames): Baseline {
  const counts = new Map<string, number>();
  for (const identity of identities(results, named)) counts.set(identity, (counts.get(identity) ?? 0) + 1);
  return counts;
}

/**
 * Leaves out what the baseline knows. Of a finding that occurs more often than before, the last ones stay.
 *
 * @param exists whether there is a file that the baseline calls so
 */
export function applyBaseline({ files, intents }: Results, baseline: Baseline, named: BaselineNames, exists: (name: string) => boolean): Baselined {
  const left = new Map(baseline);
  const take = (identity: string): boolean => {
    const known = left.get(identity) ?? 0;
    if (known > 0) left.set(identity, known - 1);
    return known > 0;
  };
  const keptFiles = files.map((file) => ({
    ...file,
    findings: file.findings.filter((finding) => !isSuppressible(finding.ruleId) || !take(findingIdentity(named(file.path), finding))),
  }));
  const keptIntents = intents.filter((result) => result.verdict === 'holds' || !take(intentIdentity(result, named)));
  const judged = new Set([...files.map(({ path }) => path), ...intents.map(({ intent }) => intent.place.path)].map(named));
  const pruned = new Map<string, number>();
  let stale = 0;
  for (const [identity, count] of baseline) {
    const path = pathOf(identity);
    const unseen = judged.has(path) || !exists(path) ? (left.get(identity) ?? 0) : 0;
    stale += unseen;
    if (count > unseen) pruned.set(identity, count - unseen);
  }
  const count = [...baseline].reduce((sum, [identity, known]) => sum + known - (left.get(identity) ?? 0), 0);
  return { files: keptFiles, intents: keptIntents, count, stale, pruned };
}

/** One entry a line, in order, so that merges and reviews are easy. */
export function printBaseline(baseline: Baseline): string {
  const entries = [...baseline].sort(([a], [b]) => (a < b ? -1 : 1)).map(([identity, count]) => `    { "count": ${count}, "finding": ${identity} }`);
  return `{\n  "version": 1,\n  "entries": [${entries.length === 0 ? '' : `\n${entries.join(',\n')}\n  `}]\n}\n`;
}

/** Undefined for a text that is no baseline of this version. */
export function parseBaseline(text: string): Baseline | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(value) || value['version'] !== 1 || !Array.isArray(value['entries'])) return undefined;
  const baseline = new Map<string, number>();
  for (const entry of value['entries'] as readonly unknown[]) {
    if (!isRecord(entry)) return undefined;
    const { count, finding } = entry;
    if (typeof count !== 'number' || !Number.isInteger(count) || count < 1) return undefined;
    if (!Array.isArray(finding) || !finding.every((part) => typeof part === 'string')) return undefined;
    baseline.set(JSON.stringify(finding), count);
  }
  return baseline;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function* identities({ files, intents }: Results, named: BaselineNames): Generator<string> {
  for (const { path, findings } of files) {
    for (const finding of findings) if (isSuppressible(finding.ruleId)) yield findingIdentity(named(path), finding);
  }
  for (const result of intents) if (result.verdict !== 'holds') yield intentIdentity(result, named);
}

/** The path is the first part of an identity. */
function pathOf(identity: string): string {
  const parts: unknown = JSON.parse(identity);
  return Array.isArray(parts) && typeof parts[0] === 'string' ? parts[0] : '';
}
