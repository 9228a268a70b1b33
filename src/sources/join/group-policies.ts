import type { PolicyAttachment, SourceFile, SourcePrincipal } from '../../model/policy-source.ts';
import { groupNotHere } from '../cloudformation/principals/groups.ts';
import { isOutside } from '../cloudformation/principals/outside.ts';
import type { RunNames } from './run-names.ts';
import { seenPolicy } from './seen-policy.ts';

/** A form of a group, and the file that makes it. */
interface Group {
  readonly file: SourceFile;
  readonly principal: SourcePrincipal;
}

/** The files of a run, with the policies of groups that one template puts users into and another one makes. */
export function withGroupPolicies(files: readonly SourceFile[], names: RunNames): readonly SourceFile[] {
  if (!files.some(({ principals }) => principals.some(({ attachments }) => attachments.some(({ group }) => group !== undefined)))) return files;
  const groups = new Map<string, Group[]>();
  for (const file of files) {
    for (const principal of file.principals) {
      if (principal.kind !== 'group' || principal.madeIn !== undefined || isOutside(principal)) continue;
      for (const key of names.givenKeys(principal.name, file)) groups.set(key, [...(groups.get(key) ?? []), { file, principal }]);
    }
  }
  return files.map((file) => {
    const principals = file.principals.map((principal) => withGroups(principal, file, groups, names));
    return principals.every((principal, index) => principal === file.principals[index]) ? file : { ...file, principals };
  });
}

function withGroups(principal: SourcePrincipal, file: SourceFile, groups: ReadonlyMap<string, readonly Group[]>, names: RunNames): SourcePrincipal {
  const partial = new Set(principal.partial);
  const attachments = principal.attachments.flatMap((attachment): readonly PolicyAttachment[] => {
    const { group: name, unseen } = attachment;
    if (name === undefined || unseen === undefined) return [attachment];
    const found = [...new Set(names.keys(name, file).flatMap((key) => groups.get(key) ?? []))];
    const [only, ...others] = found;
    if (only === undefined) return [attachment];
    const isSure = others.length === 0 && (only.principal.when ?? []).length === 0;
    partial.delete(groupNotHere(unseen.name));
    for (const reason of isSure ? only.principal.partial : [`the group \`${unseen.name}\` may be that of ${[...new Set(found.map((each) => each.file.path))].join(' or ')}`]) partial.add(reason);
    return isSure ? only.principal.attachments.map((each) => inherited(each, attachment, only.file, file, names)) : [attachment];
  });
  return attachments.every((attachment, index) => attachment === principal.attachments[index]) && partial.size === principal.partial.length && [...partial].every((reason) => principal.partial.includes(reason))
    ? principal
    : { ...principal, attachments, partial: [...partial] };
}

function inherited({ source, ...held }: PolicyAttachment, { loc }: PolicyAttachment, from: SourceFile, by: SourceFile, names: RunNames): PolicyAttachment {
  return { ...held, kind: 'group', ...(source === undefined ? {} : { imported: seenPolicy(source, from, by, names) }), loc };
}
