import type { StatementDocument } from '../../model/generated/policy-document.generated.ts';
import { arnPatternsOf } from '../../reference/index.ts';
import type { Environment } from '../permission.ts';
import { neededActions, STACK_OPERATIONS } from './operations.ts';
import type { ReadStack } from './read-stack.ts';
import { SAM_TYPES } from './template-permissions.ts';

/**
 * The upper bound of whoever deploys stacks: actions that the resource types' handlers declare at all, those of IAM
 * within the account, and roles only passed to a service that is named.
 */
export function stackBound(stacks: readonly ReadStack[], { partition, account }: Environment): readonly StatementDocument[] {
  const declared = new Set<string>(['s3:GetObject', 'ssm:GetParameters', 'secretsmanager:GetSecretValue']);
  for (const { stack } of stacks) {
    for (const resource of stack.resources.values()) {
      for (const type of [resource.type, ...(SAM_TYPES[resource.type] ?? [])]) {
        for (const { action } of neededActions({ type, retained: false }, STACK_OPERATIONS)?.actions ?? []) declared.add(action);
      }
    }
  }
  const special = ['iam:PassRole', 'iam:CreateServiceLinkedRole'];
  const actions = [...declared].filter((action) => !special.includes(action)).sort();
  // Lists and account settings of IAM take no resource: only `*` allows them.
  const ofIam = actions.filter((action) => action.startsWith('iam:') && arnPatternsOf(action).length > 0);
  const others = actions.filter((action) => !ofIam.includes(action));
  return [
    { Effect: 'Allow', Action: others, Resource: '*' },
    ...(ofIam.length === 0 ? [] : [{ Effect: 'Allow' as const, Action: ofIam, Resource: [`arn:${partition}:iam::${account}:*`] }]),
    { Effect: 'Allow', Action: 'iam:PassRole', Resource: `arn:${partition}:iam::*:role/*`, Condition: { Null: { 'iam:PassedToService': 'false' } } },
    { Effect: 'Allow', Action: 'iam:CreateServiceLinkedRole', Resource: `arn:${partition}:iam::${account}:role/aws-service-role/*` },
  ];
}
