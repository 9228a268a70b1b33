import { member } from '../../model/located.ts';
import type { HandlerOperation } from '../../reference/index.ts';
import type { ResolvedResource } from '../../sources/index.ts';
import type { Dropped, Permission, Unknown, Unscoped } from '../permission.ts';
import { namesNothing } from './arn-template.ts';
import { identityCondition } from './identity-conditions.ts';
import { neededActions } from './operations.ts';
import { foreignProfiles, passedRoles } from './passed-roles.ts';
import { whyNotNeeded } from './pruning.ts';
import { scopeOf } from './scope.ts';
import { linkedServices } from './service-linked-roles.ts';
import { isOpen, patternOf, type Stack } from './stack.ts';

/** What CloudFormation needs for resources, and what could not be told. */
export interface ResourceNeeds {
  readonly permissions: readonly Permission[];
  readonly unscoped: readonly Unscoped[];
  readonly dropped: readonly Dropped[];
  readonly unknown: readonly Unknown[];
}

/** What CloudFormation needs to handle one resource of a stack, in these operations. */
export function resourcePermissions(resource: ResolvedResource, stack: Stack, operations: readonly HandlerOperation[]): ResourceNeeds {
  const subject = `${resource.logicalId} (${resource.type})`;
  const needed = neededActions(resource, operations);
  if (needed === undefined) {
    const why = 'AWS publishes no handler permissions for this type, so what it needs is not known';
    return { permissions: [], unscoped: [], dropped: [], unknown: [{ subject, why }] };
  }
  const purpose = `manage ${resource.type.replace(/^AWS::/, '').replaceAll('::', ' ')}`;
  const unscoped: Unscoped[] = [];
  const dropped: Dropped[] = [...needed.dropped];
  const unknown: Unknown[] = [];
  const permissions = needed.actions.flatMap(({ action, operations: calledBy, source }): readonly Permission[] => {
    const notNeeded = whyNotNeeded(action, resource, stack);
    if (notNeeded !== undefined) {
      dropped.push({ action, why: notNeeded, notNeeded: true, subjects: [subject] });
      return [];
    }
    const reason = `${subject}: ${calledBy.join(', ')}; ${source}`;
    if (action === 'iam:PassRole') return passRole(resource, stack, { subject, reason, dropped, unknown, unscoped });
    if (action === 'iam:CreateServiceLinkedRole') return linkedRoles(resource, stack, { subject, reason, dropped, unscoped });
    const { resources, why } = scopeOf(action, resource, stack);
    if (why !== undefined) unscoped.push({ action, resources, why });
    const condition = identityCondition(action, resource, stack);
    const aim = condition?.['ArnLike'] === undefined ? purpose : 'attach managed policies';
    return [{ action, resources, purpose: aim, reason, ...(condition === undefined ? {} : { condition }) }];
  });
  return { permissions, unscoped, dropped, unknown };
}

interface Telling {
  readonly subject: string;
  readonly reason: string;
  readonly dropped: Dropped[];
}

function passRole(resource: ResolvedResource, stack: Stack, { subject, reason, dropped, unknown, unscoped }: Telling & { readonly unknown: Unknown[]; readonly unscoped: Unscoped[] }): readonly Permission[] {
  const roles = passedRoles(resource, stack);
  const profiles = foreignProfiles(resource, stack);
  for (const profile of profiles) unknown.push({ subject, why: `it passes the roles of ${namesNothing(profile) ? 'an instance profile' : `the instance profile ${profile}`} that the template doesn't have, so iam:PassRole is not granted for them` });
  if (roles.length === 0 && profiles.length === 0) {
    if (isOpen(resource.properties)) unknown.push({ subject, why: 'not all of its properties are known, so iam:PassRole is not granted for the roles that these may name' });
    else dropped.push({ action: 'iam:PassRole', why: 'no role is passed', notNeeded: true, subjects: [subject] });
  }
  return roles.flatMap(({ arn, services }): readonly Permission[] => {
    if (services.length === 0) {
      unknown.push({ subject, why: `which service ${arn} is passed to is not known, so iam:PassRole is not granted for it` });
      return [];
    }
    if (namesNothing(arn)) unscoped.push({ action: 'iam:PassRole', resources: [arn], why: `which role ${resource.logicalId} passes is not known: values of parameters may tell it` });
    return [{ action: 'iam:PassRole', resources: [arn], condition: { StringEquals: { 'iam:PassedToService': services } }, purpose: 'pass roles', reason }];
  });
}

function linkedRoles(resource: ResolvedResource, stack: Stack, { subject, reason, dropped, unscoped }: Telling & { readonly unscoped: Unscoped[] }): readonly Permission[] {
  const { partition, account } = stack.environment;
  const services = serviceThatIsNamed(resource, stack) ?? linkedServices(resource.type, (name) => member(resource.properties, name) !== undefined || isOpen(resource.properties));
  if (services === undefined) {
    const resources = [`arn:${partition}:iam::${account}:role/aws-service-role/*`];
    unscoped.push({ action: 'iam:CreateServiceLinkedRole', resources, why: `which service's role ${subject} needs is not known` });
    return [{ action: 'iam:CreateServiceLinkedRole', resources, condition: { StringLike: { 'iam:AWSServiceName': '*.amazonaws.com' } }, purpose: 'create service linked roles', reason }];
  }
  if (services.length === 0) dropped.push({ action: 'iam:CreateServiceLinkedRole', why: 'no property asks for a service-linked role', notNeeded: true, subjects: [subject] });
  return services.map((service) => ({
    action: 'iam:CreateServiceLinkedRole',
    resources: [`arn:${partition}:iam::${account}:role/aws-service-role/${service}/*`],
    condition: { StringEquals: { 'iam:AWSServiceName': service } },
    purpose: 'create service linked roles',
    reason,
  }));
}

/** `AWS::IAM::ServiceLinkedRole` says whose role it makes. */
function serviceThatIsNamed({ type, properties }: ResolvedResource, stack: Stack): readonly string[] | undefined {
  const node = type === 'AWS::IAM::ServiceLinkedRole' ? member(properties, 'AWSServiceName') : undefined;
  const service = node?.kind === 'string' ? patternOf(node.text, stack) : '*';
  return service.includes('*') ? undefined : [service];
}
