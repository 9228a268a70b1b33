import type { EvaluationResult, SimulatedDecision } from '../../model/generated/exchange.generated.ts';
import type { AccessRequest } from '../../model/access-request.ts';
import { isSameAction } from './batches.ts';

/** What the simulator says of one action on one resource. */
export interface SimulatedAnswer {
  readonly decision: SimulatedDecision;
  /** Keys that policies ask for and that the simulator was given no value of. */
  readonly missing: readonly string[];
  /** The policies whose statements decided, as AWS numbers or names them. */
  readonly decidedBy: readonly string[];
  /** Whether it speaks of the organization's policies. */
  readonly knowsOrganization: boolean;
  /** Those policies don't allow it. */
  readonly deniedByOrganization: boolean;
}

/**
 * Finds the answer to one request. The decision on a resource is in the results of that resource: the one above
 * them is the most restrictive of all resources, and names a template of ARNs rather than the resource. Older
 * answers have one result for each resource instead.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_EvaluationResult.html
 *
 * @param alone the call asked of one resource only, or of none
 */
export function readDecision(results: readonly EvaluationResult[], { action, resource }: AccessRequest, alone: boolean): SimulatedAnswer | undefined {
  const ofAction = results.filter(({ EvalActionName }) => isSameAction(EvalActionName, action));
  const knowsOrganization = ofAction.some(({ OrganizationsDecisionDetail }) => OrganizationsDecisionDetail !== undefined);
  const deniedByOrganization = ofAction.some(({ OrganizationsDecisionDetail }) => OrganizationsDecisionDetail?.AllowedByOrganizations === false);
  const organization = { knowsOrganization, deniedByOrganization };
  for (const { ResourceSpecificResults = [] } of ofAction) {
    const specific = ResourceSpecificResults.find(({ EvalResourceName }) => EvalResourceName === resource);
    if (specific !== undefined) return { decision: specific.EvalResourceDecision, ...detailsOf(specific), ...organization };
  }
  const whole = ofAction.find(({ EvalResourceName }) => EvalResourceName === resource) ?? (alone && ofAction.length === 1 ? ofAction[0] : undefined);
  return whole === undefined ? undefined : { decision: whole.EvalDecision, ...detailsOf(whole), ...organization };
}

function detailsOf({ MissingContextValues = [], MatchedStatements = [] }: Pick<EvaluationResult, 'MissingContextValues' | 'MatchedStatements'>): Pick<SimulatedAnswer, 'missing' | 'decidedBy'> {
  return { missing: MissingContextValues, decidedBy: [...new Set(MatchedStatements.flatMap(({ SourcePolicyId }) => SourcePolicyId ?? []))] };
}
