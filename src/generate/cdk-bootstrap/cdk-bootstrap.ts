import { STACK_OPERATIONS } from '../stack/operations.ts';
import { changeSetPermissions } from '../cdk-deploy/change-sets.ts';
import { exceptionsFor } from '../cfn-exec/cfn-exec.ts';
import { mergedNotes } from '../notes.ts';
import type { Environment, Generation, Permission } from '../permission.ts';
import type { ReadStack } from '../stack/read-stack.ts';
import { stackBound } from '../stack/stack-bound.ts';
import { templatePermissions } from '../stack/template-permissions.ts';

export interface CdkBootstrapOptions {
  readonly toolkitStackName: string;
  readonly qualifier: string;
  /** The stack gets tags, by `cdk bootstrap --tags`. */
  readonly tags: boolean;
  /** `--example-permissions-boundary`: the command line makes the boundary itself. */
  readonly exampleBoundary: boolean;
}

/**
 * What whoever runs `cdk bootstrap` needs, the first time and again: the toolkit stack is deployed by a change set and
 * without an execution role, so CloudFormation makes its resources with the caller's permissions.
 *
 * Source: https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-env.html
 */
export function cdkBootstrap(toolkit: ReadStack, environment: Environment, options: CdkBootstrapOptions): Generation {
  const needs = templatePermissions(toolkit, STACK_OPERATIONS);
  const stack = changeSetPermissions(options.toolkitStackName, environment, { purpose: 'deploy the toolkit stack', reason: 'cdk bootstrap', tags: options.tags });
  return {
    kind: 'cdk-bootstrap',
    title: `What \`cdk bootstrap\` of ${environment.account} in ${environment.region} needs`,
    environment,
    permissions: [...stack, ...needs.permissions, ...(options.exampleBoundary ? exampleBoundary(environment, options.qualifier) : [])],
    ...mergedNotes({ ...needs, dropped: [...needs.dropped, { action: 'sts:GetCallerIdentity', why: 'it needs no permission', notNeeded: true }] }),
    exceptions: exceptionsFor(needs.permissions),
    atMost: [
      ...stackBound([toolkit], environment),
      { Effect: 'Allow', Action: 'cloudformation:*', Resource: `arn:${environment.partition}:cloudformation:${environment.region}:${environment.account}:stack/${options.toolkitStackName}/*` },
      { Effect: 'Allow', Action: ['iam:CreatePolicy', 'iam:GetPolicy'], Resource: `arn:${environment.partition}:iam::${environment.account}:policy/cdk-*` },
    ],
  };
}

/** The command line looks for the example boundary and makes it where it is missing. */
function exampleBoundary({ partition, account }: Environment, qualifier: string): readonly Permission[] {
  const resources = [`arn:${partition}:iam::${account}:policy/cdk-${qualifier}-permissions-boundary`];
  const common = { resources, purpose: 'make the example permissions boundary', reason: '--example-permissions-boundary' };
  return [
    { action: 'iam:CreatePolicy', ...common },
    { action: 'iam:GetPolicy', ...common },
  ];
}
