import type { DecidedBy, Decision, StatementReference } from '../model/evaluation.ts';
import { allows, denies, grants } from './match-layer.ts';
import type { ActionPlan, LayerPlan } from './plan.ts';
import { principalAccount } from './derived-keys.ts';
import type { Named } from './principal.ts';
import { rcpBinds, scpBinds } from './organization.ts';
import type { RequestView } from './request-view.ts';
import { and, MAYBE, NO, or, triOf, YES, type Tri } from './tri.ts';

export interface Outcome {
  readonly decision: Decision;
  readonly decidedBy: DecidedBy;
}

/**
 * The decision of all layers together: an explicit deny anywhere wins; otherwise every limiting layer
 * has to allow, and an identity-based or resource-based policy has to grant.
 *
 * Sources: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html,
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
 */
export function decide(plan: ActionPlan, request: RequestView, resourceAccount: string | undefined, matched: StatementReference[]): Outcome {
  const denial = deniedBy(plan, request, matched);
  const limit = limitedBy(plan, request, matched);
  const grant = grantedBy(plan, request, resourceAccount, matched);
  if (denial.result === YES) return { decision: 'explicitDeny', decidedBy: denial.by };
  if (limit.result === NO) return { decision: 'implicitDeny', decidedBy: limit.by };
  if (grant.result === NO) return { decision: 'implicitDeny', decidedBy: grant.by };
  if (denial.result === MAYBE) return { decision: 'dependsOn', decidedBy: denial.by };
  if (limit.result === MAYBE) return { decision: 'dependsOn', decidedBy: limit.by };
  return { decision: grant.result === YES ? 'allowed' : 'dependsOn', decidedBy: grant.by };
}

interface Partial {
  readonly result: Tri;
  readonly by: DecidedBy;
}

const nothingAllows: DecidedBy = { kind: 'nothingAllows' };
const rootUser: DecidedBy = { kind: 'rootUser' };
const byIdentity: DecidedBy = { kind: 'layer', layer: 'identityPolicies' };
const byResource: DecidedBy = { kind: 'layer', layer: 'resourcePolicy' };

function layerOf({ layer }: LayerPlan): DecidedBy {
  return { kind: 'layer', layer: layer.layer, ...(layer.level === undefined ? {} : { level: layer.level }) };
}

/** Denies that bind the caller and the resource. */
function deniedBy(plan: ActionPlan, request: RequestView, matched: StatementReference[]): Partial {
  let result: Tri = NO;
  let by = nothingAllows;
  for (const layer of plan.denying) {
    if (layer.layer.layer === 'serviceControlPolicies' && !scpBinds(request)) continue;
    if (layer.layer.layer === 'resourceControlPolicies' && !rcpBinds(plan, request)) continue;
    const denied = denies(layer, request, matched);
    if (denied > result) {
      result = denied;
      by = layerOf(layer);
    }
  }
  return { result, by };
}

/** The layers that limit whatever grants: SCPs at each level, and the VPC endpoint's policy. */
function limitedBy(plan: ActionPlan, request: RequestView, matched: StatementReference[]): Partial {
  let result: Tri = YES;
  let by = nothingAllows;
  for (const layer of scpBinds(request) ? plan.limiting : plan.limitingAnyone) {
    const allowed = allows(layer, request, matched);
    if (allowed < result) {
      result = allowed;
      by = layerOf(layer);
    }
  }
  return { result, by };
}

function grantedBy(plan: ActionPlan, request: RequestView, resourceAccount: string | undefined, matched: StatementReference[]): Partial {
  const { principal } = request;
  const named = plan.resource === undefined ? undefined : grants(plan.resource, request, matched);
  const callerAccount = principalAccount(principal);
  // Services, identity providers, anonymous and canonical users have no policies of their own.
  if (callerAccount === undefined) return { result: named?.direct ?? NO, by: named?.direct === NO || named === undefined ? nothingAllows : byResource };
  const isRoot = principal.kind === 'root';
  const session = limit(plan.session, request, matched);
  const boundary = isRoot ? YES : limit(plan.boundary, request, matched);
  const identity = identityGrant(plan, request, matched);
  const narrowed = and(boundary, session);
  // An absent layer does not limit: whether the caller's own policies allow is not asked where none were given.
  const callerAllows = and(plan.identity === undefined && principal.kind !== 'federatedUser' ? YES : identity, narrowed);
  const sameAccount = resourceAccount === undefined || resourceAccount === callerAccount;
  const own = and(identity, narrowed);
  const resourceSide = sameAccount
    ? grantInAccount(named, narrowed, callerAllows)
    : and(callerAllows, named === undefined ? NO : or(named.direct, or(named.role, named.account)));
  const identitySuffices = sameAccount && !(plan.resourcePolicyDecides && plan.resource !== undefined && isPolicyGuarded(request));
  const result = identitySuffices ? or(own, resourceSide) : resourceSide;
  if (result === NO) return { result, by: refusedBy(plan, identity, boundary, session, named) };
  if (identitySuffices && own >= resourceSide) return { result, by: isRoot ? rootUser : byIdentity };
  return { result, by: byResource };
}

/** In one account, how the policy names the caller decides what else has to allow. */
function grantInAccount(named: Named | undefined, narrowed: Tri, callerAllows: Tri): Tri {
  if (named === undefined) return NO;
  return or(named.direct, or(and(named.role, narrowed), and(named.account, callerAllows)));
}

/** Roles and keys: their policies have to let the caller in, in its own account too. */
function isPolicyGuarded({ action, resource }: RequestView): boolean {
  if (action.startsWith('kms:')) return resource !== '*';
  return /^arn:[^:]*:iam:[^:]*:[^:]*:role\//.test(resource);
}

function limit(layer: LayerPlan | undefined, request: RequestView, matched: StatementReference[]): Tri {
  return layer === undefined ? YES : allows(layer, request, matched);
}

/**
 * The root user needs no policy. A federated user holds what its session policies share with the
 * policies of the user that it comes from, so nothing without session policies.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_getfederationtoken.html
 */
function identityGrant(plan: ActionPlan, request: RequestView, matched: StatementReference[]): Tri {
  if (request.principal.kind === 'root') return YES;
  if (plan.identity === undefined) return NO;
  const allowed = allows(plan.identity, request, matched);
  return request.principal.kind === 'federatedUser' ? and(allowed, triOf(plan.session !== undefined)) : allowed;
}

/** The layer that would have had to allow; none when nothing grants at all. */
function refusedBy(plan: ActionPlan, identity: Tri, boundary: Tri, session: Tri, named: Named | undefined): DecidedBy {
  const granted = identity !== NO || (named !== undefined && (named.role !== NO || named.account !== NO || named.direct !== NO));
  if (!granted) return nothingAllows;
  if (boundary === NO && plan.boundary !== undefined) return layerOf(plan.boundary);
  if (session === NO && plan.session !== undefined) return layerOf(plan.session);
  return identity === NO ? byIdentity : byResource;
}
