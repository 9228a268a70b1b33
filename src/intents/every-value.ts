import type { LocatedNode } from '../model/located.ts';
import type { UnknownValue } from '../model/unknown-value.ts';
import type { Grounding } from './ground.ts';

/** More choices than these are not worth the time. */
const MAX_CHOICES = 36;

/**
 * Values of accounts, regions and partitions that stand for all others: each that the texts name, and two that
 * they don't. What they name may be told apart from the rest; the rest is alike, as long as no wildcard takes a
 * part of such a value. Undefined where one does, and where the template leaves anything else open.
 */
export function everyValue(open: readonly UnknownValue[], texts: readonly string[]): readonly Grounding[] | undefined {
  let choices: readonly Grounding[] = [new Map()];
  for (const { name, shape, maybeList } of open) {
    if (maybeList === true || (shape.kind !== 'accountId' && shape.kind !== 'region' && shape.kind !== 'partition')) return undefined;
    const { others, named, isPartial } = KINDS[shape.kind];
    if (texts.some(isPartial)) return undefined;
    const values = new Set([...others, ...texts.flatMap((text) => text.match(named) ?? [])]);
    choices = choices.flatMap((choice) => [...values].map((value) => new Map([...choice, [name, value]])));
    if (choices.length > MAX_CHOICES) return undefined;
  }
  return choices;
}

interface Kind {
  /** Values that no text names: two, so that values of a kind are the same in one choice and not in another. */
  readonly others: readonly string[];
  /** Values as texts name them. */
  readonly named: RegExp;
  /** Whether a wildcard takes a part of such a value, and so some of them and not others. */
  readonly isPartial: (text: string) => boolean;
}

const KINDS: Readonly<Record<'accountId' | 'region' | 'partition', Kind>> = {
  accountId: { others: ['111122223333', '987654321098'], named: /(?<!\d)\d{12}(?!\d)/g, isPartial: (text) => /\d[*?]|[*?]\d|\d{13}/.test(text) },
  region: { others: ['eu-west-1', 'ap-southeast-2'], named: /(?<![a-z0-9-])[a-z]{2,4}(?:-[a-z]+)+-\d+(?![a-z0-9-])/g, isPartial: (text) => text.split(/[^a-z0-9*?-]/).some(takesSomeRegions) },
  partition: { others: ['aws', 'aws-us-gov'], named: /(?<![a-z0-9-])aws-[a-z-]+(?![a-z0-9*?-])/g, isPartial: (text) => /(?<![a-z0-9-])aws[a-z-]*[*?]|arn:[*?]+[a-z-]/.test(text) },
};

/** Regions begin with a place and end with a number. */
const PLACES = ['af', 'ap', 'ca', 'cn', 'eu', 'eusc', 'il', 'me', 'mx', 'sa', 'us'] as const;

function takesSomeRegions(word: string): boolean {
  if (!/[*?]/.test(word) || /^\*+$/.test(word)) return false;
  const [before = ''] = word.split(/[*?]/);
  const after = word.split(/[*?]/).at(-1) ?? '';
  return PLACES.some((place) => place.startsWith(before) || before.startsWith(`${place}-`)) && /^(?:.*-)?\d*$/.test(after);
}

/** All texts of a tree, its keys aside. */
export function textsOf(node: LocatedNode, into: string[] = []): readonly string[] {
  switch (node.kind) {
    case 'object':
      for (const { value } of node.members) textsOf(value, into);
      break;
    case 'array':
      for (const item of node.items) textsOf(item, into);
      break;
    case 'string':
      for (const part of node.text) if (typeof part === 'string') into.push(part);
      break;
    case 'number':
      into.push(node.source);
      break;
    case 'boolean':
    case 'null':
    case 'unknown':
      break;
  }
  return into;
}
