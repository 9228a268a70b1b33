import type { AccessRequest } from '../model/access-request.ts';
import type { Evaluation } from '../model/evaluation.ts';
import type { PolicyInput, PolicySet } from '../model/policy-set.ts';
import { compile, type CompiledPolicies, type EvaluateOptions } from './compile.ts';

const compiled = new WeakMap<object, CompiledPolicies>();

/**
 * Decides one request as AWS would. Policies are compiled once per object: whoever changes one
 * afterwards has to pass a new one. Never throws on bad policies or requests: see
 * {@link Evaluation.errors}.
 */
export function evaluate(policies: PolicyInput | PolicySet, request: AccessRequest, options?: EvaluateOptions): Evaluation {
  if (typeof policies !== 'object' || (policies as object | null) === null) return compile(policies).evaluate(request, options);
  let known = compiled.get(policies);
  if (known === undefined) {
    known = compile(policies);
    compiled.set(policies, known);
  }
  return known.evaluate(request, options);
}
