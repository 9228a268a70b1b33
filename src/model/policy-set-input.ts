import type { EvaluationError } from './evaluation.ts';
import { readPolicyInput } from './policy-input.ts';
import { LAYERS, type PolicyInput, type PolicyLayer, type PolicySet } from './policy-set.ts';

/**
 * The policies as a set: a bare policy is an identity-based policy, or a resource-based one where its
 * statements have principals. A layer that is no list where one is expected is taken as present and
 * empty, and a layer of an unknown name is left out; `errors` tells of both.
 */
export function readPolicySet(policies: PolicyInput | PolicySet, errors: EvaluationError[]): PolicySet {
  if (!isPolicySet(policies)) {
    const { policy } = readPolicyInput(policies);
    const named = policy.statements.some((statement) => statement.principal !== undefined);
    return named ? { resourcePolicy: policies } : { identityPolicies: [policies] };
  }
  const repaired: Partial<Record<PolicyLayer, readonly never[]>> = {};
  for (const [key, value] of Object.entries(policies) as readonly (readonly [string, unknown])[]) {
    if (!isLayer(key)) errors.push({ message: `unknown layer \`${key}\`: expected one of \`${Object.keys(LAYERS).join('`, `')}\`` });
    else if (value !== undefined && !hasShape(value, LAYERS[key].listed)) {
      errors.push({ message: LAYERS[key].listed === 'levels' ? `expected a list of lists of policies as \`${key}\`` : `expected a list of policies as \`${key}\`` });
      repaired[key] = [];
    }
  }
  return Object.keys(repaired).length === 0 ? policies : { ...policies, ...withLevels(repaired) };
}

function withLevels(repaired: Partial<Record<PolicyLayer, readonly never[]>>): Partial<PolicySet> {
  const { identityPolicies, sessionPolicies, serviceControlPolicies, resourceControlPolicies } = repaired;
  return {
    ...(identityPolicies === undefined ? {} : { identityPolicies }),
    ...(sessionPolicies === undefined ? {} : { sessionPolicies }),
    ...(serviceControlPolicies === undefined ? {} : { serviceControlPolicies: [[]] }),
    ...(resourceControlPolicies === undefined ? {} : { resourceControlPolicies: [[]] }),
  };
}

function isLayer(key: string): key is PolicyLayer {
  return Object.hasOwn(LAYERS, key);
}

function hasShape(value: unknown, shape: 'one' | 'list' | 'levels'): boolean {
  if (shape === 'one') return true;
  return Array.isArray(value) && (shape === 'list' || value.every(Array.isArray));
}

function isPolicySet(policies: PolicyInput | PolicySet): policies is PolicySet {
  if (typeof policies !== 'object' || (policies as object | null) === null || Array.isArray(policies)) return false;
  return !('statements' in policies) && !('Statement' in policies) && !('Version' in policies);
}
