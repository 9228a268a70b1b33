import { surelyMatches } from '../model/allowed-pattern.ts';
import { withTexts, type LocatedNode } from '../model/located.ts';
import { parsePolicyNode } from '../model/parse/policy.ts';
import type { Policy } from '../model/policy.ts';
import type { PolicySet } from '../model/policy-set.ts';
import type { SourcePolicy } from '../model/policy-source.ts';
import type { TemplateText, TextPart, UnknownValue } from '../model/unknown-value.ts';
import { remembered } from '../prover/remembered.ts';
import type { PolicyOrigin, TargetVariant } from './targets/target.ts';

/** Values for what a template leaves open, by name. */
export type Grounding = ReadonlyMap<string, string>;

/**
 * The same target with values put in for what its template leaves open, as a deployment would. A violation
 * by one choice of values is a violation; nothing follows from one that is none.
 */
export function groundVariant(variant: TargetVariant, grounding: Grounding): TargetVariant {
  const values = valuesIn(variant, grounding);
  if (values.length === 0) return variant;
  const known = remembered(grounded, variant, () => new Map<string, TargetVariant>());
  const key = JSON.stringify(values);
  const before = known.get(key);
  if (before !== undefined) return before;
  const made = ground(variant, grounding);
  known.set(key, made);
  return made;
}

/** The values that make a difference to it: of a large template it leaves open a small part. */
function valuesIn(variant: TargetVariant, grounding: Grounding): readonly (readonly [string, string])[] {
  const inName = (variant.principal?.name ?? []).filter((part) => typeof part !== 'string');
  return [...openValues(variant), ...inName].flatMap(({ name }) => pairs(name, grounding.get(name)));
}

/** All intents of a target try the same values, and so do all targets for the others in their template. */
const grounded = new WeakMap<TargetVariant, Map<string, TargetVariant>>();

function ground(variant: TargetVariant, grounding: Grounding): TargetVariant {
  const origins = new Map<Policy, PolicyOrigin>();
  const replaced = new Map<Policy, Policy>();
  for (const [policy, origin] of variant.origins) {
    const grounded = origin.source === undefined ? policy : groundPolicy(policy, origin.source.node, origin.source.type, grounding);
    origins.set(grounded, origin);
    replaced.set(policy, grounded);
  }
  const of = (policy: Policy): Policy => replaced.get(policy) ?? policy;
  const { identityPolicies, permissionsBoundary, resourcePolicy, serviceControlPolicies, resourceControlPolicies } = variant.policies;
  const levels = (policiesOfLevels: readonly (readonly Policy[])[]): readonly (readonly Policy[])[] => policiesOfLevels.map((level) => level.map(of));
  const policies: PolicySet<Policy> = {
    ...variant.policies,
    ...(identityPolicies === undefined ? {} : { identityPolicies: identityPolicies.map(of) }),
    ...(permissionsBoundary === undefined ? {} : { permissionsBoundary: of(permissionsBoundary) }),
    ...(resourcePolicy === undefined ? {} : { resourcePolicy: of(resourcePolicy) }),
    ...(serviceControlPolicies === undefined ? {} : { serviceControlPolicies: levels(serviceControlPolicies) }),
    ...(resourceControlPolicies === undefined ? {} : { resourceControlPolicies: levels(resourceControlPolicies) }),
  };
  const { principal } = variant;
  return {
    ...variant,
    policies,
    origins,
    ...(principal === undefined ? {} : { principal: { ...principal, arn: groundText(principal.arn, grounding), name: groundText(principal.name, grounding) } }),
  };
}

function groundPolicy(policy: Policy, node: LocatedNode, type: NonNullable<PolicyOrigin['source']>['type'], grounding: Grounding): Policy {
  return parsePolicyNode(groundNode(node, grounding), type).policy ?? policy;
}

/** A policy of a file with values put in, and what it guards, and what it is called. */
export function groundSource(source: SourcePolicy, grounding: Grounding): SourcePolicy {
  const node = groundNode(source.node, grounding);
  const policy = source.policy === undefined ? undefined : parsePolicyNode(node, source.type).policy;
  return {
    ...source,
    node,
    ...(policy === undefined ? {} : { policy }),
    ...(source.guards === undefined ? {} : { guards: source.guards.map((guard) => groundText(guard, grounding)) }),
    ...(source.arn === undefined ? {} : { arn: groundText(source.arn, grounding) }),
  };
}

function groundNode(node: LocatedNode, grounding: Grounding): LocatedNode {
  return withTexts(node, (text) => groundText(text, grounding));
}

/** A text with values put in. */
export function groundText(text: TemplateText, grounding: Grounding): TemplateText {
  const parts: TextPart[] = [];
  for (const part of text) {
    const value = typeof part === 'string' ? part : (grounding.get(part.name) ?? part);
    const last = parts.at(-1);
    if (typeof value === 'string' && typeof last === 'string') parts[parts.length - 1] = last + value;
    else parts.push(value);
  }
  return parts;
}

/** Everything that a target's policies leave open. */
export function openValues(variant: TargetVariant): readonly UnknownValue[] {
  return remembered(opened, variant, () => collectOpen(variant));
}

const opened = new WeakMap<TargetVariant, readonly UnknownValue[]>();

function collectOpen(variant: TargetVariant): readonly UnknownValue[] {
  const open = new Map<string, UnknownValue>();
  for (const { source } of variant.origins.values()) if (source !== undefined) openIn(source.node, open);
  for (const part of variant.principal?.arn ?? []) if (typeof part !== 'string') open.set(part.name, part);
  return [...open.values()];
}

/** Adds what a tree leaves open. */
export function openIn(node: LocatedNode, open: Map<string, UnknownValue>): void {
  if (node.kind === 'object') for (const { value } of node.members) openIn(value, open);
  else if (node.kind === 'array') for (const item of node.items) openIn(item, open);
  else if (node.kind === 'unknown') open.set(node.unknown.name, node.unknown);
  else if (node.kind === 'string') for (const part of node.text) if (typeof part !== 'string') open.set(part.name, part);
}

/** How many choices of values are tried. */
const MAX_GROUNDINGS = 12;

/** Choices that are worth a try: what an honest deployment says, and what a careless or hostile one may. */
export function groundings(open: readonly UnknownValue[]): readonly Grounding[] {
  if (open.length === 0) return [];
  const plain = new Map(open.flatMap((value) => pairs(value.name, ordinaryValue(value))));
  const tried: Grounding[] = [];
  for (const value of open) {
    if (value.shape.kind === 'anyText') tried.push(new Map(plain).set(value.name, '*'));
    if (value.shape.kind === 'oneOf') for (const choice of value.shape.values.slice(1)) tried.push(new Map(plain).set(value.name, choice));
  }
  return [plain, ...tried].slice(0, MAX_GROUNDINGS);
}

function pairs(name: string, value: string | undefined): readonly (readonly [string, string])[] {
  return value === undefined ? [] : [[name, value]];
}

/** A value that the shape admits; undefined when none comes to mind. */
function ordinaryValue(value: UnknownValue): string | undefined {
  switch (value.shape.kind) {
    case 'accountId':
      return '111122223333';
    case 'region':
      return 'eu-west-1';
    case 'partition':
      return 'aws';
    case 'oneOf':
      return value.shape.values[0];
    case 'plain':
      return value.default ?? plainValue(value.name);
    case 'matching':
      return matching(value.shape.pattern, value);
    case 'anyText':
      return value.default ?? madeUpName(value.name);
  }
}

function plainValue(name: string): string {
  return name.endsWith('Arn') ? `arn:aws:example:eu-west-1:111122223333:example-${name}` : madeUpName(name);
}

function madeUpName(name: string): string {
  return `example-${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`;
}

/** Where none of these surely fits, the value stays open. */
function matching(pattern: string, { name, default: preset }: UnknownValue): string | undefined {
  const candidates = [...(preset === undefined ? [] : [preset]), madeUpName(name), 'example', '111122223333', 'eu-west-1', 'a', '1'];
  return candidates.find((candidate) => surelyMatches(pattern, candidate));
}
