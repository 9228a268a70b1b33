import type { ConditionAssumption, PolicyAttachment, PrincipalKind, SourcePolicy, SourcePrincipal } from '../../../model/policy-source.ts';
import type { TemplateText, UnknownValue } from '../../../model/unknown-value.ts';
import { sameNode, sameText } from '../../same-node.ts';
import { joinPieces } from '../../text/text-pieces.ts';
import { arnPieces, pseudoPieces } from '../attributes.ts';
import { placesOf } from '../find-places.ts';
import { readings } from '../readings.ts';
import { unknown, type Resolver } from '../resolver.ts';
import { resourcesOf, type TemplateResource } from '../template.ts';
import { existence } from '../existence.ts';
import { policiesAt, type TemplateReading } from '../template-policies.ts';
import { attachedByName, holderOf } from './attachments.ts';
import { groupPolicies } from './groups.ts';
import { withBindings } from '../bindings.ts';
import { PRINCIPAL_TYPES, type PrincipalType } from './kinds.ts';
import { boundaryOf, otherAccounts, ownPolicies } from './own-policies.ts';
import { literalTags } from './tags.ts';

/** A principal as one reading of the template has it. */
export type FoundPrincipal = Omit<SourcePrincipal, 'when'>;

/**
 * The principals of a template with all policies that it gives them, once for each combination of
 * conditions that makes a difference: what goes together is together.
 */
export function templatePrincipals(reading: TemplateReading): readonly SourcePrincipal[] {
  return Object.entries(PRINCIPAL_TYPES).flatMap(([name, type]) =>
    type === undefined ? [] : resourcesOf(reading.context.template, name).flatMap((resource) => principalForms(resource, type, reading)),
  );
}

function principalForms(resource: TemplateResource, type: PrincipalType, reading: TemplateReading): readonly SourcePrincipal[] {
  const forms = readings<FoundPrincipal | undefined>(reading.context, reading.formulas, {
    name: resource.logicalId,
    loc: resource.keyLoc,
    ...(resource.bindings === undefined ? {} : { loop: resource.bindings }),
    read: (resolver) => (existence(resource, resolver) === false ? undefined : readPrincipal(resource, type, reading, resolver, resolver)),
    // Who may assume a role multiplies with what it may do: where that is too much, the conditions of its trust are left open.
    readLess: (resolver) => (existence(resource, resolver) === false ? undefined : readPrincipal(resource, type, reading, resolver, withBindings(resource, reading.undecided))),
    same: (a, b) => a === b || (a !== undefined && b !== undefined && samePrincipal(a, b)),
  });
  return forms.flatMap(({ value, when }) => (value === undefined ? [] : [withWhen(value, when)]));
}

export function withWhen(principal: FoundPrincipal, when: readonly ConditionAssumption[]): SourcePrincipal {
  return when.length === 0 ? principal : { ...principal, when };
}

function readPrincipal(resource: TemplateResource, type: PrincipalType, reading: TemplateReading, resolver: Resolver, forTrust: Resolver): FoundPrincipal {
  const holder = holderOf(resource, type.kind, resolver);
  const named = attachedByName(holder, reading, resolver);
  const groups = type.kind === 'user' ? groupPolicies(resource, holder, reading, resolver) : { attachments: [], partial: [], groups: [] };
  const tags = literalTags(resource);
  const boundary = boundaryOf(resource, reading, resolver);
  const trust = trustOf(resource, reading, forTrust);
  const attachments = [...ownPolicies(resource, type.managed, reading, resolver), ...named.attachments, ...groups.attachments];
  const elsewhere = type.kind === 'permissionSet' ? otherAccounts([...attachments, ...(boundary === undefined ? [] : [boundary])]) : [];
  return {
    kind: type.kind,
    id: resource.logicalId,
    name: holder.name,
    arn: principalArn(resource, type.kind, resolver),
    attachments,
    ...(boundary === undefined ? {} : { boundary }),
    ...(trust === undefined ? {} : { trust }),
    ...(tags === undefined ? {} : { tags }),
    ...(groups.groups.length === 0 ? {} : { groups: groups.groups }),
    partial: [...(resource.partial ?? []), ...unseenReasons(attachments), ...named.partial, ...groups.partial, ...elsewhere],
    ...(resource.constructPath === undefined ? {} : { constructPath: resource.constructPath }),
    loc: resource.keyLoc,
  };
}

export function unseenReasons(attachments: readonly PolicyAttachment[]): readonly string[] {
  return attachments.flatMap(({ kind, unseen }) =>
    unseen === undefined || kind === 'group' ? [] : [notInFile(unseen)],
  );
}

export function notInFile({ name }: UnknownValue): string {
  return `the policy \`${name}\` is not in this file`;
}

function trustOf(resource: TemplateResource, reading: TemplateReading, resolver: Resolver): SourcePolicy | undefined {
  const [place] = placesOf(resource.type).filter(({ kind }) => kind === 'trust');
  return place === undefined ? undefined : policiesAt(place, resource, reading, resolver)[0];
}

/**
 * A permission set acts through a role that IAM Identity Center makes in each account, its region in the
 * path for most regions and a suffix behind its name.
 *
 * Source: https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html
 */
function principalArn(resource: TemplateResource, kind: PrincipalKind, resolver: Resolver): TemplateText {
  if (kind !== 'permissionSet') return joinPieces(arnPieces(resource, resolver) ?? []);
  return joinPieces([
    { kind: 'written', text: 'arn:' },
    ...pseudoPieces('AWS::Partition', resolver),
    { kind: 'written', text: ':iam::' },
    ...pseudoPieces('AWS::AccountId', resolver),
    { kind: 'written', text: ':role/aws-reserved/sso.amazonaws.com/' },
    { kind: 'unknown', unknown: unknown(`AWSReservedSSO_${resource.logicalId}`, 'role that IAM Identity Center makes', { kind: 'plain' }) },
  ]);
}

export function samePrincipal(a: FoundPrincipal, b: FoundPrincipal): boolean {
  return (
    sameText(a.name, b.name) &&
    sameText(a.arn, b.arn) &&
    a.attachments.length === b.attachments.length &&
    a.attachments.every((attachment, index) => sameAttachment(attachment, b.attachments[index])) &&
    sameAttachment(a.boundary, b.boundary) &&
    sameSource(a.trust, b.trust) &&
    sameGroups(a.groups ?? [], b.groups ?? []) &&
    a.partial.join('\n') === b.partial.join('\n')
  );
}

function sameGroups(a: readonly TemplateText[], b: readonly TemplateText[]): boolean {
  return a.length === b.length && a.every((arn, index) => sameText(arn, b[index] ?? []));
}

/** Whether two attachments bring the same policy in the same way. */
export function sameAttachment(a: PolicyAttachment | undefined, b: PolicyAttachment | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.kind === b.kind && a.awsManagedArn === b.awsManagedArn && a.unseen?.name === b.unseen?.name && sameSource(a.source, b.source);
}

function sameSource(a: SourcePolicy | undefined, b: SourcePolicy | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.type === b.type && sameNode(a.node, b.node);
}
