import type { LocatedNode } from '../../model/located.ts';

/**
 * The number of characters of a document as AWS counts them, without the whitespace between its parts.
 * What a template leaves open counts as nothing: the document is at least this long.
 */
export function jsonSize(node: LocatedNode): number {
  switch (node.kind) {
    case 'object': {
      const members = node.members.map((member) => quoted(member.key) + 1 + jsonSize(member.value));
      return listed(members);
    }
    case 'array':
      return listed(node.items.map(jsonSize));
    case 'string':
      return 2 + node.text.reduce((sum, part) => sum + (typeof part === 'string' ? quoted(part) - 2 : 0), 0);
    case 'number':
      return node.source.length;
    case 'boolean':
    case 'null':
      return node.kind === 'boolean' && !node.value ? 5 : 4;
    case 'unknown':
      return 0;
  }
}

function quoted(text: string): number {
  // Nearly no text of a policy has anything to escape.
  return /^[ !#-[\]-~]*$/.test(text) ? text.length + 2 : JSON.stringify(text).length;
}

/** Two brackets, and a comma between every two. */
function listed(sizes: readonly number[]): number {
  return 2 + Math.max(0, sizes.length - 1) + sizes.reduce((sum, size) => sum + size, 0);
}
