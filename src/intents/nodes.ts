import type { LocatedArray, LocatedNode, LocatedObject, LocatedString } from '../model/located.ts';
import type { Location } from '../model/location.ts';
import type { TemplateText } from '../model/unknown-value.ts';

/**
 * Policies that shorthands stand for are written as located trees and read by the policy parser like any
 * other; each part of them stands where the shorthand does.
 */
export function textNode(text: string | TemplateText, loc: Location): LocatedString {
  return { kind: 'string', text: typeof text === 'string' ? [text] : text, loc };
}

export function listNode(items: readonly LocatedNode[], loc: Location): LocatedArray {
  return { kind: 'array', items, loc };
}

export function textsNode(texts: readonly (string | TemplateText)[], loc: Location): LocatedArray {
  return listNode(
    texts.map((text) => textNode(text, loc)),
    loc,
  );
}

export function objectNode(members: Readonly<Record<string, LocatedNode | undefined>>, loc: Location): LocatedObject {
  return {
    kind: 'object',
    members: Object.entries(members).flatMap(([key, value]) => (value === undefined ? [] : [{ key, keyLoc: value.loc, value }])),
    loc,
  };
}

/** The texts of one string or a list of them, each with its place. */
export function stringsOf(node: LocatedNode | undefined): readonly LocatedString[] {
  if (node?.kind === 'string') return [node];
  return node?.kind === 'array' ? node.items.filter((item) => item.kind === 'string') : [];
}

/** A list's items, or the only one. */
export function itemsOf(node: LocatedNode | undefined): readonly LocatedNode[] {
  if (node === undefined) return [];
  return node.kind === 'array' ? node.items : [node];
}
