import type { Environment, Permission } from '../permission.ts';

/**
 * What the CDK's command line calls to deploy a stack by a change set, and when.
 *
 * Source: the command line's own code (`deploy-stack.ts`, `stack-helpers.ts`, `change-set-describer.ts` of
 * https://github.com/aws/aws-cdk-cli, as of 2.1148); actions and resources from
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudformation.html
 */
const CALLS: readonly (readonly [action: string, when: string])[] = [
  ['cloudformation:CreateChangeSet', 'every deployment is a change set'],
  ['cloudformation:DeleteChangeSet', 'an old change set of the name, and one without changes, is deleted'],
  ['cloudformation:DeleteStack', 'a stack whose creation failed is deleted before it is created again'],
  ['cloudformation:DescribeChangeSet', 'it waits for the change set'],
  ['cloudformation:DescribeEvents', 'it asks why a change set failed'],
  ['cloudformation:DescribeStackEvents', 'it shows what happens'],
  ['cloudformation:DescribeStacks', 'it looks whether the stack exists, and waits for it'],
  ['cloudformation:ExecuteChangeSet', 'every deployment is a change set'],
  ['cloudformation:GetTemplate', 'it compares the template with the deployed one'],
  ['cloudformation:UpdateTerminationProtection', 'it sets the protection that the application asks for'],
];

/** The permissions to deploy one stack by name with change sets. */
export function changeSetPermissions(stackName: string, { partition, region, account }: Environment, options: { readonly purpose: string; readonly reason: string; readonly tags: boolean }): readonly Permission[] {
  const resources = [`arn:${partition}:cloudformation:${region}:${account}:stack/${stackName}/*`];
  const tagged: typeof CALLS = options.tags ? [['cloudformation:TagResource', 'the stack has tags']] : [];
  return [...CALLS, ...tagged].map(([action, when]) => ({ action, resources, purpose: options.purpose, reason: `${options.reason}: ${when}` }));
}
