import type { LocatedNode } from '../../model/located.ts';
import { knownText, type TemplateText } from '../../model/unknown-value.ts';
import type { ResolvedResource } from '../../sources/index.ts';
import { escapedPattern } from '../escapes.ts';
import type { Environment } from '../permission.ts';
import { generatedName } from './generated-names.ts';

/** The resources of one stack, and where it is deployed. */
export interface Stack {
  /** As CloudFormation names it; without it generated names are not known. */
  readonly name?: string;
  readonly environment: Environment;
  readonly resources: ReadonlyMap<string, ResolvedResource>;
}

/** One text among a resource's properties, and the keys that lead to it. */
export interface PropertyText {
  readonly path: readonly string[];
  readonly text: TemplateText;
}

/**
 * A text as a pattern of an ARN or name, as a policy writes it: what is not known is `*`, but for names that
 * CloudFormation makes.
 */
export function patternOf(text: TemplateText, stack: Stack): string {
  const joined = text.map((part) => (typeof part === 'string' ? escapedPattern(part) : unknownPart(part.name, stack))).join('');
  return joined.replaceAll(/\*{2,}/g, '*');
}

function unknownPart(name: string, stack: Stack): string {
  const { account, region, partition } = stack.environment;
  if (name === 'AWS::AccountId') return account;
  if (name === 'AWS::Region') return region;
  if (name === 'AWS::Partition') return partition;
  // A queue's Ref is its URL, so its name goes by another name.
  const resource = stack.resources.get(name.replace(/\.\w*Name$/, ''));
  return resource === undefined ? '*' : (generatedName(resource, stack.name) ?? '*');
}

/** Every text among the properties of a resource. */
export function textsIn(node: LocatedNode | undefined, path: readonly string[] = []): readonly PropertyText[] {
  switch (node?.kind) {
    case 'object':
      return node.members.flatMap(({ key, value }) => textsIn(value, [...path, key]));
    case 'array':
      return node.items.flatMap((item) => textsIn(item, path));
    case 'string':
      return [{ path, text: node.text }];
    case 'unknown':
      return [{ path, text: [node.unknown] }];
    default:
      return [];
  }
}

/** Whether a value may hold more than what is seen of it: then nothing can be told to be absent. */
export function isOpen(node: LocatedNode | undefined): boolean {
  return node?.kind === 'unknown';
}

/** The names of all properties, at any depth. */
export function keysIn(node: LocatedNode | undefined): readonly string[] {
  switch (node?.kind) {
    case 'object':
      return node.members.flatMap(({ key, value }) => [key, ...keysIn(value)]);
    case 'array':
      return node.items.flatMap(keysIn);
    default:
      return [];
  }
}

/** The known text of a member, such as a name. */
export function plainTextOf(node: LocatedNode | undefined): string | undefined {
  return node?.kind === 'string' ? knownText(node.text) : undefined;
}
