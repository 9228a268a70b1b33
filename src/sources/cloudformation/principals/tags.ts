import { member, type LocatedNode } from '../../../model/located.ts';
import { membersOf, plainText, type TemplateResource } from '../template.ts';

/**
 * The tags that a resource is given, where all of them are written out. Undefined for one without any,
 * too: the stack's own tags come to its resources as well.
 */
export function literalTags({ properties, bindings }: TemplateResource): Readonly<Record<string, string>> | undefined {
  // In a loop even plain texts have its variable in them.
  if (bindings !== undefined) return undefined;
  const entries = entriesOf(member(properties, 'Tags'));
  if (entries === undefined || entries.length === 0) return undefined;
  const tags = entries.flatMap(([key, value]) => (key === undefined || value === undefined ? [] : [[key, value] as const]));
  return tags.length === entries.length ? Object.fromEntries(tags) : undefined;
}

/** A list of keys and values, or in SAM's types an object. */
function entriesOf(node: LocatedNode | undefined): readonly (readonly [string | undefined, string | undefined])[] | undefined {
  if (node?.kind === 'array') return node.items.map((item) => [plainText(member(item, 'Key')), plainText(member(item, 'Value'))]);
  if (node?.kind === 'object') return membersOf(node).map(({ key, value }) => [key.startsWith('Fn::') || key === 'Ref' ? undefined : key, plainText(value)]);
  return undefined;
}
