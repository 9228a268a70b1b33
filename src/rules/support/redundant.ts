import type { Pattern } from '../../model/pattern.ts';
import type { PatternEntry } from '../../model/policy.ts';
import { covers, type CoverOptions } from './pattern-cover.ts';

export interface Redundancy {
  readonly entry: PatternEntry;
  /** The one that covers it. */
  readonly coveredBy: PatternEntry;
}

export interface RedundancyOptions extends CoverOptions {
  /** Entries of different groups can't cover each other; an entry of no group can cover those of any. */
  readonly group: (entry: PatternEntry) => string | undefined;
}

/** The entries of a list that another entry of it covers wholly. Of two that are the same, the later one. */
export function redundantEntries(entries: readonly PatternEntry[], options: RedundancyOptions): readonly Redundancy[] {
  if (entries.length < 2) return [];
  const found: Redundancy[] = [];
  const first = new Map<string, PatternEntry>();
  for (const entry of entries) {
    const key = options.ignoreCase ? entry.pattern.text.toLowerCase() : entry.pattern.text;
    const before = first.get(key);
    if (before === undefined) first.set(key, entry);
    else found.push({ entry, coveredBy: before });
  }
  const wide = new Map<string | undefined, PatternEntry[]>();
  for (const entry of first.values()) {
    if (!hasWildcard(entry.pattern)) continue;
    const group = options.group(entry);
    wide.set(group, [...(wide.get(group) ?? []), entry]);
  }
  if (wide.size === 0) return found;
  for (const entry of first.values()) {
    const coveredBy = coveringEntry(entry, wide.get(options.group(entry)), options) ?? coveringEntry(entry, wide.get(undefined), options);
    if (coveredBy !== undefined) found.push({ entry, coveredBy });
  }
  return found;
}

function coveringEntry(entry: PatternEntry, candidates: readonly PatternEntry[] | undefined, options: RedundancyOptions): PatternEntry | undefined {
  return candidates?.find((candidate) => candidate !== entry && covers(candidate.pattern, entry.pattern, options));
}

function hasWildcard(pattern: Pattern): boolean {
  return pattern.parts.some((part) => part.kind === 'anyRun' || part.kind === 'anyOne');
}
