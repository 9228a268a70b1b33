import type { AccessRequest } from '../model/access-request.ts';
import { boundArn, type Branch } from './branch.ts';
import { contextOf } from './context.ts';
import type { StepEffect, Trust } from './paths/path.ts';
import { awsManagedPolicy, everything, nothing, trustPolicy } from './policies.ts';
import { OUTSIDER } from './replay.ts';
import { changed, withHolder, type Holder, type World } from './world.ts';

/** The world after a step, whose request was allowed. */
export function after(branch: Branch, effect: StepEffect, request: AccessRequest): World {
  const { world } = branch;
  switch (effect.kind) {
    case 'none':
      return world;
    case 'create':
      return create(branch, effect.slot, effect.trust, request);
    case 'grant':
      return grant(world, holderOf(branch, effect.slot), request);
    case 'trust':
      return withHolder(world, { ...holderOf(branch, effect.slot), trust: trustOf(effect.trust, world) });
    case 'rewrite':
      return changed(world, { managedPolicies: new Map(world.managedPolicies).set(boundArn(branch, effect.slot), everything) });
    case 'join': {
      const user = holderOf(branch, effect.user);
      return withHolder(world, { ...user, groups: [...user.groups, boundArn(branch, effect.group)] });
    }
    case 'removeBoundary':
      return withHolder(world, withoutBoundary(holderOf(branch, effect.slot)));
    case 'become':
      return changed(world, { actor: boundArn(branch, effect.slot) });
  }
}

function holderOf(branch: Branch, slot: string): Holder {
  const arn = boundArn(branch, slot);
  const holder = branch.world.holders.get(arn);
  if (holder === undefined) throw new Error(`a path changes \`${arn}\` before it is there`);
  return holder;
}

/** What it is made with, its tags and its permissions boundary, stands in the request. */
function create(branch: Branch, slot: string, trust: Trust | undefined, request: AccessRequest): World {
  const { world } = branch;
  const arn = boundArn(branch, slot);
  const kind = /^arn:[^:]*:iam:[^:]*:[^:]*:(role|user|group|policy)\//.exec(arn)?.[1];
  if (kind === 'policy') return changed(world, { managedPolicies: new Map(world.managedPolicies).set(arn, everything) });
  if (kind !== 'role' && kind !== 'user' && kind !== 'group') return world;
  const context = contextOf(request.context ?? {});
  const boundaryArn = context.get('iam:permissionsboundary')?.value;
  const tags: Record<string, string> = {};
  for (const { name, value } of context.values()) {
    const key = /^aws:requesttag\/(.+)$/i.exec(name)?.[1];
    if (key !== undefined) tags[key] = String(value);
  }
  const made: Holder = { kind, arn, policies: [], attached: [], groups: [], tags, origin: 'made' };
  return withHolder(world, {
    ...made,
    ...(trust === undefined ? {} : { trust: trustOf(trust, world) }),
    // A boundary that was not seen may allow nothing.
    ...(typeof boundaryArn === 'string' ? { boundaryArn, boundary: policyCalled(world, boundaryArn) ?? nothing } : {}),
  });
}

function trustOf(trust: Trust, world: World): ReturnType<typeof trustPolicy> {
  if (trust === 'caller') return trustPolicy({ AWS: world.actor });
  if (trust === 'outsider') return trustPolicy({ AWS: OUTSIDER });
  return trustPolicy({ Service: trust.service });
}

/** An attached policy is the one that the request names; an inline one is whatever the caller writes. */
function grant(world: World, holder: Holder, request: AccessRequest): World {
  const named = contextOf(request.context ?? {}).get('iam:policyarn')?.value;
  if (typeof named !== 'string') return request.action.startsWith('iam:Attach') ? world : withHolder(world, { ...holder, policies: [...holder.policies, everything] });
  if (world.managedPolicies.has(named)) return withHolder(world, { ...holder, attached: [...holder.attached, named] });
  const document = awsManagedPolicy(named);
  return document === undefined ? world : withHolder(world, { ...holder, policies: [...holder.policies, document] });
}

function policyCalled(world: World, arn: string): ReturnType<typeof awsManagedPolicy> {
  return world.managedPolicies.get(arn) ?? awsManagedPolicy(arn);
}

function withoutBoundary({ kind, arn, policies, attached, groups, sessionPolicies, trust, tags, origin }: Holder): Holder {
  return {
    ...{ kind, arn, policies, attached, groups, origin },
    ...(sessionPolicies === undefined ? {} : { sessionPolicies }),
    ...(trust === undefined ? {} : { trust }),
    ...(tags === undefined ? {} : { tags }),
  };
}
