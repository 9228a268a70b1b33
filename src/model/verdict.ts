import type { AccessRequest } from './access-request.ts';
import type { StatementReference } from './evaluation.ts';
import type { Location } from './location.ts';

/**
 * `typed`: requests that AWS can send (actions that exist or are unlisted, resources of a shape that
 * the action supports, keys of their declared type). `abstract`: any string anywhere.
 */
export type Domain = 'typed' | 'abstract';

/** What a proof took for granted, in sentences: date of the reference, parameters bound, open points. */
export type Assumption = string;

interface VerdictBase {
  readonly domain: Domain;
  readonly assumptions: readonly Assumption[];
}

export interface Holds extends VerdictBase {
  readonly verdict: 'holds';
  /** True when the first policy allows nothing in the domain, so that there was nothing to prove. */
  readonly vacuous: boolean;
}

export interface Violated extends VerdictBase {
  readonly verdict: 'violated';
  /** The first policy allows it, the second does not; replayed by the evaluator before it is shown. */
  readonly witness: AccessRequest;
  /** Values of what a template leaves open, by name, with which the witness is allowed. */
  readonly templateValues?: Readonly<Record<string, string>>;
  /** The statements of the first policy that let the witness through. */
  readonly statements: readonly StatementReference[];
}

export interface Undecided extends VerdictBase {
  readonly verdict: 'unknown';
  readonly reason: UnknownReason;
}

export type Verdict = Holds | Violated | Undecided;

/** Why a question could not be decided. */
export interface UnknownReason {
  /** `budget`, or the construct that is out of reach: `variable`, `templateValue`, `operatorMix`, … */
  readonly construct: string;
  /** For people. */
  readonly message: string;
  readonly statement?: StatementReference;
  readonly loc?: Location;
}

export interface Comparison {
  readonly relation: 'equivalent' | 'narrower' | 'wider' | 'incomparable' | 'unknown';
  /** A request that only the first policy allows. */
  readonly onlyInFirst?: AccessRequest;
  readonly onlyInSecond?: AccessRequest;
  /** Both directions, as they were judged: first ⊆ second, second ⊆ first. */
  readonly forward: Verdict;
  readonly backward: Verdict;
}
