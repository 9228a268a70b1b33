import type { LocatedNode } from './located.ts';
import { displayText } from './unknown-value.ts';

/**
 * A located tree as the plain value that a JSON Schema is checked against. A number that would lose
 * digits stays text: an account ID may begin with a zero.
 */
export function plainValue(node: LocatedNode): unknown {
  switch (node.kind) {
    case 'object':
      return Object.fromEntries(node.members.map((member) => [member.key, plainValue(member.value)]));
    case 'array':
      return node.items.map(plainValue);
    case 'string':
      return displayText(node.text);
    case 'number':
      return String(Number(node.source)) === node.source ? Number(node.source) : node.source;
    case 'boolean':
      return node.value;
    case 'null':
      return null;
    case 'unknown':
      return `\${${node.unknown.name}}`;
  }
}
