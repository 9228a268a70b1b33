/**
 * The prover with the evaluator beside it: every request that it shows has been decided by the other.
 */
import { evaluate } from './evaluator/index.ts';
import type { AccessRequest } from './model/access-request.ts';
import type { Evaluation } from './model/evaluation.ts';
import type { PolicyInput, PolicySet } from './model/policy-set.ts';
import type { Comparison, Domain, Verdict } from './model/verdict.ts';
import * as prover from './prover/index.ts';
import type { AllowedActions, AllowedResources } from './prover/index.ts';

export interface ProofOptions {
  /**
   * `typed`, the default: requests that AWS can send. `abstract`: any string anywhere, which proves more and
   * sometimes shows a request that AWS could never send.
   */
  readonly domain?: Domain;
  /** How many branches a search may open before the answer is `unknown`. */
  readonly budget?: number;
}

/**
 * Does the second policy allow all that the first one allows? `holds` is a proof for every request of the
 * domain, `violated` comes with a request that only the first one allows, `unknown` with what stood in the way.
 * A bare policy is an identity policy, or a resource policy where its statements have principals. Bad policies
 * are no exception: what is malformed grants nothing to prove with.
 */
export function implies(first: PolicyInput | PolicySet, second: PolicyInput | PolicySet, options: ProofOptions = {}): Verdict {
  return prover.implies(first, second, { ...options, evaluate: decide });
}

/** Is there no request that both allow? `violated` comes with one that both do. */
export function disjoint(first: PolicyInput | PolicySet, second: PolicyInput | PolicySet, options: ProofOptions = {}): Verdict {
  return prover.disjoint(first, second, { ...options, evaluate: decide });
}

/** Is there no request that they allow? `violated` comes with one that they do. */
export function isEmpty(policies: PolicyInput | PolicySet, options: ProofOptions = {}): Verdict {
  return prover.isEmpty(policies, { ...options, evaluate: decide });
}

/** How the first relates to the second, with a request for each difference. */
export function compare(first: PolicyInput | PolicySet, second: PolicyInput | PolicySet, options: ProofOptions = {}): Comparison {
  return prover.compare(first, second, { ...options, evaluate: decide });
}

/**
 * Which listed actions are allowed, denies and limits considered: each in some request. `undecided` are those of
 * which that is not known. Of a policy that allows everything, those that any of its statements names.
 */
export function allowedActions(policies: PolicyInput | PolicySet, options: ProofOptions = {}): AllowedActions {
  return prover.allowedActions(policies, { ...options, evaluate: decide });
}

/**
 * Which resources are left for an action or several (`s3:GetObject`, `s3:*`), as patterns: a request for one of the
 * actions that is allowed is for a resource of one of them. `exact` where the reverse was proved too.
 */
export function allowedResources(policies: PolicyInput | PolicySet, actions: string | readonly string[], options: ProofOptions = {}): AllowedResources {
  return prover.allowedResources(policies, actions, { ...options, evaluate: decide });
}

function decide(policies: PolicyInput | PolicySet, request: AccessRequest): Evaluation {
  return evaluate(policies, request);
}
