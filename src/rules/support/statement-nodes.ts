import type { TextEdit } from '../../model/finding.ts';
import { member, type LocatedMember, type LocatedNode, type LocatedObject } from '../../model/located.ts';
import type { Location } from '../../model/location.ts';
import { removeMembers } from './list-edit.ts';

/** The objects of all statements of a document, as far as it has them written out. */
export function statementNodes(document: LocatedNode): readonly LocatedObject[] {
  const statements = member(document, 'Statement');
  return (statements?.kind === 'array' ? statements.items : [statements]).flatMap((node) => (node?.kind === 'object' ? [node] : []));
}

/** Which of some objects has the member whose key, or else whose value, stands there. */
export function memberAt(objects: readonly LocatedObject[], { span }: Location): { readonly object: LocatedObject; readonly member: LocatedMember } | undefined {
  if (span === undefined) return undefined;
  for (const object of objects) {
    const found = object.members.find(({ keyLoc, value }) => [keyLoc, value.loc].some((loc) => loc.span?.start === span.start && loc.span.end === span.end));
    if (found !== undefined) return { object, member: found };
  }
  return undefined;
}

/** Takes the one member of a name out of an object. */
export function removeElement(text: string, object: LocatedObject, name: string): readonly TextEdit[] | undefined {
  const [found, ...others] = object.members.filter(({ key }) => key === name);
  return found === undefined || others.length > 0 ? undefined : removeMember(text, object, found);
}

export function removeMember(text: string, object: LocatedObject, gone: LocatedMember): readonly TextEdit[] | undefined {
  const index = object.members.findIndex(({ keyLoc }) => keyLoc === gone.keyLoc);
  return index === -1 ? undefined : removeMembers(text, object, new Set([index]));
}
