import type { AccessRequest } from '../model/access-request.ts';
import type { Location } from '../model/location.ts';
import type { Policy } from '../model/policy.ts';
import type { PolicySet } from '../model/policy-set.ts';
import type { Assumption } from '../model/verdict.ts';

/** What an intent comes down to: a question for the prover or the evaluator. */
export type Query =
  /** Everything that the target allows lies within the bound. */
  | { readonly kind: 'within'; readonly bound: PolicySet<Policy> }
  /** Nothing that the policy describes is allowed. */
  | { readonly kind: 'disjoint'; readonly from: PolicySet<Policy> }
  /** Everything that the policy describes is allowed. */
  | { readonly kind: 'covers'; readonly needed: PolicySet<Policy> }
  /** This request is allowed. */
  | { readonly kind: 'allows'; readonly request: AccessRequest; readonly loc: Location }
  /** No sequence of steps leads further. */
  | { readonly kind: 'noEscalation' }
  /** If anything of this is allowed, the intent can't be decided: for people, why. */
  | { readonly kind: 'unclear'; readonly from: PolicySet<Policy>; readonly construct: string; readonly message: string };

/** The questions behind one intent: it holds when all of them do. */
export interface Expansion {
  readonly queries: readonly Query[];
  /** What the translation itself takes for granted. */
  readonly assumptions?: readonly Assumption[];
}
