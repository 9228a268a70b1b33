import type { LocatedArray, LocatedNode, LocatedObject, LocatedString } from '../model/located.ts';
import { childPointer, type Location } from '../model/location.ts';

/** Nodes for what a template means without writing it, at the place that means it. */

export function text(value: string, loc: Location): LocatedString {
  return { kind: 'string', text: [value], loc };
}

export function list(items: readonly LocatedNode[], loc: Location): LocatedArray {
  return { kind: 'array', items, loc };
}

/** An object; members that are undefined are left out. */
export function object(members: Readonly<Record<string, LocatedNode | undefined>>, loc: Location): LocatedObject {
  return {
    kind: 'object',
    members: Object.entries(members).flatMap(([key, value]) =>
      value === undefined ? [] : [{ key, keyLoc: { ...loc, pointer: childPointer(loc.pointer, key) }, value }],
    ),
    loc,
  };
}

/** A call of a function. */
export function call(name: string, argument: LocatedNode, loc: Location): LocatedObject {
  return object({ [name]: argument }, loc);
}
