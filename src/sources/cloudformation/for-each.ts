import type { LocatedMember, LocatedNode } from '../../model/located.ts';
import { childPointer } from '../../model/location.ts';
import { displayText, type TemplateText } from '../../model/unknown-value.ts';
import { unknown, type Resolver } from './resolver.ts';
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
  return items.flatMap((item) => {
    const bound = loopItem(identifier, key, item);
    const loop = new Map([...resolver.loop, [identifier, bound]]);
    return third.members.map((member) => ({ member: { ...member, key: loopKey(member.key, identifier, scalarText(bound) ?? []) }, loop }));
  });
}

function loopItem(identifier: string, key: string, item: LocatedNode): LocatedNode {
  if (item.kind !== 'unknown') return item;
  const { reason, shape, maybeList } = item.unknown;
  // An item of an unknown list: a value of its own, the same wherever this round names it. Loops have names
  // of their own, their variables need not.
  return maybeList === true ? { kind: 'unknown', unknown: unknown(`${identifier} in ${key.slice('Fn::ForEach::'.length)}`, reason, shape), loc: item.loc } : item;
}

/** `${Identifier}` and `&{Identifier}`, which leaves only letters and digits. */
function loopKey(key: string, identifier: string, value: TemplateText): string {
  const shown = displayText(value);
  const alphanumeric = value.map((part) => (typeof part === 'string' ? part.replace(/[^A-Za-z0-9]/g, '') : `\${${part.name}}`)).join('');
  return key.replaceAll(`\${${identifier}}`, shown).replaceAll(`&{${identifier}}`, alphanumeric);
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
