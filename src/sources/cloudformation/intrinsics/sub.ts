import type { LocatedString } from '../../../model/located.ts';
import { unknown, broken, type Call, type Intrinsic, type Resolver } from '../resolver.ts';
import { membersOf } from '../template.ts';
import { piecesOf, textNode, type TextPiece } from '../../text/text-pieces.ts';
import { referencePieces } from './reference.ts';

/**
 * A text with `${Name}`, `${Name.Attribute}` and `${!Literal}`, alone or with a map of its own names.
 *
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-sub.html
 */
export const sub: Intrinsic = (call, resolver) => {
  const { argument } = call;
  const [template, map] = argument.kind === 'array' ? argument.items : [argument];
  if (argument.kind === 'array' && (argument.items.length !== 2 || map?.kind !== 'object')) {
    return broken(call, resolver, 'template-structure', '`Fn::Sub` takes a text, or a list of a text and an object of names');
  }
  // The language extensions let functions stand where the text does.
  const text = template === undefined ? undefined : template.kind === 'string' ? template : resolver.resolve(template);
  if (text?.kind === 'unknown') return text;
  if (text?.kind !== 'string') return broken(call, resolver, 'template-structure', '`Fn::Sub` takes a text');
  const own = new Map<string, readonly TextPiece[]>();
  for (const { key, value } of membersOf(map)) {
    const resolved = resolver.resolve(value);
    const pieces = resolved === undefined ? [] : piecesOf(resolved, resolver.origins);
    if (pieces === undefined) return broken(call, resolver, 'template-structure', `the value of \`${key}\` in \`Fn::Sub\` is no text`, value.loc);
    own.set(key, pieces);
  }
  return textNode(substitute(text, own, call, resolver), call.loc, resolver.origins);
};

function substitute(text: LocatedString, own: ReadonlyMap<string, readonly TextPiece[]>, call: Call, resolver: Resolver): readonly TextPiece[] {
  return wholeNames(piecesOf(text, resolver.origins) ?? []).flatMap((piece): readonly TextPiece[] => {
    if (piece.kind === 'unknown') return [piece];
    const pieces: TextPiece[] = [];
    let at = 0;
    const literal = (from: number, to: number): void => {
      if (to <= from) return;
      const part = piece.text.slice(from, to);
      pieces.push({
        kind: 'written',
        text: part,
        ...(piece.origin === undefined ? {} : { origin: { scalar: piece.origin.scalar, offset: piece.origin.offset + from } }),
      });
    };
    for (const match of piece.text.matchAll(/\$\{([^{}]*)\}/g)) {
      const [whole, inner = ''] = match;
      literal(at, match.index);
      at = match.index + whole.length;
      if (inner.startsWith('!')) {
        // `${!aws:username}` is the text `${aws:username}`.
        literal(match.index, match.index + 2);
        literal(match.index + 3, at);
      } else pieces.push(...substitution(inner.trim(), own, call, resolver));
    }
    literal(at, piece.text.length);
    if (/\$\{[^}]*$/.test(piece.text.slice(at))) resolver.report('template-structure', 'a `${` in `Fn::Sub` has no `}`', call.argument.loc);
    return pieces;
  });
}

/** A loop may have put its item inside of a name, as in `${Bucket${Item}.Arn}`: such pieces are read as one. */
function wholeNames(pieces: readonly TextPiece[]): readonly TextPiece[] {
  const whole: TextPiece[] = [];
  for (const piece of pieces) {
    const before = whole.at(-1);
    if (before?.kind === 'written' && piece.kind === 'written' && /\$\{[^}]*$/.test(before.text)) whole[whole.length - 1] = { kind: 'written', text: before.text + piece.text };
    else whole.push(piece);
  }
  return whole;
}

function substitution(name: string, own: ReadonlyMap<string, readonly TextPiece[]>, call: Call, resolver: Resolver): readonly TextPiece[] {
  const found = own.get(name) ?? referencePieces(name, call.loc, resolver);
  if (found !== undefined) return found;
  const message = missing(name);
  resolver.report('unresolved-reference', message, call.argument.loc);
  return [{ kind: 'unknown', unknown: unknown(name === '' ? `Fn::Sub at ${call.loc.pointer}` : name, message, { kind: 'anyText' }) }];
}

function missing(name: string): string {
  if (name.includes(':') && !name.startsWith('AWS::')) {
    return `the template has no parameter or resource \`${name}\`: a policy variable is written \`\${!${name}}\` in \`Fn::Sub\``;
  }
  return `the template has no parameter or resource \`${name}\``;
}

