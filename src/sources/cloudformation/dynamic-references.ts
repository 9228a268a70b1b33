import type { LocatedNode, LocatedString } from '../../model/located.ts';
import { displayText } from '../../model/unknown-value.ts';
import { unknown } from './resolver.ts';
import { joinPieces, piecesOf, textNode, type Origins, type TextPiece } from '../text/text-pieces.ts';

const OPEN = '{{resolve:';
const CLOSE = '}}';

/**
 * Replaces `{{resolve:service:key}}` by an unknown value: any text, since it is read from Parameter Store
 * or Secrets Manager when the template is deployed.
 *
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
 */
export function withDynamicReferences(node: LocatedString, origins: Origins): LocatedNode {
  if (!node.text.some((part) => typeof part === 'string' && part.includes(OPEN))) return node;
  const pieces: TextPiece[] = [];
  /** The reference being read, between its braces: its key may have unknown parts. */
  let inside: TextPiece[] | undefined;
  for (const piece of piecesOf(node, origins) ?? []) {
    if (piece.kind === 'unknown') {
      (inside ?? pieces).push(piece);
      continue;
    }
    let at = 0;
    while (at < piece.text.length) {
      const delimiter = inside === undefined ? OPEN : CLOSE;
      const found = piece.text.indexOf(delimiter, at);
      const to = found === -1 ? piece.text.length : found;
      if (to > at) (inside ?? pieces).push(slice(piece, at, to));
      if (found === -1) break;
      at = found + delimiter.length;
      if (inside === undefined) inside = [];
      else {
        pieces.push({ kind: 'unknown', unknown: reference(inside) });
        inside = undefined;
      }
    }
  }
  if (inside !== undefined) pieces.push({ kind: 'written', text: OPEN }, ...inside);
  return textNode(pieces, node.loc, origins);
}

function reference(inside: readonly TextPiece[]): ReturnType<typeof unknown> {
  const name = `{{resolve:${displayText(joinPieces(inside))}}}`;
  return unknown(name, 'read from another service when the template is deployed', { kind: 'anyText' });
}

function slice(piece: Extract<TextPiece, { kind: 'written' }>, from: number, to: number): TextPiece {
  const { origin } = piece;
  const text = piece.text.slice(from, to);
  return { kind: 'written', text, ...(origin === undefined ? {} : { origin: { scalar: origin.scalar, offset: origin.offset + from } }) };
}
