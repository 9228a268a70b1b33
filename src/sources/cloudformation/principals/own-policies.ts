import { member, type LocatedNode } from '../../../model/located.ts';
import type { PolicyAttachment, SourcePolicy } from '../../../model/policy-source.ts';
import { scalarText } from '../../text/text-pieces.ts';
import { placesOf } from '../find-places.ts';
import { managedPolicyArn } from '../attributes.ts';
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
  return [...inline, ...byArn, ...customerReferences(resource, reading, resolver)];
}

/** The policies of accounts that a permission set names. */
function customerReferences(resource: TemplateResource, reading: TemplateReading, resolver: Resolver): readonly PolicyAttachment[] {
  const node = resource.type === 'AWS::SSO::PermissionSet' ? member(resource.properties, 'CustomerManagedPolicyReferences') : undefined;
  const list = node === undefined ? undefined : resolver.resolve(node);
  if (list === undefined) return [];
  if (list.kind === 'unknown') return [unseenPolicy('customerManaged', list.unknown.name, list.loc)];
  return (list.kind === 'array' ? list.items : []).map((item) => referredPolicy(item, 'customerManaged', reading, resolver));
}

/**
 * A permission set names policies that have to exist in every account that it is assigned to, by name and
 * path. In the account of the template they are the template's, if it makes them.
 *
 * Source: https://docs.aws.amazon.com/singlesignon/latest/userguide/howtocmp.html
 */
function referredPolicy(reference: LocatedNode, kind: 'customerManaged' | 'boundary', reading: TemplateReading, resolver: Resolver): PolicyAttachment {
  const name = scalarText(member(reference, 'Name'));
  const path = member(reference, 'Path');
  const pathText = path === undefined ? ['/'] : scalarText(path);
  if (name === undefined || pathText === undefined) return unseenPolicy(kind, displayName(name ?? ['PolicyReference']), reference.loc);
  const found = managedPolicy(managedPolicyArn(pathText, name, resolver), kind, reference.loc, reading, resolver);
  return found.source === undefined ? { ...found, ...unseenPolicy(kind, displayName(name), reference.loc) } : found;
}

export function differsByAccount({ label }: SourcePolicy): string {
  return `the policy \`${label.name}\` may be a different one in each account that the permission set is assigned to`;
}

/** What is not known of the policies that a permission set refers to, though the template has them. */
export function otherAccounts(attachments: readonly PolicyAttachment[]): readonly string[] {
  return attachments.flatMap(({ kind, source }) =>
    source === undefined || kind === 'inline' ? [] : [differsByAccount(source)],
  );
}

/** The permissions boundary: an ARN, or for a permission set one of two kinds of reference. */
export function boundaryOf(resource: TemplateResource, reading: TemplateReading, resolver: Resolver): PolicyAttachment | undefined {
  const node = member(resource.properties, 'PermissionsBoundary');
  const value = node === undefined ? undefined : resolver.resolve(node);
  if (value === undefined) return undefined;
  const arn = scalarText(value) ?? scalarText(member(value, 'ManagedPolicyArn'));
  if (arn !== undefined) return managedPolicy(arn, 'boundary', value.loc, reading, resolver);
  const reference = member(value, 'CustomerManagedPolicyReference');
  return reference === undefined ? unseenPolicy('boundary', 'PermissionsBoundary', value.loc) : { ...referredPolicy(reference, 'boundary', reading, resolver), loc: value.loc };
}
