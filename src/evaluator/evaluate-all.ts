import type { AccessRequest } from '../model/access-request.ts';
import type { Decision, Evaluation } from '../model/evaluation.ts';
import type { PolicyInput, PolicySet } from '../model/policy-set.ts';
import type { EvaluateOptions } from './compile.ts';
import { evaluate } from './evaluate.ts';

/** One operation that AWS authorizes several times: for an instance and a document, for each subnet and volume. */
export interface CombinedEvaluation {
  /** Allowed only if each of them is; otherwise the gravest of the decisions. */
  readonly decision: Decision;
  /** Union of what the single answers depend on, where that is open. */
  readonly dependsOn?: readonly string[];
  /** One per request, in their order. */
  readonly evaluations: readonly Evaluation[];
}

const gravity: readonly Decision[] = ['explicitDeny', 'implicitDeny', 'dependsOn', 'allowed'];

/**
 * Decides an operation that needs several authorizations, such as `ssm:StartSession` on an instance
 * and on a session document. Without any request nothing is allowed.
 */
export function evaluateAll(policies: PolicyInput | PolicySet, requests: readonly AccessRequest[], options?: EvaluateOptions): CombinedEvaluation {
  const evaluations = requests.map((request) => evaluate(policies, request, options));
  const decision = gravity.find((candidate) => evaluations.some((evaluation) => evaluation.decision === candidate)) ?? 'implicitDeny';
  if (decision !== 'dependsOn') return { decision, evaluations };
  return { decision, dependsOn: [...new Set(evaluations.flatMap(({ dependsOn }) => dependsOn ?? []))].sort(), evaluations };
}
