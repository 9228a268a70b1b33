import type { LocatedNode } from '../model/located.ts';
import type { TemplateText } from '../model/unknown-value.ts';

/** Whether two trees say the same, wherever they are written. */
export function sameNode(a: LocatedNode, b: LocatedNode): boolean {
  if (a === b) return true;
  switch (a.kind) {
    case 'object':
      return (
        b.kind === 'object' &&
        a.members.length === b.members.length &&
        a.members.every((member, index) => {
          const other = b.members[index];
          return other?.key === member.key && sameNode(member.value, other.value);
        })
      );
    case 'array':
      return (
        b.kind === 'array' &&
        a.items.length === b.items.length &&
        a.items.every((item, index) => {
          const other = b.items[index];
          return other !== undefined && sameNode(item, other);
        })
      );
    case 'string':
      return b.kind === 'string' && sameText(a.text, b.text);
    case 'number':
      return b.kind === 'number' && a.source === b.source;
    case 'boolean':
      return b.kind === 'boolean' && a.value === b.value;
    case 'null':
      return b.kind === 'null';
    case 'unknown':
      return b.kind === 'unknown' && sameText([a.unknown], [b.unknown]);
  }
}

/** Unknown values are the same if they have the same name and are known to be the same. */
export function sameText(a: TemplateText, b: TemplateText): boolean {
  return (
    a.length === b.length &&
    a.every((part, index) => {
      const other = b[index];
      if (typeof part === 'string' || typeof other === 'string' || other === undefined) return part === other;
      return part.name === other.name && part.maybeList === other.maybeList && JSON.stringify(part.shape) === JSON.stringify(other.shape);
    })
  );
}

/** The same for texts whose parts have the same names: what a text is looked up by. */
export function textKey(text: TemplateText): string {
  return JSON.stringify(text.map((part) => (typeof part === 'string' ? part : [part.name])));
}
