import type { AccessRequest } from '../model/access-request.ts';
import type { Evaluation } from '../model/evaluation.ts';
import type { PolicySet } from '../model/policy-set.ts';
import type { Policy } from '../model/policy.ts';
import { everything } from './policies.ts';
import { identityPolicies, type World } from './world.ts';

/** Somebody in an account of their own, whom nothing there limits. */
export const OUTSIDER = 'arn:aws:iam::999988887777:user/outsider';

/**
 * Decides one request in a world: the caller's identity policies, boundary and session policies, what
 * binds the whole account, and for `sts:AssumeRole` the role's trust policy. Who calls is a principal
 * of the world, a service, or the outsider.
 */
export function decide(world: World, request: AccessRequest): Evaluation {
  const caller = typeof request.principal === 'string' ? request.principal : '';
  const layers = layersOf(world, caller, guardedRole(request));
  const key = keyOf(layers);
  let compiled = world.compiled.get(key);
  if (compiled === undefined) {
    compiled = world.compile(layers);
    world.compiled.set(key, compiled);
  }
  return compiled.evaluate(request);
}

/** The same for worlds in which all requests of the one who acts on which the same trust policy has a say are decided alike. */
export function decisionKey(world: World, guarded = ''): string {
  return `${world.actor}\n${keyOf(layersOf(world, world.actor, guarded))}`;
}

/** The role whose trust policy has a say in a request; empty for most. */
export function guardedRole({ action, resource }: Pick<AccessRequest, 'action' | 'resource'>): string {
  return action.toLowerCase() === 'sts:assumerole' ? resource : '';
}

const numbers = new WeakMap<Policy, number>();
let lastNumber = 0;

function numberOf(policy: Policy): number {
  let number = numbers.get(policy);
  if (number === undefined) {
    lastNumber += 1;
    number = lastNumber;
    numbers.set(policy, number);
  }
  return number;
}

/** The same for the same policies in the same layers, whatever else has changed in the world. */
function keyOf({ identityPolicies, permissionsBoundary, sessionPolicies, resourcePolicy, serviceControlPolicies }: PolicySet<Policy>): string {
  const one = (policy: Policy | undefined): string => (policy === undefined ? '-' : String(numberOf(policy)));
  const many = (policies: readonly Policy[] | undefined): string => policies?.map(numberOf).join(',') ?? '-';
  // Service control policies come and go with the rest of the account's limits: for an outsider none apply.
  return [many(identityPolicies), one(permissionsBoundary), many(sessionPolicies), one(resourcePolicy), serviceControlPolicies === undefined ? '-' : '+'].join(';');
}

/** The policies that bear on a request. */
export function layersOf(world: World, caller: string, guarded: string): PolicySet<Policy> {
  const trust = guarded === '' ? undefined : world.holders.get(guarded)?.trust;
  const { resourceControlPolicies } = world.limits;
  const resourceSide = {
    ...(trust === undefined ? {} : { resourcePolicy: trust }),
    ...(resourceControlPolicies === undefined ? {} : { resourceControlPolicies }),
  };
  if (caller === OUTSIDER) return { identityPolicies: [everything], ...resourceSide };
  const holder = world.holders.get(caller);
  if (holder === undefined) return resourceSide;
  return {
    ...world.limits,
    ...resourceSide,
    identityPolicies: identityPolicies(world, holder),
    ...(holder.boundary === undefined ? {} : { permissionsBoundary: holder.boundary }),
    ...(holder.sessionPolicies === undefined ? {} : { sessionPolicies: holder.sessionPolicies }),
  };
}
