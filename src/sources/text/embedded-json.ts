import type { LocatedMember, LocatedNode, LocatedString } from '../../model/located.ts';
import type { Location, Span } from '../../model/location.ts';
import { parseJsonText, type TextParse } from '../../model/parse/json-text.ts';
import type { TextPart, UnknownValue } from '../../model/unknown-value.ts';
import { scalarOffsets } from './scalar-offsets.ts';
import { joinPieces, type TextPiece } from './text-pieces.ts';

/** Private-use characters around the number of a hole. */
const HOLE_START = '\uE0F0';
const HOLE_END = '\uE0F1';
const HOLES = /\uE0F0(\d+)\uE0F1/g;

/** A stretch of the assembled text and where it was written. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  /** Offsets into the file for each character of the stretch and its end. */
  readonly offsets?: readonly number[];
}

/**
 * Reads JSON out of a text that a template holds or puts together. Places are mapped back to the file
 * where the text was written there character by character; what functions computed has the place of the
 * whole text. Holes stay holes: inside strings as parts of them, elsewhere as unknown values.
 */
export function parseEmbeddedJson(pieces: readonly TextPiece[], file: string, loc: Location): TextParse {
  const { text, stretches, holes } = assemble(pieces, file);
  const { root, errors } = parseJsonText(text);
  const place = (inner: Location): Location => {
    const span = inner.span === undefined ? undefined : mapSpan(inner.span, stretches);
    const found = span ?? loc.span;
    return { pointer: loc.pointer + inner.pointer.replace(HOLES, (_, index: string) => `\${${holes[Number(index)]?.name ?? ''}}`), ...(found === undefined ? {} : { span: found }) };
  };
  return {
    ...(root === undefined ? {} : { root: relocate(root, place, holes) }),
    errors: errors.map((error) => ({
      ...error,
      message: error.message.replace(HOLES, (_, index: string) => `\${${holes[Number(index)]?.name ?? ''}}`),
      loc: place(error.loc),
    })),
  };
}

function assemble(pieces: readonly TextPiece[], file: string): { readonly text: string; readonly stretches: readonly Stretch[]; readonly holes: readonly UnknownValue[] } {
  let text = '';
  let inString = false;
  const stretches: Stretch[] = [];
  const holes: UnknownValue[] = [];
  const offsetsOf = new Map<LocatedString, readonly number[] | undefined>();
  for (const piece of pieces) {
    const from = text.length;
    if (piece.kind === 'unknown') {
      const hole = `${HOLE_START}${holes.length}${HOLE_END}`;
      holes.push(piece.unknown);
      // Outside a string a hole is a value of its own.
      text += inString ? hole : `"${hole}"`;
      stretches.push({ from, to: text.length });
      continue;
    }
    text += piece.text;
    inString = endsInString(piece.text, inString);
    const offsets = piece.origin === undefined ? undefined : pieceOffsets(piece.text, piece.origin, file, offsetsOf);
    stretches.push({ from, to: text.length, ...(offsets === undefined ? {} : { offsets }) });
  }
  return { text, stretches, holes };
}

function endsInString(text: string, before: boolean): boolean {
  let inString = before;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (inString && character === '\\') at += 1;
    else if (character === '"') inString = !inString;
  }
  return inString;
}

function pieceOffsets(
  text: string,
  origin: { readonly scalar: LocatedString; readonly offset: number },
  file: string,
  known: Map<LocatedString, readonly number[] | undefined>,
): readonly number[] | undefined {
  const { scalar, offset } = origin;
  const { span } = scalar.loc;
  if (span === undefined) return undefined;
  if (!known.has(scalar)) {
    const [whole] = scalar.text;
    known.set(scalar, typeof whole === 'string' ? scalarOffsets(file.slice(span.start, span.end), whole) : undefined);
  }
  return known.get(scalar)?.slice(offset, offset + text.length + 1).map((at) => span.start + at);
}

function mapSpan(span: Span, stretches: readonly Stretch[]): Span | undefined {
  const start = mapOffset(span.start, stretches, false);
  const end = mapOffset(span.end, stretches, true);
  return start === undefined || end === undefined || end < start ? undefined : { start, end };
}

/** An end belongs to the stretch that it closes, a start to the one that it opens. */
function mapOffset(offset: number, stretches: readonly Stretch[], isEnd: boolean): number | undefined {
  const stretch = stretches.find(({ from, to }) => (isEnd ? from < offset && offset <= to : from <= offset && offset < to)) ?? stretches.at(-1);
  if (stretch?.offsets === undefined) return undefined;
  if (!isEnd) return stretch.offsets[offset - stretch.from];
  const last = stretch.offsets[offset - stretch.from - 1];
  const next = stretch.offsets[offset - stretch.from];
  if (last === undefined || next === undefined) return undefined;
  // An escaped character takes two; more than that is indentation that the value lacks.
  return next - last > 2 ? last + 1 : next;
}

function relocate(node: LocatedNode, place: (loc: Location) => Location, holes: readonly UnknownValue[]): LocatedNode {
  const loc = place(node.loc);
  switch (node.kind) {
    case 'object': {
      const hole = node.members.map(({ key }) => holeIn(key, holes)).find((found) => found !== undefined);
      // Not knowing what a member is called, nobody knows what the object says.
      if (hole !== undefined) return { kind: 'unknown', unknown: { ...hole, name: `object with a key of ${hole.name} at ${loc.pointer}`, shape: { kind: 'anyText' } }, loc };
      return {
        kind: 'object',
        members: node.members.map(({ key, keyLoc, value }): LocatedMember => ({ key, keyLoc: place(keyLoc), value: relocate(value, place, holes) })),
        loc,
      };
    }
    case 'array':
      return { kind: 'array', items: node.items.map((item) => relocate(item, place, holes)), loc };
    case 'string':
      return fillHoles(node, loc, holes);
    case 'number':
    case 'boolean':
    case 'null':
    case 'unknown':
      return { ...node, loc };
  }
}

function holeIn(text: string, holes: readonly UnknownValue[]): UnknownValue | undefined {
  const [, index] = /\uE0F0(\d+)\uE0F1/.exec(text) ?? [];
  return index === undefined ? undefined : holes[Number(index)];
}

function fillHoles(node: LocatedString, loc: Location, holes: readonly UnknownValue[]): LocatedNode {
  const [whole] = node.text;
  if (typeof whole !== 'string' || !whole.includes(HOLE_START)) return { ...node, loc };
  const parts: TextPart[] = [];
  for (const [index, part] of whole.split(HOLES).entries()) {
    const hole = index % 2 === 1 ? holes[Number(part)] : undefined;
    if (hole !== undefined) parts.push(hole);
    else if (part !== '') parts.push(part);
  }
  const [only] = parts;
  if (parts.length === 1 && typeof only === 'object') return { kind: 'unknown', unknown: only, loc };
  return { kind: 'string', text: joinPieces(parts.map((part) => (typeof part === 'string' ? { kind: 'written', text: part } : { kind: 'unknown', unknown: part }))), loc };
}
