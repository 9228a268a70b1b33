import type { LocatedMember, LocatedNode } from '../../model/located.ts';
import { childPointer } from '../../model/location.ts';
import { fragmentOf, loopKey } from './loop-fragment.ts';
import { anything, unknown, type Resolver } from './resolver.ts';
import { plainText } from './template.ts';
import { scalarText } from '../text/text-pieces.ts';

/** `Fn::ForEach::Name` */
export function isForEach(key: string): boolean {
  return key.startsWith('Fn::ForEach::');
}

/** One round of a loop: a member whose key is known as far as the collection is. */
export interface LoopRound {
  readonly member: LocatedMember;
  readonly loop: ReadonlyMap<string, LocatedNode>;
}

/**
 * The members that a loop makes: `[identifier, collection, { key: value }]`. Of a collection that isn't
 * known there is one round, for an item that isn't known: it stands for each of them. Undefined, with an
 * error, for what is no loop.
 *
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html
 */
export function loopRounds({ key, keyLoc, value }: LocatedMember, resolver: Resolver): readonly LoopRound[] | undefined {
  const [first, second, third] = value.kind === 'array' && value.items.length === 3 ? value.items : [];
  const identifier = plainText(first);
  if (identifier === undefined || second === undefined || third?.kind !== 'object') {
    resolver.report('template-structure', `\`${key}\` takes a list of an identifier, a collection and an object`, keyLoc);
    return undefined;
  }
  const collection = resolver.resolve(second);
  const items = collection?.kind === 'array' ? collection.items : collection?.kind === 'unknown' ? [collection] : undefined;
  if (items === undefined) {
    resolver.report('template-structure', `the collection of \`${key}\` is no list`, second.loc);
    return undefined;
  }
  return items.flatMap((written) => {
    const item = isText(written) ? written : noText(key, written, resolver);
    const round = { identifier, item: loopItem(identifier, key, item) };
    const loop = new Map([...resolver.loop, [identifier, round.item]]);
    return third.members.map((made) => ({
      member: { ...made, key: loopKey(made.key, round), value: fragmentOf(made.value, round, resolver.origins) },
      loop,
    }));
  });
}

function isText(item: LocatedNode): boolean {
  return scalarText(item) !== undefined;
}

function noText(key: string, item: LocatedNode, resolver: Resolver): LocatedNode {
  resolver.report('template-structure', `an item of the collection of \`${key}\` is no text`, item.loc);
  return anything(`${key} at ${item.loc.pointer}`, 'the item is no text', item.loc);
}

function loopItem(identifier: string, key: string, item: LocatedNode): LocatedNode {
  if (item.kind !== 'unknown') return item;
  const { reason, shape, maybeList } = item.unknown;
  // An item of an unknown list: a value of its own, the same wherever this round names it. Loops have names
  // of their own, their variables need not.
  return maybeList === true ? { kind: 'unknown', unknown: unknown(`${identifier} in ${key.slice('Fn::ForEach::'.length)}`, reason, shape), loc: item.loc } : item;
}

/** The members of a loop among other members, resolved; undefined if they can't be told. */
export function expandForEach(member: LocatedMember, resolver: Resolver): readonly LocatedMember[] | undefined {
  const rounds = loopRounds(member, resolver);
  return rounds?.flatMap(({ member: made, loop }) => {
    const inner = resolver.within(loop);
    if (isForEach(made.key)) return expandForEach(made, inner) ?? [];
    const value = inner.resolve(made.value);
    const pointer = childPointer(member.keyLoc.pointer, made.key);
    return value === undefined ? [] : [{ key: made.key, keyLoc: { ...made.keyLoc, pointer }, value }];
  });
}

/** The entries of a section with those that loops make; the first of two of the same name. */
export function withLoops(entries: ReadonlyMap<string, LocatedNode>, members: readonly LocatedMember[], resolver: Resolver): ReadonlyMap<string, LocatedNode> {
  if (!members.some(({ key }) => isForEach(key))) return entries;
  const all = new Map<string, LocatedNode>();
  const add = (member: LocatedMember, inner: Resolver): void => {
    if (isForEach(member.key)) for (const round of loopRounds(member, inner) ?? []) add(round.member, inner.within(round.loop));
    else if (!all.has(member.key)) all.set(member.key, member.value);
  };
  for (const member of members) add(member, resolver);
  return all;
}

/** Why what a round of a loop over unknown items made is not known. */
export const LOOPED = 'a loop over values that are not known makes it';

/** Whether a loop over unknown items may have made this name out of the one that stands for each of its rounds. */
export function mayBeRoundOf(name: string, pattern: string): boolean {
  if (!pattern.includes('${')) return false;
  const parts = pattern.split(/\$\{[^}]*\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's').test(name);
}
