import type { Finding, LocatedFinding } from '../model/finding.ts';
import { lineIndex, rangeOf, type LineIndex } from '../model/line-index.ts';

/**
 * Findings as reports give them: lines and columns for offsets, in order of position, each once. A policy
 * that a template has in several forms brings the same finding several times.
 *
 * @param text undefined for what came from an object: positions are 1:1 then, and pointers tell the place.
 */
export function positioned(located: readonly LocatedFinding[], text: string | undefined): readonly Finding[] {
  if (located.length === 0) return [];
  const index = text === undefined ? undefined : lineIndex(text);
  const seen = new Set<string>();
  const findings: Finding[] = [];
  for (const finding of located) {
    const key = `${finding.ruleId}\n${finding.loc.pointer}\n${finding.loc.span?.start ?? ''}-${finding.loc.span?.end ?? ''}\n${finding.message}`;
    if (seen.has(key)) continue;
    seen.add(key);
    findings.push(position(finding, index));
  }
  return findings.sort(byPosition);
}

function position(finding: LocatedFinding, index: LineIndex | undefined): Finding {
  const { ruleId, severity, message, loc, policy, accessAnalyzerCode, witness, related, fix } = finding;
  return {
    ruleId,
    severity,
    message,
    ...rangeOf(index, loc),
    pointer: loc.pointer,
    ...(policy === undefined ? {} : { policy }),
    ...(accessAnalyzerCode === undefined ? {} : { accessAnalyzerCode }),
    ...(witness === undefined ? {} : { witness }),
    ...(related === undefined
      ? {}
      : { related: related.map((place) => ({ message: place.message, ...rangeOf(index, place.loc), pointer: place.loc.pointer })) }),
    ...(fix === undefined ? {} : { fix }),
  };
}

export function byPosition(a: Finding, b: Finding): number {
  return (
    a.start.line - b.start.line ||
    a.start.column - b.start.column ||
    a.end.line - b.end.line ||
    a.end.column - b.end.column ||
    compareText(a.pointer, b.pointer) ||
    compareText(a.ruleId, b.ruleId)
  );
}

/** By code unit, so that the order is the same on every machine. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
