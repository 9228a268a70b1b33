import type { LocatedNode } from './located.ts';
import type { Location } from './location.ts';

/** The part of a tree that a JSON Pointer names. */
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
