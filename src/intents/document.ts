import type { IntentsFile } from '../model/generated/intents.generated.ts';
import { lineIndex, rangeOf, type LineIndex } from '../model/line-index.ts';
import type { Place } from '../model/intent-result.ts';
import type { LocatedNode } from '../model/located.ts';
import type { Location } from '../model/location.ts';

/** An intents file that was read and is well formed. */
export interface ParsedIntents {
  readonly path: string;
  readonly text: string;
  readonly file: IntentsFile;
  /** The same as a tree: where each part of `file` is written. */
  readonly root: LocatedNode;
}

/** The part of the file that a JSON Pointer names. */
export function nodeAt(root: LocatedNode, pointer: string): LocatedNode | undefined {
  let node: LocatedNode | undefined = root;
  for (const token of pointer.split('/').slice(1)) {
    const name = token.replaceAll('~1', '/').replaceAll('~0', '~');
    if (node?.kind === 'array') node = node.items[Number(name)];
    else if (node?.kind === 'object') node = node.members.find((member) => member.key === name)?.value;
    else return undefined;
  }
  return node;
}

/** Where a pointer's node is written; the whole file for one that is not there. */
export function locationAt(root: LocatedNode, pointer: string): Location {
  return nodeAt(root, pointer)?.loc ?? root.loc;
}

/** Turns locations of one file into places that reports show. */
export type Placer = (loc: Location) => Place;

export function placer(path: string, text: string): Placer {
  let index: LineIndex | undefined;
  return (loc) => {
    index ??= lineIndex(text);
    return { path, ...rangeOf(index, loc), pointer: loc.pointer };
  };
}
