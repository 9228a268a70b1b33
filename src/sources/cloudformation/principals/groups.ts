import type { Location } from '../../../model/location.ts';
import type { PolicyAttachment } from '../../../model/policy-source.ts';
import type { TemplateText } from '../../../model/unknown-value.ts';
import { joinPieces } from '../../text/text-pieces.ts';
import { arnPieces, physicalName } from '../attributes.ts';
import type { Resolver } from '../resolver.ts';
import { resourcesOf, type TemplateResource } from '../template.ts';
import { existence } from '../existence.ts';
import { type TemplateReading } from '../template-policies.ts';
import { attachedByName, holderOf, mayName, type Attachments, type Holder } from './attachments.ts';
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
  const own = (user === undefined ? [] : textsOf(user, 'Groups', resolver)).map((value): Membership => ({ ...value, isCertain: true }));
  for (const { text, node, isCertain } of [...own, ...additions(holder, reading, resolver)]) {
    const group = groupNamed(text, reading, resolver);
    if (group === undefined || !isCertain || existence(group, withBindings(group, resolver)) === undefined) {
      attachments.push({ ...unseenPolicy('group', displayName(text), node.loc), ...(group === undefined && isCertain ? { group: text } : {}) });
      partial.push(group === undefined ? groupNotHere(displayName(text)) : `whether it is in the group \`${group.logicalId}\` depends on conditions that are not looked at`);
      continue;
    }
    const bound = withBindings(group, resolver);
    groups.push(joinPieces(arnPieces(group, bound) ?? []));
    const found = policiesOfGroup(group, node.loc, reading, bound);
    attachments.push(...found.attachments);
    partial.push(...found.partial);
  }
  partial.push(...mayJoin(holder, reading, resolver));
  return { attachments, partial, groups };
}

/** The template's group of this name; under conditions without it, the name is that of another one. */
function groupNamed(text: TemplateText, reading: TemplateReading, resolver: Resolver): TemplateResource | undefined {
  return principalsNamed(text, 'group', reading).find((candidate) => {
    const own = withBindings(candidate, resolver);
    return sameValue(text, physicalName(candidate, own)) && existence(candidate, own) !== false;
  });
}

export function groupNotHere(name: string): string {
  return `the policies of the group \`${name}\` are not in this file`;
}

function policiesOfGroup(group: TemplateResource, loc: Location, reading: TemplateReading, resolver: Resolver): Attachments {
  const holder = holderOf(group, 'group', resolver);
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

/** Why a user may be in more groups: names that are not known may be its own. */
function mayJoin(holder: Holder, reading: TemplateReading, resolver: Resolver): readonly string[] {
  return joinings(reading).flatMap(({ resource, property }) => {
    const own = withBindings(resource, resolver);
    if (existence(resource, own) === false || !mayName(resource, property, holder, reading, own)) return [];
    return [`\`${resource.logicalId}\` may put it into a group: \`${property}\` has a value that is not known`];
  });
}

/** The name of a group that a user is in. */
interface Membership extends LocatedValue {
  readonly isCertain: boolean;
}

function additions(holder: Holder, reading: TemplateReading, resolver: Resolver): readonly Membership[] {
  return joinings(reading).flatMap(({ resource, property }) => {
    const own = withBindings(resource, resolver);
    if (!textsOf(resource, property, own).some(({ text }) => sameValue(text, holder.name))) return [];
    const exists = existence(resource, own);
    return exists === false ? [] : textsOf(resource, 'GroupName', own).map((value): Membership => ({ ...value, isCertain: exists === true }));
  });
}
