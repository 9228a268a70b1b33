import type { LocatedMember, LocatedNode, LocatedObject } from '../../model/located.ts';
import { withDynamicReferences } from './dynamic-references.ts';
import { expandForEach, isForEach } from './for-each.ts';
import { INTRINSICS } from './intrinsics/index.ts';
import { anything, broken, type Resolver } from './resolver.ts';
import { own } from '../own.ts';

/**
 * A value with its functions resolved; undefined where `AWS::NoValue` removes it. Nothing is guessed: what
 * the template does not tell is an unknown value with a name and a reason.
 */
export function resolveNode(node: LocatedNode, resolver: Resolver): LocatedNode | undefined {
  switch (node.kind) {
    case 'object':
      return resolveObject(node, resolver);
    case 'array': {
      const items = node.items.map((item) => resolver.resolve(item));
      if (items.every((item, index) => item === node.items[index])) return node;
      return { kind: 'array', items: items.filter((item) => item !== undefined), loc: node.loc };
    }
    case 'string':
      return withDynamicReferences(node, resolver.origins);
    case 'number':
    case 'boolean':
    case 'null':
    case 'unknown':
      return node;
  }
}

function resolveObject(node: LocatedObject, resolver: Resolver): LocatedNode | undefined {
  const call = node.members.find(({ key }) => isFunctionName(key));
  if (call !== undefined) {
    if (node.members.length === 1) return callFunction(node, call, resolver);
    const { key, keyLoc, value } = call;
    if (key === 'Fn::Transform') return anything(`Fn::Transform at ${node.loc.pointer}`, 'a macro changes this part when the template is deployed', node.loc);
    return broken({ name: key, argument: value, loc: node.loc }, resolver, 'template-structure', `\`${key}\` has to stand alone in its object`, keyLoc);
  }
  // Most objects stay what they are: a list is begun with the first change.
  let members: LocatedMember[] | undefined;
  for (const [index, member] of node.members.entries()) {
    if (isForEach(member.key)) {
      const expanded = expandForEach(member, resolver);
      if (expanded === undefined) return anything(`${member.key} at ${node.loc.pointer}`, 'the loop makes members that are not known', node.loc);
      members ??= node.members.slice(0, index);
      members.push(...expanded);
      continue;
    }
    const value = resolver.resolve(member.value);
    if (value !== member.value) members ??= node.members.slice(0, index);
    if (value !== undefined) members?.push(value === member.value ? member : { ...member, value });
  }
  return members === undefined ? node : { kind: 'object', members: members.slice(), loc: node.loc };
}

function callFunction(node: LocatedObject, { key, keyLoc, value }: LocatedMember, resolver: Resolver): LocatedNode | undefined {
  const call = { name: key, argument: value, loc: node.loc };
  const intrinsic = own(INTRINSICS, key);
  if (intrinsic === undefined) return broken(call, resolver, 'unresolved-reference', `unknown function \`${key}\``, keyLoc);
  const result = intrinsic.evaluate(call, resolver);
  return result?.kind === 'string' ? withDynamicReferences(result, resolver.origins) : result;
}

/** Whether a value is made by a function rather than written out. */
export function isCall(node: LocatedNode): boolean {
  return node.kind === 'object' && node.members.some(({ key }) => isFunctionName(key) || isForEach(key));
}

function isFunctionName(key: string): boolean {
  return key === 'Ref' || (key.startsWith('Fn::') && !isForEach(key));
}
