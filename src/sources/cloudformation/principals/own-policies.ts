import { member } from '../../../model/located.ts';
import type { PolicyAttachment } from '../../../model/policy-source.ts';
import { scalarText } from '../../text/text-pieces.ts';
import { placesOf } from '../find-places.ts';
import type { Resolver } from '../resolver.ts';
import type { TemplateResource } from '../template.ts';
import { policiesAt, type TemplateReading } from '../template-policies.ts';
import { managedPolicy, unseenPolicy } from './managed-policy.ts';
import { displayName, textsOf } from './values.ts';

/** The policies that a principal's own resource gives it: inline ones and managed ones by their ARN. */
export function ownPolicies(resource: TemplateResource, managed: string, reading: TemplateReading, resolver: Resolver): readonly PolicyAttachment[] {
  const inline = placesOf(resource.type)
    .filter(({ kind }) => kind === 'identity')
    .flatMap((place) => policiesAt(place, resource, reading, resolver))
    .map((source): PolicyAttachment => ({ kind: 'inline', source, loc: source.loc }));
  const byArn = textsOf(resource, managed, resolver).map(({ text, node }) => managedPolicy(text, 'customerManaged', node.loc, reading, resolver));
  return [...inline, ...byArn, ...customerReferences(resource, resolver)];
}

/** A permission set names policies that have to exist in every account that it is assigned to. */
function customerReferences(resource: TemplateResource, resolver: Resolver): readonly PolicyAttachment[] {
  const node = resource.type === 'AWS::SSO::PermissionSet' ? member(resource.properties, 'CustomerManagedPolicyReferences') : undefined;
  const list = node === undefined ? undefined : resolver.resolve(node);
  if (list === undefined) return [];
  if (list.kind === 'unknown') return [unseenPolicy('customerManaged', list.unknown.name, list.loc)];
  return (list.kind === 'array' ? list.items : []).map((item) =>
    unseenPolicy('customerManaged', displayName(scalarText(member(item, 'Name')) ?? []), item.loc),
  );
}

/** The permissions boundary: an ARN, or for a permission set one of two kinds of reference. */
export function boundaryOf(resource: TemplateResource, reading: TemplateReading, resolver: Resolver): PolicyAttachment | undefined {
  const node = member(resource.properties, 'PermissionsBoundary');
  const value = node === undefined ? undefined : resolver.resolve(node);
  if (value === undefined) return undefined;
  const arn = scalarText(value) ?? scalarText(member(value, 'ManagedPolicyArn'));
  if (arn !== undefined) return managedPolicy(arn, 'boundary', value.loc, reading, resolver);
  const name = scalarText(member(member(value, 'CustomerManagedPolicyReference'), 'Name'));
  return unseenPolicy('boundary', name === undefined ? 'PermissionsBoundary' : displayName(name), value.loc);
}
