import type { PolicySet } from '../model/policy-set.ts';
import type { Policy } from '../model/policy.ts';
import type { compiler, CompiledPolicies } from '../evaluator/index.ts';

/** Where made-up ARNs lie. */
export interface Place {
  readonly partition: string;
  readonly account: string;
  readonly region: string;
}

/** A user, role or group as the search sees it. */
export interface Holder {
  readonly kind: 'user' | 'role' | 'group';
  readonly arn: string;
  /** Inline, AWS managed, and all that has no ARN of its own. */
  readonly policies: readonly Policy[];
  /** ARNs of customer managed policies, whose documents are the world's. */
  readonly attached: readonly string[];
  /** ARNs of the groups that a user is in; the policies of those that are not in the world are among its own. */
  readonly groups: readonly string[];
  readonly boundary?: Policy;
  readonly boundaryArn?: string;
  /** Only the target has them. */
  readonly sessionPolicies?: readonly Policy[];
  readonly trust?: Policy;
  /** Undefined: not known. */
  readonly tags?: Readonly<Record<string, string>>;
  readonly origin: 'target' | 'seen' | 'made' | 'supposed';
}

export interface Workload {
  readonly arn: string;
  readonly roleArn: string;
  readonly tags?: Readonly<Record<string, string>>;
}

/** All that a request's decision can hang on. Steps make new worlds of old ones. */
export interface World {
  readonly place: Place;
  /** Whose credentials are in use. */
  readonly actor: string;
  readonly holders: ReadonlyMap<string, Holder>;
  readonly managedPolicies: ReadonlyMap<string, Policy>;
  readonly workloads: readonly Workload[];
  /** What binds everybody in the account. */
  readonly limits: Pick<PolicySet<Policy>, 'serviceControlPolicies' | 'resourceControlPolicies' | 'vpcEndpointPolicy'>;
  /** Compiles policies that most of these worlds have in common. */
  readonly compile: ReturnType<typeof compiler>;
  /** Compiled policies, shared by all worlds that come of one, filled as they are asked for. */
  readonly compiled: Map<string, CompiledPolicies>;
}

export type WorldChange = Partial<Pick<World, 'actor' | 'holders' | 'managedPolicies' | 'workloads'>>;

export function changed(world: World, change: WorldChange): World {
  return { ...world, ...change };
}

export function withHolder(world: World, holder: Holder): World {
  return changed(world, { holders: new Map(world.holders).set(holder.arn, holder) });
}

export function actorOf(world: World): Holder {
  const actor = world.holders.get(world.actor);
  if (actor === undefined) throw new Error(`the search lost its actor \`${world.actor}\``);
  return actor;
}

/** A holder's identity policies, those of its groups included. */
export function identityPolicies(world: World, holder: Holder): readonly Policy[] {
  const managed = holder.attached.flatMap((arn) => world.managedPolicies.get(arn) ?? []);
  const groups = holder.groups.flatMap((arn) => {
    const group = world.holders.get(arn);
    return group === undefined ? [] : identityPolicies(world, group);
  });
  return [...holder.policies, ...managed, ...groups];
}
