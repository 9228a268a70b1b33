import { readPolicyInput } from '../model/policy-input.ts';
import type { PolicyInput, PolicySet } from '../model/policy-set.ts';

/** A bare policy is an identity-based policy, or a resource-based one where its statements have principals. */
export function toPolicySet(policies: PolicyInput | PolicySet): PolicySet {
  if (isPolicySet(policies)) return policies;
  const { policy } = readPolicyInput(policies);
  return policy.statements.some((statement) => statement.principal !== undefined) ? { resourcePolicy: policy } : { identityPolicies: [policy] };
}

function isPolicySet(policies: PolicyInput | PolicySet): policies is PolicySet {
  if (typeof policies !== 'object' || (policies as object | null) === null) return false;
  return !('statements' in policies) && !('Statement' in policies) && !('Version' in policies);
}
