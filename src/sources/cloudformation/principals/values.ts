import { describeKind, member, type LocatedNode } from '../../../model/located.ts';
import { displayText, type TemplateText } from '../../../model/unknown-value.ts';
import type { Resolver } from '../resolver.ts';
import type { TemplateResource } from '../template.ts';
import { scalarText } from '../../text/text-pieces.ts';

/** A text of a list, and where it stands. */
export interface LocatedValue {
  readonly text: TemplateText;
  readonly node: LocatedNode;
}

/** A property as a list of texts, whether it is a list or one text. */
export function textsOf(resource: TemplateResource, property: string, resolver: Resolver): readonly LocatedValue[] {
  const node = member(resource.properties, property);
  const resolved = node === undefined ? undefined : resolver.resolve(node);
  const items = resolved?.kind === 'array' ? resolved.items : resolved === undefined ? [] : [resolved];
  return items.flatMap((item) => {
    const text = scalarText(item);
    if (text !== undefined) return [{ text, node: item }];
    resolver.report('template-structure', `expected a text in \`${property}\`, found ${describeKind(item)}`, item.loc);
    return [];
  });
}

/** Whether two texts are the same value: unknown values are by their names. */
export function sameValue(a: TemplateText, b: TemplateText): boolean {
  return (
    a.length === b.length &&
    a.every((part, index) => {
      const other = b[index];
      if (typeof part === 'string' || typeof other === 'string' || other === undefined) return part === other;
      return part.name === other.name;
    })
  );
}

export function isKnown(text: TemplateText): boolean {
  return text.every((part) => typeof part === 'string');
}

/** Whether it is a name that AWS makes up. */
export function isMadeUp(text: TemplateText): boolean {
  return text.every((part) => typeof part !== 'string' && part.reason.startsWith('name that AWS gives'));
}

/** A value that is nothing but unknown goes by its name. */
export function displayName(text: TemplateText): string {
  const [only] = text;
  return text.length === 1 && typeof only === 'object' ? only.name : displayText(text);
}
