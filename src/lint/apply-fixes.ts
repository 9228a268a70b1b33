import type { Fix } from '../model/finding.ts';

export interface FixedText {
  readonly text: string;
  /** How many of the fixes were made; what overlaps an earlier one has to wait for the next pass. */
  readonly applied: number;
}

/** Makes those fixes that don't touch each other, each whole or not at all. Earlier ones in the list win. */
export function applyFixes(text: string, fixes: readonly Fix[]): FixedText {
  const taken: Fix['edits'][number][] = [];
  let applied = 0;
  for (const { edits } of fixes) {
    const fits = edits.every(({ span }) => span.start >= 0 && span.start <= span.end && span.end <= text.length && taken.every((other) => span.end < other.span.start || span.start > other.span.end));
    if (edits.length === 0 || !fits) continue;
    taken.push(...edits);
    applied += 1;
  }
  const ordered = [...taken].sort((a, b) => b.span.start - a.span.start || b.span.end - a.span.end);
  return { text: ordered.reduce((result, { span, text: insert }) => result.slice(0, span.start) + insert + result.slice(span.end), text), applied };
}
