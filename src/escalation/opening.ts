import { compiler } from '../evaluator/index.ts';
import { parseArn, splitArnPattern } from '../model/arn.ts';
import { literalText, type Pattern } from '../model/pattern.ts';
import type { PolicyInput } from '../model/policy-set.ts';
import type { Policy } from '../model/policy.ts';
import { parseRequestPrincipal } from '../model/request-principal.ts';
import { Grounding, groundPolicy } from './ground-policy.ts';
import { awsManagedPolicy, parsed } from './policies.ts';
import type { EscalationState, EscalationTarget, KnownPrincipal } from './types.ts';
import type { Holder, Place, World } from './world.ts';

/** The world as it is before anybody does anything, or undefined for a principal that holds no policies. */
export interface Opening {
  readonly world: World;
  /** What was taken for open values of templates. */
  readonly parameters: ReadonlyMap<string, string>;
}

const DEFAULT: Place = { partition: 'aws', account: '111122223333', region: 'us-east-1' };

/** Reads target and state for one who holds the target's policies. */
export function openingFor(target: EscalationTarget, state: EscalationState, kind: 'user' | 'role'): Opening {
  const place = placeOf(target);
  const grounding = new Grounding(place);
  const read = (input: PolicyInput): Policy => groundPolicy(parsed(input), grounding);
  const managedPolicies = new Map([...(state.managedPolicies ?? [])].map(([arn, input]) => [arn, read(input)]));
  const actor = targetHolder(target, kind, place, read, managedPolicies);
  const holders = new Map<string, Holder>();
  for (const known of state.principals ?? []) holders.set(known.arn, knownHolder(known, read, managedPolicies));
  holders.set(actor.arn, { ...holders.get(actor.arn), ...actor });
  const { serviceControlPolicies, resourceControlPolicies, vpcEndpointPolicy } = target.policies;
  const world: World = {
    place,
    actor: actor.arn,
    holders,
    managedPolicies,
    workloads: state.workloads ?? [],
    limits: {
      ...(serviceControlPolicies === undefined ? {} : { serviceControlPolicies: serviceControlPolicies.map((level) => level.map(read)) }),
      ...(resourceControlPolicies === undefined ? {} : { resourceControlPolicies: resourceControlPolicies.map((level) => level.map(read)) }),
      ...(vpcEndpointPolicy === undefined ? {} : { vpcEndpointPolicy: read(vpcEndpointPolicy) }),
    },
    compile: compiler(),
    compiled: new Map(),
  };
  return { world, parameters: grounding.taken };
}

function targetHolder(target: EscalationTarget, kind: 'user' | 'role', place: Place, read: (input: PolicyInput) => Policy, managed: Map<string, Policy>): Holder {
  const { permissionsBoundary, sessionPolicies, identityPolicies = [] } = target.policies;
  const { boundaryArn, tags } = target;
  const boundary = permissionsBoundary ?? (boundaryArn === undefined ? undefined : (managed.get(boundaryArn) ?? awsManagedPolicy(boundaryArn)));
  return {
    kind,
    arn: target.principal === undefined ? `arn:${place.partition}:iam::${place.account}:${kind}/${target.holder?.name ?? 'holder'}` : principalArn(target.principal),
    ...split(identityPolicies, target.managedPolicyArns, read, managed),
    groups: target.groups ?? [],
    origin: 'target',
    ...(boundary === undefined ? {} : { boundary: read(boundary) }),
    ...(boundaryArn === undefined ? {} : { boundaryArn }),
    ...(sessionPolicies === undefined ? {} : { sessionPolicies: sessionPolicies.map(read) }),
    ...(tags === undefined ? {} : { tags }),
  };
}

/** A session acts with its role's permissions. */
function principalArn(principal: string): string {
  const parsedPrincipal = parseRequestPrincipal(principal);
  return parsedPrincipal.ok && parsedPrincipal.principal.kind === 'roleSession' ? parsedPrincipal.principal.roleArn : principal;
}

function knownHolder(known: KnownPrincipal, read: (input: PolicyInput) => Policy, managed: Map<string, Policy>): Holder {
  const { kind, arn, identityPolicies, managedPolicyArns, permissionsBoundary, boundaryArn, trust, tags } = known;
  return {
    kind,
    arn,
    ...split(identityPolicies, managedPolicyArns, read, managed),
    groups: [],
    origin: 'seen',
    ...(permissionsBoundary === undefined ? {} : { boundary: read(permissionsBoundary) }),
    ...(boundaryArn === undefined ? {} : { boundaryArn }),
    ...(trust === undefined ? {} : { trust: read(trust) }),
    ...(tags === undefined ? {} : { tags }),
  };
}

/** Policies that have an ARN of their own, which may be rewritten, apart from the others. */
function split(
  policies: readonly PolicyInput[],
  arns: ReadonlyMap<PolicyInput, string> | undefined,
  read: (input: PolicyInput) => Policy,
  managed: Map<string, Policy>,
): Pick<Holder, 'policies' | 'attached'> {
  const attached: string[] = [];
  const others: Policy[] = [];
  for (const input of policies) {
    const arn = arns?.get(input);
    if (arn === undefined) others.push(read(input));
    else {
      attached.push(arn);
      managed.set(arn, read(input));
    }
  }
  return { policies: others, attached };
}

/**
 * The account that the target is in, or else the first that its policies name. A text that stands for
 * an account until somebody fills it in, as in `arn:aws:iam::ACCOUNT_ID:role/*`, does where none is named.
 */
function placeOf({ principal, policies }: EscalationTarget): Place {
  const arn = principal === undefined ? undefined : parseArn(principal);
  if (arn !== undefined && isAccount(arn.account)) return { ...DEFAULT, partition: arn.partition, account: arn.account };
  const named = (policies.identityPolicies ?? []).flatMap((input) => parsed(input).statements.flatMap(({ resource }) => resource?.entries ?? []).flatMap(({ pattern }) => placeIn(pattern)));
  return named.find(({ account }) => isAccount(account)) ?? named.find(({ account }) => /^[A-Z][A-Z0-9_-]+$/.test(account)) ?? DEFAULT;
}

function placeIn(pattern: Pattern): readonly Place[] {
  const fields = splitArnPattern(pattern);
  const account = fields === undefined ? undefined : literalText(fields.account);
  if (fields === undefined || account === undefined || account === '') return [];
  return [{ ...DEFAULT, account, partition: literalText(fields.partition) ?? DEFAULT.partition }];
}

function isAccount(text: string): boolean {
  return /^\d{12}$/.test(text);
}
