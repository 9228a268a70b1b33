import type { FileReport, Finding } from '../model/finding.ts';
import type { IntentResult } from '../model/intent-result.ts';
import { nearest } from '../model/parse/nearest.ts';
import type { FileOutline } from './outline.ts';
import {
  EXPIRED_SUPPRESSION,
  isExpired,
  isSuppressible,
  problemAt,
  UNUSED_SUPPRESSION,
  type LocatedProblem,
  type Suppression,
  type SuppressionsRead,
  type Suspect,
} from './suppression.ts';
import { findingSuspect, intentSuspects } from './suspects.ts';

export interface Suppressible {
  readonly files: readonly FileReport[];
  readonly intents: readonly IntentResult[];
  /** By path: what findings don't tell of their place, for each reading of the file. */
  readonly outlines: ReadonlyMap<string, readonly FileOutline[]>;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** The IDs that a suppression can name. */
  readonly known: readonly string[];
  /** No file was left out that a suppression may be for. */
  readonly areAll: boolean;
}

export interface Suppressed {
  readonly files: readonly FileReport[];
  readonly intents: readonly IntentResult[];
  /** How many findings and intents are left out. */
  readonly count: number;
  /** What is wrong with the suppressions themselves: bad ones, expired ones, unused ones. */
  readonly problems: readonly LocatedProblem[];
}

/** Leaves out what is suppressed. A suppression that is expired, or that nothing needs, is a finding itself. */
export function applySuppressions({ files, intents, outlines, now, known, areAll }: Suppressible, { suppressions, invalid }: SuppressionsRead): Suppressed {
  if (suppressions.length === 0) return { files, intents, count: 0, problems: invalid };
  const expired = suppressions.filter((suppression) => isExpired(suppression, now));
  const active = suppressions.filter((suppression) => !expired.includes(suppression));
  const used = new Set<Suppression>();
  let count = 0;
  const isCovered = (ruleId: string, suspects: () => readonly Suspect[]): boolean => {
    const candidates = isSuppressible(ruleId) ? active.filter((suppression) => suppression.ruleId === ruleId) : [];
    const seen = candidates.length === 0 ? [] : suspects();
    const covering = candidates.filter(({ covers }) => seen.some(covers));
    for (const suppression of covering) used.add(suppression);
    if (covering.length > 0) count += 1;
    return covering.length > 0;
  };
  const keptFiles = files.map((file) => {
    const ofFile = outlines.get(file.path) ?? [];
    return { ...file, findings: file.findings.filter((finding: Finding) => !isCovered(finding.ruleId, () => [findingSuspect(file.path, finding, ofFile)])) };
  });
  const keptIntents = intents.filter((result) => result.verdict === 'holds' || !isCovered(`intent/${result.intent.kind}`, () => intentSuspects(result)));
  const paths = new Set([...files.map(({ path }) => path), ...intents.map(({ intent }) => intent.place.path)]);
  const unused = active.filter((suppression) => !used.has(suppression) && suppression.expectedIn({ paths, areAll }) && wasAsked(suppression, intents, known));
  return { files: keptFiles, intents: keptIntents, count, problems: [...invalid, ...expired.map(expiredProblem), ...unused.map((suppression) => unusedProblem(suppression, known))] };
}

/** A run without intents shows nothing about a suppression of one. */
function wasAsked({ ruleId }: Suppression, intents: readonly IntentResult[], known: readonly string[]): boolean {
  return !known.includes(ruleId) || !ruleId.startsWith('intent/') || intents.some(({ intent }) => `intent/${intent.kind}` === ruleId);
}

function expiredProblem({ ruleId, until, place }: Suppression): LocatedProblem {
  return problemAt(EXPIRED_SUPPRESSION, 'warning', `the suppression of \`${ruleId}\` ended on ${until ?? ''}`, place);
}

function unusedProblem({ ruleId, place }: Suppression, known: readonly string[]): LocatedProblem {
  if (!known.includes(ruleId)) {
    const hint = nearest(ruleId, known);
    return problemAt(UNUSED_SUPPRESSION, 'warning', `there is no rule \`${ruleId}\`${hint === undefined ? ': \`policy-lint rules\` lists them' : `, did you mean \`${hint}\`?`}`, place);
  }
  return problemAt(UNUSED_SUPPRESSION, 'warning', `the suppression of \`${ruleId}\` suppresses nothing: remove it`, place);
}
