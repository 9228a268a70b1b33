import type { LocatedNode } from '../../../model/located.ts';
import { member } from '../../../model/located.ts';
import type { Location } from '../../../model/location.ts';
import { displayText, knownText, type UnknownShape } from '../../../model/unknown-value.ts';
import { attributePieces, isGeneratedByAws, refPieces } from '../attributes.ts';
import { withBindings } from '../bindings.ts';
import { LOOPED, mayBeRoundOf } from '../for-each.ts';
import { isListType, isStored, listOf, unboundParameter } from '../parameters.ts';
import { PSEUDO_PARAMETERS } from '../pseudo-parameters.ts';
import { anything, broken, unknown, unknownNode, type Intrinsic, type Resolver } from '../resolver.ts';
import { plainText, type TemplateResource } from '../template.ts';
import { boundValue } from '../world.ts';
import { piecesOf, scalarText, textNode, type TextPiece } from '../../text/text-pieces.ts';
import { own } from '../../own.ts';

/** What a name stands for: a loop variable, a pseudo parameter, a parameter or a resource. */
export type Referent = { readonly kind: 'node'; readonly node: LocatedNode } | { readonly kind: 'none' } | { readonly kind: 'unknownName' };

export function refer(name: string, loc: Location, resolver: Resolver): Referent {
  const looped = resolver.loop.get(name);
  if (looped !== undefined) return { kind: 'node', node: { ...looped, loc } };
  if (name === 'AWS::NoValue') return { kind: 'none' };
  const declaration = resolver.template.parameters.get(name);
  const given = resolver.bound.get(name);
  const type = plainText(member(declaration, 'Type')) ?? 'String';
  if (given !== undefined && !isStored(type) && (declaration !== undefined || Object.hasOwn(PSEUDO_PARAMETERS, name))) {
    return { kind: 'node', node: givenNode(given, type, loc) };
  }
  const unbound = own(PSEUDO_PARAMETERS, name) ?? (declaration === undefined ? undefined : unboundParameter(name, declaration));
  if (unbound !== undefined) {
    const value = unbound.maybeList === true ? unbound : boundValue(resolver.world.bounds(unbound));
    return { kind: 'node', node: typeof value === 'string' ? { kind: 'string', text: [value], loc } : unknownNode(value, loc) };
  }
  const resource = resolver.template.resources.get(name);
  if (resource === undefined) return madeBySam(name, loc, resolver) ?? madeByLoop(name, loc, resolver) ?? { kind: 'unknownName' };
  return { kind: 'node', node: textNode(refPieces(resource, withBindings(resource, resolver)), loc, resolver.origins) };
}

/**
 * What SAM makes of a resource goes by the resource's logical ID and a word behind a dot, as `Function.Alias`.
 *
 * Source: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources.html
 */
function madeBySam(name: string, loc: Location, resolver: Resolver): Referent | undefined {
  const owner = resolver.template.resources.get(name.slice(0, Math.max(0, name.indexOf('.'))));
  if (owner?.type.startsWith('AWS::Serverless::') !== true) return undefined;
  return { kind: 'node', node: unknownNode(unknown(name, 'identifier that AWS gives when the template is deployed', { kind: 'plain' }), loc) };
}

/** One of the resources that a loop over unknown items makes: which, and with what properties, is not known. */
function madeByLoop(name: string, loc: Location, resolver: Resolver): Referent | undefined {
  const resource = roundOf(name, resolver);
  return resource === undefined ? undefined : { kind: 'node', node: unknownNode(unknown(name, LOOPED, loopedShape(resource)), loc) };
}

function roundOf(name: string, resolver: Resolver): TemplateResource | undefined {
  return [...resolver.template.resources.values()].find(({ logicalId, bindings }) => bindings !== undefined && mayBeRoundOf(name, logicalId));
}

function loopedShape({ type }: TemplateResource): UnknownShape {
  return isGeneratedByAws(type) ? { kind: 'plain' } : { kind: 'anyText' };
}

function givenNode(value: string | readonly string[], type: string, loc: Location): LocatedNode {
  if (typeof value === 'string' && !isListType(type)) return { kind: 'string', text: [value], loc };
  return { kind: 'array', items: listOf(value, type).map((item) => ({ kind: 'string', text: [item], loc })), loc };
}

/**
 * The language extensions let a function tell the name; one that isn't all known goes by what it shows, as
 * the logical IDs that a loop makes do.
 *
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-ref.html
 */
export const ref: Intrinsic = (call, resolver) => {
  const text = scalarText(call.argument.kind === 'string' ? call.argument : resolver.resolve(call.argument));
  if (text === undefined) return broken(call, resolver, 'template-structure', '`Ref` takes the name of a parameter or resource');
  const name = displayText(text);
  const referent = refer(name, call.loc, resolver);
  if (referent.kind === 'node') return referent.node;
  if (referent.kind === 'none') return undefined;
  if (knownText(text) === undefined) return anything(`Ref at ${call.loc.pointer}`, 'the name that it takes is not known', call.loc);
  return broken(call, resolver, 'unresolved-reference', `the template has no parameter or resource \`${name}\``);
};

/** `[logical ID, attribute]`, or both in one text with a dot between them. */
export const getAtt: Intrinsic = (call, resolver) => {
  const parts = attributePath(call.argument, resolver);
  if (parts === undefined) {
    return broken(call, resolver, 'template-structure', '`Fn::GetAtt` takes a logical ID and an attribute');
  }
  const { logicalId, attribute, known } = parts;
  const pieces = attributeOf(logicalId, attribute, resolver);
  if (pieces === undefined && !known) return anything(`Fn::GetAtt at ${call.loc.pointer}`, 'the names that it takes are not known', call.loc);
  if (pieces === undefined) return broken(call, resolver, 'unresolved-reference', `the template has no resource \`${logicalId}\``);
  return keepList(pieces, call.loc, resolver);
};

export function attributeOf(logicalId: string, attribute: string, resolver: Resolver): readonly TextPiece[] | undefined {
  const resource = resolver.template.resources.get(logicalId);
  if (resource !== undefined) return attributePieces(resource, attribute, withBindings(resource, resolver));
  const round = roundOf(logicalId, resolver);
  return round === undefined ? undefined : [{ kind: 'unknown', unknown: unknown(`${logicalId}.${attribute}`, LOOPED, loopedShape(round)) }];
}

/** An attribute that stands alone may be a list; inside a text it can't. */
function keepList(pieces: readonly TextPiece[], loc: Location, resolver: Resolver): LocatedNode {
  const [only] = pieces;
  if (pieces.length === 1 && only?.kind === 'unknown') return unknownNode(only.unknown, loc);
  return textNode(pieces, loc, resolver.origins);
}

interface AttributePath {
  readonly logicalId: string;
  readonly attribute: string;
  readonly known: boolean;
}

function attributePath(argument: LocatedNode, resolver: Resolver): AttributePath | undefined {
  if (argument.kind === 'array') {
    const texts = argument.items.map((item) => scalarText(resolver.resolve(item)));
    const [first, ...rest] = texts.map((text) => (text === undefined ? undefined : displayText(text)));
    if (first === undefined || rest.length === 0 || rest.includes(undefined)) return undefined;
    return { logicalId: first, attribute: rest.join('.'), known: texts.every((text) => text !== undefined && knownText(text) !== undefined) };
  }
  const parts = scalarText(argument);
  const text = parts === undefined ? undefined : displayText(parts);
  const dot = text?.indexOf('.') ?? -1;
  if (parts === undefined || text === undefined || dot <= 0 || dot === text.length - 1) return undefined;
  return { logicalId: text.slice(0, dot), attribute: text.slice(dot + 1), known: knownText(parts) !== undefined };
}

/** The pieces of what a name stands for inside a text; undefined if there is no such name. */
export function referencePieces(name: string, loc: Location, resolver: Resolver): readonly TextPiece[] | undefined {
  const referent = refer(name, loc, resolver);
  if (referent.kind === 'none') return [];
  if (referent.kind === 'node') return piecesOf(referent.node, resolver.origins) ?? joined(referent.node, resolver);
  const dot = name.indexOf('.');
  return dot === -1 ? undefined : attributeOf(name.slice(0, dot), name.slice(dot + 1), resolver);
}

/** A list in the place of a text: its items with commas. */
function joined(node: LocatedNode, resolver: Resolver): readonly TextPiece[] | undefined {
  if (node.kind !== 'array') return undefined;
  return node.items.flatMap((item, index) => {
    const pieces = piecesOf(item, resolver.origins) ?? [];
    return index === 0 ? pieces : [{ kind: 'written', text: ',' } as const, ...pieces];
  });
}
