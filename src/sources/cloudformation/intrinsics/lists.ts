import type { LocatedNode } from '../../../model/located.ts';
import type { Location } from '../../../model/location.ts';
import { displayText, knownText, type UnknownShape, type UnknownValue } from '../../../model/unknown-value.ts';
import { anything, broken, unknown, unknownNode, type Intrinsic } from '../resolver.ts';
import { piecesOf, scalarText, textNode, type TextPiece } from '../../text/text-pieces.ts';

/** `[delimiter, list]` */
export const join: Intrinsic = (call, resolver) => {
  const [first, second] = call.argument.kind === 'array' && call.argument.items.length === 2 ? call.argument.items : [];
  if (first === undefined || second === undefined) {
    return broken(call, resolver, 'template-structure', '`Fn::Join` takes a list of a delimiter and a list');
  }
  const delimiter = knownText(scalarText(resolver.resolve(first)) ?? []);
  const list = resolver.resolve(second);
  if (delimiter === undefined || first.kind === 'null') return broken(call, resolver, 'template-structure', 'the delimiter of `Fn::Join` is no text');
  if (list?.kind === 'unknown') return unknownNode(joinedUnknown(delimiter, list.unknown), call.loc);
  if (list?.kind !== 'array') return broken(call, resolver, 'template-structure', '`Fn::Join` joins a list', second.loc);
  const pieces: TextPiece[] = [];
  for (const [index, item] of list.items.entries()) {
    if (index > 0 && delimiter !== '') pieces.push({ kind: 'written', text: delimiter });
    const own = item.kind === 'unknown' && item.unknown.maybeList === true ? [{ kind: 'unknown', unknown: joinedUnknown(delimiter, item.unknown) } as const] : piecesOf(item, resolver.origins);
    if (own === undefined) return broken(call, resolver, 'template-structure', 'an item of `Fn::Join` is no text', item.loc);
    pieces.push(...own);
  }
  return textNode(pieces, call.loc, resolver.origins);
};

function joinedUnknown(delimiter: string, list: UnknownValue): UnknownValue {
  const plain = isPlain(list.shape) && !/[*?$]/.test(delimiter);
  return unknown(`Fn::Join('${delimiter}', ${list.name})`, list.reason, plain ? { kind: 'plain' } : { kind: 'anyText' });
}

function isPlain(shape: UnknownShape): boolean {
  return shape.kind === 'plain' || shape.kind === 'accountId' || shape.kind === 'region' || shape.kind === 'partition';
}

/** `[index, list]` */
export const select: Intrinsic = (call, resolver) => {
  const [first, second] = call.argument.kind === 'array' && call.argument.items.length === 2 ? call.argument.items : [];
  if (first === undefined || second === undefined) {
    return broken(call, resolver, 'template-structure', '`Fn::Select` takes a list of an index and a list');
  }
  const position = scalarText(resolver.resolve(first));
  const list = resolver.resolve(second);
  const index = position === undefined ? undefined : knownText(position);
  if (position === undefined || (index !== undefined && !/^\d+$/.test(index))) {
    return broken(call, resolver, 'template-structure', 'the index of `Fn::Select` is no number', first.loc);
  }
  const name = `Fn::Select(${index ?? displayText(position)}, ${nameOf(list)})`;
  if (list?.kind === 'unknown') return unknownNode(unknown(name, list.unknown.reason, list.unknown.shape), call.loc);
  if (list?.kind !== 'array') return broken(call, resolver, 'template-structure', '`Fn::Select` selects from a list', second.loc);
  if (index === undefined) return anyItem(name, list.items, call.loc);
  const items = list.items.slice(0, Number(index) + 1);
  const item = items[Number(index)];
  if (items.slice(0, Number(index) + 1).some((before) => before.kind === 'unknown' && before.unknown.maybeList === true)) {
    return anything(name, 'the list has a part that is not known', call.loc);
  }
  if (item === undefined) return broken(call, resolver, 'template-structure', `the list of \`Fn::Select\` has no item ${index}`);
  return item;
};

/** An item of which is not known which it is. */
function anyItem(name: string, items: readonly LocatedNode[], loc: Location): LocatedNode {
  const reason = 'the index is not known';
  const texts = items.flatMap((item) => {
    const text = scalarText(item);
    return (text === undefined ? undefined : knownText(text)) ?? [];
  });
  if (texts.length < items.length || texts.length === 0) return anything(name, reason, loc);
  return unknownNode(unknown(name, reason, { kind: 'oneOf', values: [...new Set(texts)] }), loc);
}

/** `[delimiter, text]` */
export const split: Intrinsic = (call, resolver) => {
  const [first, second] = call.argument.kind === 'array' && call.argument.items.length === 2 ? call.argument.items : [];
  if (first === undefined || second === undefined) {
    return broken(call, resolver, 'template-structure', '`Fn::Split` takes a list of a delimiter and a text');
  }
  const delimiter = knownText(scalarText(resolver.resolve(first)) ?? []);
  if (delimiter === undefined || delimiter === '') return broken(call, resolver, 'template-structure', 'the delimiter of `Fn::Split` is no text', first.loc);
  const source = resolver.resolve(second);
  const pieces = source === undefined ? undefined : piecesOf(source, resolver.origins);
  if (source === undefined || pieces === undefined) return broken(call, resolver, 'template-structure', '`Fn::Split` splits a text', second.loc);
  if (pieces.some((piece) => piece.kind === 'unknown' && mayContain(piece.unknown.shape, delimiter))) {
    const shape = source.kind === 'unknown' && isPlain(source.unknown.shape) ? source.unknown.shape : ({ kind: 'anyText' } as const);
    return unknownNode(unknown(`Fn::Split('${delimiter}', ${nameOf(source)})`, 'the text is not all known', shape.kind === 'anyText' ? shape : { kind: 'plain' }, true), call.loc);
  }
  const items: TextPiece[][] = [[]];
  for (const piece of pieces) {
    if (piece.kind === 'unknown') items.at(-1)?.push(piece);
    else {
      let offset = 0;
      for (const [index, text] of piece.text.split(delimiter).entries()) {
        if (index > 0) items.push([]);
        const origin = piece.origin === undefined ? {} : { origin: { scalar: piece.origin.scalar, offset: piece.origin.offset + offset } };
        if (text !== '') items.at(-1)?.push({ kind: 'written', text, ...origin });
        offset += text.length + delimiter.length;
      }
    }
  }
  return { kind: 'array', items: items.map((own) => textNode(own, call.loc, resolver.origins)), loc: call.loc };
};

/** Whether an unknown value may bring (a part of) a delimiter. */
function mayContain(shape: UnknownShape, delimiter: string): boolean {
  switch (shape.kind) {
    case 'accountId':
      return /\d/.test(delimiter);
    case 'region':
    case 'partition':
      return /[a-z0-9-]/.test(delimiter);
    case 'oneOf':
      return shape.values.some((value) => Array.from(delimiter).some((character) => value.includes(character)));
    case 'anyText':
    case 'matching':
    case 'plain':
      return true;
  }
}

/** For names of unknown values: what a value is, as far as it is known. */
export function nameOf(node: LocatedNode | undefined): string {
  if (node === undefined) return 'AWS::NoValue';
  if (node.kind === 'array') return `[${node.items.map(nameOf).join(', ')}]`;
  return node.kind === 'unknown' ? node.unknown.name : displayText(scalarText(node) ?? []);
}

/** The number of items of a list. */
export const length: Intrinsic = (call, resolver) => {
  const list = resolver.resolve(call.argument);
  if (list?.kind === 'array' && !list.items.some((item) => item.kind === 'unknown' && item.unknown.maybeList === true)) {
    return { kind: 'number', source: String(list.items.length), loc: call.loc };
  }
  if (list?.kind === 'array' || list?.kind === 'unknown') {
    return unknownNode(unknown(`Fn::Length(${nameOf(list)})`, 'the list is not all known', { kind: 'matching', pattern: '[0-9]+' }), call.loc);
  }
  return broken(call, resolver, 'template-structure', '`Fn::Length` takes a list');
};
