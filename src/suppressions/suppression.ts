import type { Finding } from '../model/finding.ts';
import type { Position } from '../model/location.ts';

/** One declaration that a finding is known and accepted. */
export interface Suppression {
  /** A rule ID, or `intent/<kind>` for an intent that does not hold. */
  readonly ruleId: string;
  /** Why; mandatory, so never empty. */
  readonly reason: string;
  /** The last day on which it counts, `2027-03-01`, in UTC. Without it: for ever. */
  readonly until?: string;
  /** Where it is written. */
  readonly place: SuppressionPlace;
  readonly covers: (suspect: Suspect) => boolean;
  /** Whether a run that found nothing for it to cover shows that it is not needed. */
  readonly expectedIn: (run: SeenFiles) => boolean;
}

/** What a run looked at. */
export interface SeenFiles {
  readonly paths: ReadonlySet<string>;
  /** These are all files that there are to look at, as far as the run can tell. */
  readonly areAll: boolean;
}

export interface SuppressionPlace {
  readonly path: string;
  readonly start: Position;
  readonly end: Position;
  readonly pointer: string;
}

/** What a suppression may cover: a finding, or one of the places of an intent that does not hold. */
export interface Suspect {
  readonly path: string;
  readonly line: number;
  readonly pointer: string;
  readonly logicalId?: string;
  readonly sids: readonly string[];
  readonly principals: readonly string[];
}

export interface SuppressionsRead {
  readonly suppressions: readonly Suppression[];
  /** Those that are not well formed, and so have no effect. */
  readonly invalid: readonly LocatedProblem[];
}

export interface LocatedProblem {
  readonly path: string;
  readonly finding: Finding;
}

export const INVALID_SUPPRESSION = 'invalid-suppression';
export const UNUSED_SUPPRESSION = 'unused-suppression';
export const EXPIRED_SUPPRESSION = 'expired-suppression';

/** Accepting these would be to check nothing, in silence. */
const NEVER_SUPPRESSED: ReadonlySet<string> = new Set(['invalid-file', 'internal-error', INVALID_SUPPRESSION, UNUSED_SUPPRESSION, EXPIRED_SUPPRESSION]);

export function isSuppressible(ruleId: string): boolean {
  return !NEVER_SUPPRESSED.has(ruleId);
}

/** What is wrong with a suppression as written; undefined for a good one. */
export function describeFlaw({ ruleId, reason, until }: { readonly ruleId: string; readonly reason: string; readonly until?: string }): string | undefined {
  if (ruleId === '') return 'a suppression names a rule';
  if (!/^[a-z][\w/-]*$/i.test(ruleId)) return `\`${ruleId}\` is no rule's ID`;
  if (!isSuppressible(ruleId)) return `\`${ruleId}\` can't be suppressed`;
  if (reason.trim() === '') return `the suppression of \`${ruleId}\` gives no reason: it has no effect until it does`;
  if (until !== undefined && dayAfter(until) === undefined) return `\`${until}\` is no date: write the last day as \`2027-03-01\``;
  return undefined;
}

export function isExpired({ until }: Pick<Suppression, 'until'>, now: number): boolean {
  const end = until === undefined ? undefined : dayAfter(until);
  return end !== undefined && now >= end;
}

/** When a day is over everywhere that counts in UTC; undefined for what is no date. */
function dayAfter(date: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return undefined;
  const start = Date.parse(`${date}T00:00:00Z`);
  const exists = !Number.isNaN(start) && new Date(start).toISOString().startsWith(date);
  return exists ? start + 24 * 60 * 60 * 1000 : undefined;
}

export function problemAt(ruleId: string, severity: Finding['severity'], message: string, { path, start, end, pointer }: SuppressionPlace): LocatedProblem {
  return { path, finding: { ruleId, severity, message, start, end, pointer } };
}
