import type { LocatedNode, LocatedString } from '../../model/located.ts';
import type { Location } from '../../model/location.ts';
import type { TemplateText, TextPart, UnknownValue } from '../../model/unknown-value.ts';

/** A stretch of a text that a template puts together. */
export type TextPiece = WrittenPiece | { readonly kind: 'unknown'; readonly unknown: UnknownValue };

export interface WrittenPiece {
  readonly kind: 'written';
  readonly text: string;
  /** The scalar that it stands in, and where in the scalar's text it begins; missing for what a function computed. */
  readonly origin?: { readonly scalar: LocatedString; readonly offset: number };
}

/** The pieces that texts were put together from. No weak maps: many thousand weak keys cost more to collect than to read. */
export interface Origins {
  readonly get: (node: LocatedNode) => readonly TextPiece[] | undefined;
  readonly set: (node: LocatedNode, pieces: readonly TextPiece[]) => void;
}

/** With `before`, what is noted there is known here, but not the other way round: it goes when its reader does. */
export function createOrigins(before?: Origins): Origins {
  const noted = new Map<LocatedNode, readonly TextPiece[]>();
  return {
    get: (node) => noted.get(node) ?? before?.get(node),
    set: (node, pieces) => {
      noted.set(node, pieces);
    },
  };
}

/** The pieces of a scalar; undefined for a value that can't stand inside a text. */
export function piecesOf(node: LocatedNode, origins: Origins): readonly TextPiece[] | undefined {
  const known = origins.get(node);
  if (known !== undefined) return known;
  switch (node.kind) {
    case 'string': {
      const [only] = node.text;
      if (node.text.length === 1 && typeof only === 'string') return [{ kind: 'written', text: only, origin: { scalar: node, offset: 0 } }];
      return node.text.map((part) => (typeof part === 'string' ? { kind: 'written', text: part } : { kind: 'unknown', unknown: part }));
    }
    case 'number':
      return [{ kind: 'written', text: node.source }];
    case 'boolean':
      return [{ kind: 'written', text: String(node.value) }];
    case 'unknown':
      return [{ kind: 'unknown', unknown: node.unknown }];
    case 'array':
    case 'object':
    case 'null':
      return undefined;
  }
}

/** A string node out of pieces; a text that is one unknown value is that value. */
export function textNode(pieces: readonly TextPiece[], loc: Location, origins: Origins): LocatedNode {
  const [only] = pieces;
  if (pieces.length === 1 && only?.kind === 'unknown') return { kind: 'unknown', unknown: withoutList(only.unknown), loc };
  const node: LocatedNode = { kind: 'string', text: joinPieces(pieces), loc };
  origins.set(node, pieces);
  return node;
}

export function joinPieces(pieces: readonly TextPiece[]): TemplateText {
  const parts: TextPart[] = [];
  let literal = '';
  for (const piece of pieces) {
    if (piece.kind === 'written') literal += piece.text;
    else {
      if (literal !== '') parts.push(literal);
      literal = '';
      parts.push(withoutList(piece.unknown));
    }
  }
  if (literal !== '' || parts.length === 0) parts.push(literal);
  return parts;
}

/** A list can't stand inside a text: where it does, the deployment fails, or it was one text. */
function withoutList(unknown: UnknownValue): UnknownValue {
  if (unknown.maybeList !== true) return unknown;
  const { name, reason, shape, isOfRun, default: preset } = unknown;
  return { name, reason, shape, ...(isOfRun === undefined ? {} : { isOfRun }), ...(preset === undefined ? {} : { default: preset }) };
}

/** The text of a scalar; undefined for a value that can't be one. */
export function scalarText(node: LocatedNode | undefined): TemplateText | undefined {
  switch (node?.kind) {
    case 'string':
      return node.text;
    case 'number':
      return [node.source];
    case 'boolean':
      return [String(node.value)];
    case 'unknown':
      return [node.unknown];
    default:
      return undefined;
  }
}
