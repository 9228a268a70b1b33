import type { LocatedMember, LocatedNode, LocatedObject } from '../../model/located.ts';
import type { Location } from '../../model/location.ts';
import { parseJsonAt, type KeepRecord } from '../../model/parse/json-text.ts';

/**
 * Makes objects whose members are read again whenever they are asked for: of all that it made, only the members that
 * were asked for last are in memory. The objects themselves stay the same.
 *
 * @param again reads what the object was read from; it must not keep the object itself
 */
export type ReadLater = (object: LocatedObject, again: (loc: Location) => LocatedNode | undefined) => LocatedObject;

export function readLater(): ReadLater {
  let last: LocatedObject | undefined;
  let known: readonly LocatedMember[] = [];
  return ({ loc }, again) => {
    const object: LocatedObject = {
      kind: 'object',
      loc,
      get members() {
        if (last !== object) {
          const found = again(loc);
          if (found?.kind !== 'object') throw new Error(`what was read at \`${loc.pointer}\` is there no longer`);
          known = found.members;
          last = object;
        }
        return known;
      },
    };
    return object;
  };
}

const DOCUMENTS: ReadonlySet<string> = new Set(['PolicyDocument', 'AssumeRolePolicyDocument', 'Document']);

/** The policy documents of a record are read later: they are most of an account, and one is looked at at a time. */
export function documentsLater(text: string): KeepRecord {
  const later = readLater();
  const again = (loc: Location): LocatedNode | undefined => parseJsonAt(text, loc);
  const without = (node: LocatedNode): LocatedNode => {
    if (node.kind === 'array') return { ...node, items: node.items.map(without) };
    if (node.kind !== 'object') return node;
    const members = node.members.map((entry) => {
      const { key, value } = entry;
      return { ...entry, value: DOCUMENTS.has(key) && value.kind === 'object' ? later(value, again) : without(value) };
    });
    return { ...node, members };
  };
  return without;
}
