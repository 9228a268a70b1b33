import { parsePlainObject } from '../../src/model/parse/plain-object.ts';
import { parsePolicyNode } from '../../src/model/parse/policy.ts';
import type { PolicyDocument } from '../../src/model/generated/policy-document.generated.ts';
import type { LocatedNode } from '../../src/model/located.ts';
import type { PolicySet } from '../../src/model/policy-set.ts';
import type { Policy } from '../../src/model/policy.ts';
import type { TextPart, UnknownShape } from '../../src/model/unknown-value.ts';

/**
 * Template values for tests. In a document's texts `⟦A⟧` is a hole of that name; its first letter says
 * what may fill it.
 */
export type HoleName = 'any' | 'plain' | 'account' | 'choice' | 'list';

export const holeShapes: Readonly<Record<HoleName, UnknownShape>> = {
  any: { kind: 'anyText' },
  plain: { kind: 'plain' },
  account: { kind: 'accountId' },
  choice: { kind: 'oneOf', values: ['a', 'ann', 's3:GetObject', '*'] },
  list: { kind: 'anyText' },
};

const holeNames: readonly HoleName[] = ['any', 'plain', 'account', 'choice', 'list'];

export function hole(name: HoleName): string {
  return `⟦${name}⟧`;
}

/** The documents with their holes as unresolved values. */
export function asTemplates(set: PolicySet<PolicyDocument>): PolicySet<Policy> {
  return mapDocuments(set, asTemplate);
}

/** One document, in which a hole may also stand for a whole statement or condition. */
export function asTemplate(document: object): Policy {
  const { root } = parsePlainObject(document);
  const policy = root === undefined ? undefined : parsePolicyNode(withHoles(root)).policy;
  if (policy === undefined) throw new Error('a document is an object');
  return policy;
}

/** The documents with their holes filled; a list fills only a hole that is a whole text. */
export function filled(set: PolicySet<PolicyDocument>, values: Readonly<Record<HoleName, string | readonly string[]>>): PolicySet<PolicyDocument> {
  const fill = (value: unknown): unknown => {
    if (typeof value === 'string') {
      const whole = holeNames.find((name) => value === hole(name));
      if (whole !== undefined) return values[whole];
      return holeNames.reduce((text, name) => text.replaceAll(hole(name), [values[name]].flat().join(',')), value);
    }
    if (Array.isArray(value)) return value.flatMap(fill);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, fill(member)]));
  };
  return mapDocuments(set, (document) => fill(document) as PolicyDocument);
}

function mapDocuments<From, To>(set: PolicySet<From>, map: (document: From) => To): PolicySet<To> {
  const many = (documents: readonly From[]): readonly To[] => documents.map(map);
  return {
    ...(set.identityPolicies === undefined ? {} : { identityPolicies: many(set.identityPolicies) }),
    ...(set.permissionsBoundary === undefined ? {} : { permissionsBoundary: map(set.permissionsBoundary) }),
    ...(set.sessionPolicies === undefined ? {} : { sessionPolicies: many(set.sessionPolicies) }),
    ...(set.resourcePolicy === undefined ? {} : { resourcePolicy: map(set.resourcePolicy) }),
    ...(set.serviceControlPolicies === undefined ? {} : { serviceControlPolicies: set.serviceControlPolicies.map(many) }),
    ...(set.resourceControlPolicies === undefined ? {} : { resourceControlPolicies: set.resourceControlPolicies.map(many) }),
    ...(set.vpcEndpointPolicy === undefined ? {} : { vpcEndpointPolicy: map(set.vpcEndpointPolicy) }),
  };
}

function withHoles(node: LocatedNode): LocatedNode {
  switch (node.kind) {
    case 'object':
      return { ...node, members: node.members.map((member) => ({ ...member, value: withHoles(member.value) })) };
    case 'array':
      return { ...node, items: node.items.map(withHoles) };
    case 'string': {
      const text = node.text.flatMap((part) => (typeof part === 'string' ? splitHoles(part) : [part]));
      const [only] = text;
      // As a template's `Ref` in place of a whole value is read.
      if (text.length === 1 && only !== undefined && typeof only !== 'string') return { kind: 'unknown', unknown: only, loc: node.loc };
      return { ...node, text };
    }
    case 'number':
    case 'boolean':
    case 'null':
    case 'unknown':
      return node;
  }
}

function splitHoles(text: string): readonly TextPart[] {
  if (text === '') return [''];
  return text
    .split(/(⟦[a-z]+⟧)/)
    .filter((piece) => piece !== '')
    .map((piece) => {
      const name = holeNames.find((candidate) => piece === hole(candidate));
      if (name === undefined) return piece;
      return { name, reason: 'a parameter without a default', shape: holeShapes[name], ...(name === 'list' ? { maybeList: true } : {}) };
    });
}
