import type { Location } from '../../../model/location.ts';
import type { PolicyAttachment } from '../../../model/policy-source.ts';
import type { TemplateText } from '../../../model/unknown-value.ts';
import { joinPieces } from '../../text/text-pieces.ts';
import { arnPieces, physicalName } from '../attributes.ts';
import type { Resolver } from '../resolver.ts';
import { resourcesOf, type TemplateResource } from '../template.ts';
import { existence } from '../existence.ts';
import { type TemplateReading } from '../template-policies.ts';
import { attachedByName, type Attachments, type Holder } from './attachments.ts';
import { withBindings } from '../bindings.ts';
import { unseenPolicy } from './managed-policy.ts';
import { principalsNamed, type Attaching } from './name-index.ts';
import { ownPolicies } from './own-policies.ts';
import { displayName, sameValue, textsOf, type LocatedValue } from './values.ts';

export interface GroupMemberships extends Attachments {
  /** The ARNs of the groups that are in the template. */
  readonly groups: readonly TemplateText[];
}

/** The policies that a user has from the groups it is in, or that it is put into, if the template doesn't make it. */
export function groupPolicies(user: TemplateResource | undefined, holder: Holder, reading: TemplateReading, resolver: Resolver): GroupMemberships {
  const groups: TemplateText[] = [];
  const attachments: PolicyAttachment[] = [];
  const partial: string[] = [];
  for (const { text, node } of [...(user === undefined ? [] : textsOf(user, 'Groups', resolver)), ...additions(holder, reading, resolver)]) {
    const group = principalsNamed(text, 'group', reading).find((candidate) =>
      sameValue(text, physicalName(candidate, withBindings(candidate, resolver))),
    );
    if (group === undefined) {
      attachments.push({ ...unseenPolicy('group', displayName(text), node.loc), group: text });
      partial.push(groupNotHere(displayName(text)));
      continue;
    }
    const own = withBindings(group, resolver);
    if (existence(group, own) === false) continue;
    groups.push(joinPieces(arnPieces(group, own) ?? []));
    const found = policiesOfGroup(group, node.loc, reading, own);
    attachments.push(...found.attachments);
    partial.push(...found.partial);
  }
  return { attachments, partial, groups };
}

export function groupNotHere(name: string): string {
  return `the policies of the group \`${name}\` are not in this file`;
}

function policiesOfGroup(group: TemplateResource, loc: Location, reading: TemplateReading, resolver: Resolver): Attachments {
  const holder: Holder = { kind: 'group', name: physicalName(group, resolver), generated: false };
  const own = ownPolicies(group, 'ManagedPolicyArns', reading, resolver);
  const named = attachedByName(holder, reading, resolver);
  return {
    attachments: [...own, ...named.attachments].map((attachment): PolicyAttachment => ({ ...attachment, kind: 'group', loc })),
    partial: named.partial,
  };
}

/** The resources that put users into groups, and the property that lists the users. */
export function joinings(reading: TemplateReading): readonly Attaching[] {
  return resourcesOf(reading.context.template, 'AWS::IAM::UserToGroupAddition').map((resource) => ({ resource, property: 'Users' }));
}

function additions(holder: Holder, reading: TemplateReading, resolver: Resolver): readonly LocatedValue[] {
  return joinings(reading).flatMap(({ resource, property }) => {
    const own = withBindings(resource, resolver);
    if (!textsOf(resource, property, own).some(({ text }) => sameValue(text, holder.name))) return [];
    return existence(resource, own) === false ? [] : textsOf(resource, 'GroupName', own);
  });
}
