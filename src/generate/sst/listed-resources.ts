import { handlerPermissions } from '../../reference/index.ts';
import { readTree } from '../../sources/index.ts';
import { ROLES_OF_THE_STACK } from '../cfn-exec/cfn-exec.ts';
import type { Environment, Permission, Unknown } from '../permission.ts';
import { STACK_OPERATIONS } from '../stack/operations.ts';
import { passedRoles } from '../stack/passed-roles.ts';
import { readStack, type ReadStack } from '../stack/read-stack.ts';
import { stackBound } from '../stack/stack-bound.ts';
import { templatePermissions } from '../stack/template-permissions.ts';
import type { Deployments } from './sst-v3.ts';

/**
 * What resources of these types need, whatever their properties are: by CloudFormation's handler permissions, which
 * stand in for what the providers of Pulumi call.
 *
 * @param types `AWS::Lambda::Function`
 */
export function deploymentsOfTypes(types: readonly string[], environment: Environment): Deployments {
  // A property that refers to a parameter without a value is any property: nothing is taken to be absent.
  const read = stackOf(types, { Ref: 'Anything' }, environment);
  const deployments = deploymentsOf([read], environment);
  const passed = types.flatMap((type) => rolesPassedBy(type, environment));
  return {
    ...deployments,
    permissions: [...deployments.permissions, ...passed.flatMap(({ permission }) => permission ?? [])],
    unscoped: [...deployments.unscoped, ...passed.flatMap(({ permission }) => (permission === undefined ? [] : [{ action: permission.action, resources: permission.resources, why: 'a type alone does not say which roles are passed' }]))],
    unknown: [...deployments.unknown, ...passed.flatMap(({ unknown }) => unknown ?? [])],
  };
}

/** What the resources of templates need, for the properties that they have. */
export function deploymentsOf(stacks: readonly ReadStack[], environment: Environment): Deployments {
  const needs = stacks.map((stack) => templatePermissions(stack, STACK_OPERATIONS));
  return {
    permissions: needs.flatMap(({ permissions }) => permissions),
    unscoped: needs.flatMap(({ unscoped }) => unscoped),
    dropped: needs.flatMap(({ dropped }) => dropped),
    unknown: [
      ...needs.flatMap(({ unknown }) => unknown),
      { subject: 'deployments', why: 'SST deploys by Pulumi, whose provider may call other actions than the handlers of CloudFormation: a log of a deployment (`--cloudtrail`) shows them' },
    ],
    exceptions: ROLES_OF_THE_STACK,
    atMost: stackBound(stacks, environment),
  };
}

function rolesPassedBy(type: string, environment: Environment): readonly { readonly permission?: Permission; readonly unknown?: Unknown }[] {
  const operations = handlerPermissions(type)?.operations ?? {};
  if (!Object.values(operations).some((actions) => actions.includes('iam:PassRole'))) return [];
  const { stack } = stackOf([type], { Role: '*' }, environment);
  const roles = [...stack.resources.values()].flatMap((resource) => passedRoles(resource, stack));
  return roles.map(({ arn, services }) =>
    services.length === 0
      ? { unknown: { subject: type, why: 'it passes a role to a service that is not known here, so `iam:PassRole` is not granted for it' } }
      : { permission: { action: 'iam:PassRole', resources: [arn], condition: { StringEquals: { 'iam:PassedToService': services } }, purpose: 'pass roles', reason: `${type} passes a role to ${services.join(', ')}` } },
  );
}

function stackOf(types: readonly string[], properties: unknown, environment: Environment): ReadStack {
  const resources = Object.fromEntries(types.map((type) => [type.replaceAll(/[^A-Za-z0-9]/g, ''), { Type: type, Properties: properties }]));
  const text = JSON.stringify({ Parameters: { Anything: { Type: 'String' } }, Resources: resources });
  const { root } = readTree('resources.json', text);
  if (root === undefined) throw new Error('a template of our own can not be read');
  return readStack({ root, text, environment });
}
