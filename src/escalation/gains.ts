import type { AccessRequest } from '../model/access-request.ts';
import type { Effect, Policy } from '../model/policy.ts';
import { replayed } from '../prover/remembered.ts';
import { allPolicies } from './allowed-actions.ts';
import { noContext } from './context.ts';
import { findRequests } from './find-request.ts';
import { allowsEverything, mayDeny } from './policies.ts';
import { requestsOf, sensitiveRequests, type Probe } from './probes.ts';
import { decide, decisionKey, guardedRole, layersOf } from './replay.ts';
import type { EscalationGains } from './types.ts';
import { actorOf, identityPolicies, type Holder, type World } from './world.ts';

/**
 * An administrator of the account: its own policies allow everything and deny nothing, and neither a
 * boundary nor a session policy takes any of it. What binds the whole account binds its administrators too.
 */
export function isAdministrator(world: World, holder: Holder): boolean {
  const policies = identityPolicies(world, holder);
  if (!allowsEverything(policies) || mayDeny(policies)) return false;
  return [holder.boundary === undefined ? undefined : [holder.boundary], holder.sessionPolicies].every(
    (layer) => layer === undefined || (allowsEverything(layer) && !mayDeny(layer)),
  );
}

/** As many requests are put to the one who acts at the end of a path. */
const probeLimit = 400;

/**
 * What the one who acts now may do and the target could not at the start; undefined where no such
 * request is found. A principal that was made with a permissions boundary has only what the boundary
 * grants in advance to whoever is made with it, which was declared: it gains nothing short of everything.
 */
export function gainsOf(start: World, end: World): EscalationGains | undefined {
  const actor = actorOf(end);
  const administrator = isAdministrator(end, actor);
  if (!administrator && actor.origin === 'made' && actor.boundary !== undefined) return undefined;
  const witness = witnessOf(start, end);
  if (witness === undefined) return undefined;
  return { kind: administrator ? 'administrator' : 'permissions', as: actor.arn, witness };
}

/** What ends of one start were asked: many paths end with the same policies in the same hands. */
interface Asked {
  /** By who acts, and with which policies. */
  readonly probes: Map<string, Iterable<Probe>>;
  /** By that, and the probe. */
  readonly witnesses: Map<string, AccessRequest | undefined>;
}

const askedOf = new WeakMap<World, Asked>();

function witnessOf(start: World, end: World): AccessRequest | undefined {
  const { probes, witnesses } = askedOf.get(start) ?? { probes: new Map<string, Iterable<Probe>>(), witnesses: new Map<string, AccessRequest | undefined>() };
  askedOf.set(start, { probes, witnesses });
  const held = decisionKey(end);
  const asked = probes.get(held) ?? replayed(probesOf(start, end));
  probes.set(held, asked);
  let left = probeLimit;
  for (const probe of asked) {
    left -= 1;
    if (left < 0) break;
    const guarded = guardedRole(probe);
    const key = `${guarded === '' ? held : decisionKey(end, guarded)}\n${probe.action} ${probe.resource}`;
    if (!witnesses.has(key)) witnesses.set(key, newRequest(start, end, probe));
    const witness = witnesses.get(key);
    if (witness !== undefined) return witness;
  }
  return undefined;
}

/** A probe that is allowed at the end, in some circumstances, and was not in these at the start. */
function newRequest(start: World, end: World, probe: Probe): AccessRequest | undefined {
  if (decide(start, { ...probe, principal: start.actor }).decision === 'allowed') return undefined;
  const [found] = findRequests(end, { ...probe, principal: end.actor, context: noContext, fixed: () => false });
  if (found?.kind !== 'allowed') return undefined;
  const before = decide(start, { ...found.request, principal: start.actor }).decision;
  return before === 'implicitDeny' || before === 'explicitDeny' ? found.request : undefined;
}

/** What hurts first, then what the policies at the end allow, then what those at the start deny. */
function* probesOf(start: World, end: World): Generator<Probe> {
  yield* sensitiveRequests(end.place);
  yield* requestsOf(withEffect('Allow', layersOf(end, end.actor, '').identityPolicies ?? []));
  yield* requestsOf(withEffect('Deny', allPolicies(layersOf(start, start.actor, ''))));
}

function withEffect(effect: Effect, policies: readonly Policy[]): readonly Policy[] {
  return policies.map((policy) => ({ ...policy, statements: policy.statements.filter((statement) => statement.effect === effect) }));
}
