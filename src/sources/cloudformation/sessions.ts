import { member } from '../../model/located.ts';
import type { PolicyAttachment, SourceSession } from '../../model/policy-source.ts';
import type { TemplateText } from '../../model/unknown-value.ts';
import { sameText } from '../same-node.ts';
import { withBindings } from './bindings.ts';
import { placesOf } from './find-places.ts';
import { managedPolicy } from './principals/managed-policy.ts';
import { sameAttachment } from './principals/principals.ts';
import { textsOf } from './principals/values.ts';
import { readings } from './readings.ts';
import type { Resolver } from './resolver.ts';
import { plainText, resourcesOf, type TemplateResource } from './template.ts';
import { existence } from './existence.ts';
import { policiesAt, type TemplateReading } from './template-policies.ts';

/** Where a type names the roles of its sessions, and managed policies that narrow them. */
interface SessionType {
  readonly roles: readonly string[];
  readonly managed?: string;
  /** The roles are those of the resource that a property refers to. */
  readonly through?: { readonly property: string; readonly type: string };
}

/**
 * Sources: https://docs.aws.amazon.com/rolesanywhere/latest/userguide/introduction.html,
 * https://docs.aws.amazon.com/eks/latest/userguide/pod-id-association.html,
 * https://docs.aws.amazon.com/transfer/latest/userguide/users-policies.html and
 * https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-user-permissions.html
 */
const SESSION_TYPES: Readonly<Partial<Record<string, SessionType>>> = {
  'AWS::EKS::PodIdentityAssociation': { roles: ['RoleArn', 'TargetRoleArn'] },
  'AWS::EMR::StudioSessionMapping': { roles: ['UserRole'], managed: 'SessionPolicyArn', through: { property: 'StudioId', type: 'AWS::EMR::Studio' } },
  'AWS::RolesAnywhere::Profile': { roles: ['RoleArns'], managed: 'ManagedPolicyArns' },
  'AWS::Transfer::User': { roles: ['Role'] },
};

/** What hands out sessions of roles with policies that narrow them, once for each form that conditions give it. */
export function templateSessions(reading: TemplateReading): readonly SourceSession[] {
  const { template } = reading.context;
  return Object.entries(SESSION_TYPES).flatMap(([name, type]) =>
    type === undefined ? [] : resourcesOf(template, name).flatMap((resource) => sessionForms(resource, type, reading)),
  );
}

type Session = Omit<SourceSession, 'when'>;

function sessionForms(resource: TemplateResource, type: SessionType, reading: TemplateReading): readonly SourceSession[] {
  const forms = readings<Session | undefined>(reading.context, reading.formulas, {
    name: resource.logicalId,
    loc: resource.keyLoc,
    ...(resource.bindings === undefined ? {} : { loop: resource.bindings }),
    read: (resolver) => (existence(resource, resolver) === false ? undefined : readSession(resource, type, reading, resolver)),
    same: (a, b) => a === b || (a !== undefined && b !== undefined && sameSession(a, b)),
  });
  return forms.flatMap(({ value, when }) => (value === undefined ? [] : [{ ...value, ...(when.length === 0 ? {} : { when }) }]));
}

/** Undefined for one that narrows nothing. */
function readSession(resource: TemplateResource, { roles, managed, through }: SessionType, reading: TemplateReading, resolver: Resolver): Session | undefined {
  const inline = placesOf(resource.type)
    .filter(({ kind }) => kind === 'session')
    .flatMap((place) => policiesAt(place, resource, reading, resolver))
    .map((source): PolicyAttachment => ({ kind: 'inline', source, loc: source.loc }));
  const byArn = managed === undefined ? [] : textsOf(resource, managed, resolver).map(({ text, node }) => managedPolicy(text, 'customerManaged', node.loc, reading, resolver));
  const policies = [...inline, ...byArn];
  if (policies.length === 0) return undefined;
  const holder = through === undefined ? resource : referred(resource, through, reading);
  const roleArns = holder === undefined ? [] : roles.flatMap((property) => textsOf(holder, property, withBindings(holder, resolver)).map(({ text }): TemplateText => text));
  return { id: resource.logicalId, roleArns, policies, loc: resource.keyLoc };
}

function referred(resource: TemplateResource, { property, type }: { readonly property: string; readonly type: string }, { context }: TemplateReading): TemplateResource | undefined {
  const node = member(resource.properties, property);
  const [first] = plainText(member(node, 'Ref'))?.split('.') ?? [];
  const found = first === undefined ? undefined : context.template.resources.get(first);
  return found?.type === type ? found : undefined;
}

function sameSession(a: Session, b: Session): boolean {
  return (
    a.roleArns.length === b.roleArns.length &&
    a.roleArns.every((text, index) => sameText(text, b.roleArns[index] ?? [])) &&
    a.policies.length === b.policies.length &&
    a.policies.every((policy, index) => sameAttachment(policy, b.policies[index]))
  );
}
