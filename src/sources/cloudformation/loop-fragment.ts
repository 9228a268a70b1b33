import type { LocatedMember, LocatedNode, LocatedString } from '../../model/located.ts';
import { displayText, type TemplateText } from '../../model/unknown-value.ts';
import { piecesOf, scalarText, textNode, type Origins, type TextPiece } from '../text/text-pieces.ts';
import { plainText } from './template.ts';

/** What one round of a loop puts in the place of its variable. */
export interface LoopItem {
  readonly identifier: string;
  readonly item: LocatedNode;
}

/**
 * A fragment as one round copies it: `Ref` to the variable, `${Identifier}` and `&{Identifier}` replaced
 * wherever they stand, in keys and plain texts too. What has none of them stays the node that it is.
 *
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html
 */
export function fragmentOf(node: LocatedNode, round: LoopItem, origins: Origins): LocatedNode {
  switch (node.kind) {
    case 'object': {
      const [only] = node.members;
      if (node.members.length === 1 && only?.key === 'Ref' && plainText(only.value) === round.identifier) return { ...round.item, loc: node.loc };
      const members = node.members.map((each) => fragmentMember(each, round, origins));
      return members.every((each, index) => each === node.members[index]) ? node : { kind: 'object', members, loc: node.loc };
    }
    case 'array': {
      const items = node.items.map((item) => fragmentOf(item, round, origins));
      return items.every((item, index) => item === node.items[index]) ? node : { kind: 'array', items, loc: node.loc };
    }
    case 'string':
      return fragmentText(node, round, origins);
    case 'number':
    case 'boolean':
    case 'null':
    case 'unknown':
      return node;
  }
}

function fragmentMember(each: LocatedMember, round: LoopItem, origins: Origins): LocatedMember {
  const key = loopKey(each.key, round);
  const value = fragmentOf(each.value, round, origins);
  return key === each.key && value === each.value ? each : { ...each, key, value };
}

/** The variable in a key: an item that isn't known goes by its name. */
export function loopKey(key: string, { identifier, item }: LoopItem): string {
  const value = scalarText(item) ?? [];
  return key.replaceAll(`\${${identifier}}`, () => displayText(value)).replaceAll(`&{${identifier}}`, () => displayText(alphanumeric(value)));
}

/** `&{Identifier}` leaves only letters and digits. */
function alphanumeric(value: TemplateText): TemplateText {
  return value.map((part) => (typeof part === 'string' ? part.replace(/[^A-Za-z0-9]/g, '') : part));
}

function fragmentText(node: LocatedString, { identifier, item }: LoopItem, origins: Origins): LocatedNode {
  const marks = [`\${${identifier}}`, `&{${identifier}}`];
  if (!node.text.some((part) => typeof part === 'string' && marks.some((mark) => part.includes(mark)))) return node;
  const itemPieces = piecesOf(item, origins) ?? [];
  const pieces: TextPiece[] = [];
  for (const piece of piecesOf(node, origins) ?? []) {
    if (piece.kind === 'unknown') {
      pieces.push(piece);
      continue;
    }
    const { text, origin } = piece;
    let at = 0;
    const literal = (to: number): void => {
      if (to > at) pieces.push({ kind: 'written', text: text.slice(at, to), ...(origin === undefined ? {} : { origin: { scalar: origin.scalar, offset: origin.offset + at } }) });
    };
    for (const { index, mark } of occurrences(text, marks)) {
      literal(index);
      pieces.push(...(mark.startsWith('$') ? itemPieces : asPieces(alphanumeric(scalarText(item) ?? []))));
      at = index + mark.length;
    }
    literal(text.length);
  }
  return textNode(pieces, node.loc, origins);
}

function occurrences(text: string, marks: readonly string[]): readonly { readonly index: number; readonly mark: string }[] {
  const found: { readonly index: number; readonly mark: string }[] = [];
  for (const mark of marks) for (let index = text.indexOf(mark); index !== -1; index = text.indexOf(mark, index + mark.length)) found.push({ index, mark });
  return found.sort((a, b) => a.index - b.index);
}

function asPieces(text: TemplateText): readonly TextPiece[] {
  return text.map((part) => (typeof part === 'string' ? { kind: 'written', text: part } : { kind: 'unknown', unknown: part }));
}
