import type { Location } from './location.ts';
import type { TemplateText, UnknownValue } from './unknown-value.ts';

/**
 * A JSON-like tree in which every node knows where it was written: what all sources (JSON, YAML,
 * CloudFormation, …) are read into, and what the policy parser reads. Members are a list, so that
 * duplicate keys survive to be reported and a key such as `__proto__` is only a key.
 */
export type LocatedNode =
  | LocatedObject
  | LocatedArray
  | LocatedString
  | LocatedNumber
  | LocatedBoolean
  | LocatedNull
  | LocatedUnknown;

export interface LocatedObject {
  readonly kind: 'object';
  readonly members: readonly LocatedMember[];
  readonly loc: Location;
}

export interface LocatedMember {
  readonly key: string;
  readonly keyLoc: Location;
  readonly value: LocatedNode;
}

export interface LocatedArray {
  readonly kind: 'array';
  readonly items: readonly LocatedNode[];
  readonly loc: Location;
}

export interface LocatedString {
  readonly kind: 'string';
  /** A single literal part unless a template left holes in it. */
  readonly text: TemplateText;
  readonly loc: Location;
}

export interface LocatedNumber {
  readonly kind: 'number';
  /** As written in the source: `012345678901` keeps its leading zero. */
  readonly source: string;
  readonly loc: Location;
}

export interface LocatedBoolean {
  readonly kind: 'boolean';
  readonly value: boolean;
  readonly loc: Location;
}

export interface LocatedNull {
  readonly kind: 'null';
  readonly loc: Location;
}

/** A whole value that the source does not tell: it may be a text, a list or an object. */
export interface LocatedUnknown {
  readonly kind: 'unknown';
  readonly unknown: UnknownValue;
  readonly loc: Location;
}

/** The first member of that name. */
export function member(node: LocatedNode | undefined, key: string): LocatedNode | undefined {
  if (node?.kind !== 'object') return undefined;
  return node.members.find((candidate) => candidate.key === key)?.value;
}

/** The tree with other texts in place of its own; an unknown value counts as a text, keys don't. */
export function withTexts(node: LocatedNode, change: (text: TemplateText) => TemplateText): LocatedNode {
  switch (node.kind) {
    case 'object':
      return { ...node, members: node.members.map((member) => ({ ...member, value: withTexts(member.value, change) })) };
    case 'array':
      return { ...node, items: node.items.map((item) => withTexts(item, change)) };
    case 'string':
      return { ...node, text: change(node.text) };
    case 'unknown': {
      const text = change([node.unknown]);
      const [unknown] = text;
      return text.length === 1 && typeof unknown === 'object' ? { ...node, unknown } : { kind: 'string', text, loc: node.loc };
    }
    case 'number':
    case 'boolean':
    case 'null':
      return node;
  }
}

/** What people call the type of a node, in a message. */
export function describeKind(node: LocatedNode): string {
  switch (node.kind) {
    case 'object':
      return 'an object';
    case 'array':
      return 'a list';
    case 'string':
      return 'a string';
    case 'number':
      return 'a number';
    case 'boolean':
      return 'a Boolean';
    case 'null':
      return 'null';
    case 'unknown':
      return `the unresolved value \`${node.unknown.name}\``;
  }
}
