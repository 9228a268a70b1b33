import type { LocatedNode } from '../../../model/located.ts';
import type { TextPiece } from '../../text/text-pieces.ts';

/** JSON text of a resolved value, unknown values as holes. */
export function jsonPieces(node: LocatedNode): readonly TextPiece[] {
  switch (node.kind) {
    case 'null':
      return [written('null')];
    case 'boolean':
      return [written(String(node.value))];
    case 'number':
      return [written(node.source)];
    case 'unknown':
      return [{ kind: 'unknown', unknown: node.unknown }];
    case 'string':
      return [
        written('"'),
        ...node.text.map((part): TextPiece => (typeof part === 'string' ? written(JSON.stringify(part).slice(1, -1)) : { kind: 'unknown', unknown: part })),
        written('"'),
      ];
    case 'array':
      return [written('['), ...separated(node.items.map(jsonPieces)), written(']')];
    case 'object':
      return [
        written('{'),
        ...separated(node.members.map(({ key, value }) => [written(`${JSON.stringify(key)}:`), ...jsonPieces(value)])),
        written('}'),
      ];
  }
}

function separated(items: readonly (readonly TextPiece[])[]): readonly TextPiece[] {
  return items.flatMap((item, index) => (index === 0 ? item : [written(','), ...item]));
}

function written(text: string): TextPiece {
  return { kind: 'written', text };
}
