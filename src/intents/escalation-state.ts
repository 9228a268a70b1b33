import type { EscalationState, EscalationTarget, KnownPrincipal, KnownWorkload } from '../escalation/index.ts';
import type { PolicyInput } from '../model/policy-set.ts';
import type { ConditionAssumption, PolicyAttachment, SourceFile, SourcePrincipal, SourceWorkload } from '../model/policy-source.ts';
import { knownText, type TemplateText, type UnknownValue } from '../model/unknown-value.ts';
import { remembered } from '../prover/remembered.ts';
import { groundText, groundVariant, type Grounding } from './ground.ts';
import { principalVariant } from './targets/principal-target.ts';
import type { TargetVariant } from './targets/target.ts';

/** The target as the search for escalations takes it: with values for everything that the template leaves open. */
export function escalationTarget(grounded: TargetVariant, grounding: Grounding): EscalationTarget {
  const { principal, policies } = grounded;
  const arn = principal === undefined ? undefined : principalArnText(principal);
  const groups = (principal?.groups ?? []).flatMap((group) => knownText(groundText(group, grounding)) ?? []);
  return {
    policies,
    ...(arn === undefined ? {} : { principal: arn }),
    ...(principal === undefined ? {} : described(principal, policies.identityPolicies ?? [], grounding)),
    ...(groups.length === 0 ? {} : { groups }),
  };
}

/** Everybody else in the file, and what runs with their roles. */
export function escalationState(file: SourceFile, { principal: target, when }: TargetVariant, grounding: Grounding): EscalationState {
  const others = file.principals.filter((principal) => principal.id !== target?.id && !excludes(principal.when, when));
  return {
    principals: others.flatMap((principal) => known(principal, file, grounding) ?? []),
    workloads: (file.workloads ?? []).flatMap((workload) => running(workload, grounding) ?? []),
  };
}

/** What the file leaves open beside the policies of a target: in the names of all that is there. */
export function openNames(file: SourceFile): readonly UnknownValue[] {
  const texts = [
    ...file.principals.flatMap(({ arn, groups = [], attachments, boundary }) => [arn, ...groups, ...[...attachments, ...(boundary === undefined ? [] : [boundary])].flatMap((attachment) => attachment.arn ?? [])]),
    ...(file.workloads ?? []).flatMap(({ arn, roleArn }) => [arn, roleArn]),
  ];
  return texts.flat().filter((part) => typeof part !== 'string');
}

/** Instances have IDs of a form of their own, on which policies may rest. */
export function instanceIds(file: SourceFile): Grounding {
  const ids = new Map<string, string>();
  for (const { arn } of file.workloads ?? []) {
    const id = arn.at(-1);
    const before = arn.at(-2);
    if (typeof id === 'object' && typeof before === 'string' && before.endsWith(':instance/')) ids.set(id.name, `i-${(0x123456789abcdef0n + BigInt(ids.size)).toString(16).padStart(17, '0')}`);
  }
  return ids;
}

/** Two forms of a template that no deployment has at once. */
function excludes(a: readonly ConditionAssumption[] = [], b: readonly ConditionAssumption[] = []): boolean {
  return a.some(({ condition, value }) => b.some((other) => other.condition === condition && other.value !== value));
}

function known(principal: SourcePrincipal, file: SourceFile, grounding: Grounding): KnownPrincipal | undefined {
  const { whole, trust: trustOf } = variantsOf(principal, file);
  const variant = groundVariant(whole, grounding);
  const arn = variant.principal === undefined ? undefined : knownText(variant.principal.arn);
  if (principal.kind === 'permissionSet' || arn === undefined) return undefined;
  const { identityPolicies = [], permissionsBoundary } = variant.policies;
  const trust = trustOf === undefined ? undefined : groundVariant(trustOf, grounding).policies.resourcePolicy;
  return {
    kind: principal.kind,
    arn,
    identityPolicies,
    ...described(principal, identityPolicies, grounding),
    ...(permissionsBoundary === undefined ? {} : { permissionsBoundary }),
    ...(trust === undefined ? {} : { trust }),
  };
}

interface Variants {
  readonly whole: TargetVariant;
  readonly trust?: TargetVariant;
}

/** Each principal of a file is beside all others of it. */
const variants = new WeakMap<SourceFile, WeakMap<SourcePrincipal, Variants>>();

function variantsOf(principal: SourcePrincipal, file: SourceFile): Variants {
  return remembered(remembered(variants, file, () => new WeakMap<SourcePrincipal, Variants>()), principal, () => {
    const whole = principalVariant(principal, file);
    return { whole, ...(principal.trust === undefined ? {} : { trust: trustVariant(whole, principal) }) };
  });
}

/** What is known of a principal beside its policies. */
function described({ attachments, boundary, tags }: SourcePrincipal, policies: readonly PolicyInput[], grounding: Grounding): Pick<KnownPrincipal, 'managedPolicyArns' | 'boundaryArn' | 'tags'> {
  const own = attachments.filter(({ kind }) => kind !== 'boundary');
  // AWS's own policies can't be rewritten by anybody.
  const arns = own.map((attachment) => (attachment.awsManagedArn === undefined ? arnOf(attachment, grounding) : undefined));
  const managed = new Map(policies.flatMap((policy, index) => pair(policy, arns[index])));
  const boundaryArn = boundary === undefined ? undefined : (boundary.awsManagedArn ?? arnOf(boundary, grounding));
  return {
    ...(managed.size === 0 ? {} : { managedPolicyArns: managed }),
    ...(boundaryArn === undefined ? {} : { boundaryArn }),
    ...(tags === undefined ? {} : { tags }),
  };
}

function pair(policy: PolicyInput, arn: string | undefined): readonly (readonly [PolicyInput, string])[] {
  return arn === undefined ? [] : [[policy, arn]];
}

function arnOf({ arn }: PolicyAttachment, grounding: Grounding): string | undefined {
  return arn === undefined ? undefined : arnText(arn, grounding);
}

function arnText(arn: TemplateText, grounding: Grounding): string | undefined {
  const text = knownText(groundText(arn, grounding));
  return text?.startsWith('arn:') === true ? text : undefined;
}

function running({ arn, roleArn, tags }: SourceWorkload, grounding: Grounding): KnownWorkload | undefined {
  const own = arnText(arn, grounding);
  const role = arnText(roleArn, grounding);
  return own === undefined || role === undefined ? undefined : { arn: own, roleArn: role, ...(tags === undefined ? {} : { tags }) };
}

function trustVariant(variant: TargetVariant, { trust }: SourcePrincipal): TargetVariant {
  if (trust?.policy === undefined) return { ...variant, policies: {}, origins: new Map() };
  const [origin] = variant.origins.values();
  const file = origin?.file ?? { path: '', text: '' };
  return { ...variant, policies: { resourcePolicy: trust.policy }, origins: new Map([[trust.policy, { label: trust.label, source: trust, file }]]) };
}

/** Groups and permission sets have no requests of their own: whoever has their policies is a user or role. */
function principalArnText({ kind, arn }: SourcePrincipal): string | undefined {
  return kind === 'user' || kind === 'role' ? knownText(arn) : undefined;
}
