import type { LocatedNode } from '../../model/located.ts';

/** The items of a list; none of anything else. */
export function itemsOf(node: LocatedNode | undefined): readonly LocatedNode[] {
  return node?.kind === 'array' ? node.items : [];
}
