import type { AccessRequest } from '../model/access-request.ts';
import { parseArn } from '../model/arn.ts';
import { literalText } from '../model/pattern.ts';
import type { Policy, Statement } from '../model/policy.ts';
import { expandAction } from '../reference/actions.ts';
import { fill } from './glob.ts';
import type { Place } from './world.ts';

/** Requests that whoever may make them all is an administrator to any reader, one per line of business. */
export function sensitiveRequests({ partition, account, region }: Place): readonly Probe[] {
  const at = (service: string, resource: string): string => `arn:${partition}:${service}:${region}:${account}:${resource}`;
  return [
    { action: 'iam:CreateUser', resource: `arn:${partition}:iam::${account}:user/another` },
    { action: 'iam:AttachUserPolicy', resource: `arn:${partition}:iam::${account}:user/another` },
    { action: 'iam:CreateAccessKey', resource: `arn:${partition}:iam::${account}:user/another` },
    { action: 'iam:DeleteRole', resource: `arn:${partition}:iam::${account}:role/another` },
    { action: 's3:GetObject', resource: `arn:${partition}:s3:::another-bucket/key` },
    { action: 's3:DeleteBucket', resource: `arn:${partition}:s3:::another-bucket` },
    { action: 'secretsmanager:GetSecretValue', resource: at('secretsmanager', 'secret:another-AbCdEf') },
    { action: 'dynamodb:DeleteTable', resource: at('dynamodb', 'table/another') },
    { action: 'ec2:TerminateInstances', resource: at('ec2', 'instance/i-0aaaaaaaaaaaaaaaa') },
    { action: 'kms:ScheduleKeyDeletion', resource: at('kms', 'key/01234567-89ab-cdef-0123-456789abcdef') },
    { action: 'cloudtrail:StopLogging', resource: at('cloudtrail', 'trail/another') },
    { action: 'organizations:LeaveOrganization', resource: '*' },
  ];
}

const statementLimit = 60;
const actionLimit = 4;

export type Probe = Omit<AccessRequest, 'principal'>;

/** Requests that some policies speak of: one of each action pattern on one of each resource. Made as they are asked for. */
export function* requestsOf(policies: readonly Policy[]): Generator<Probe> {
  for (const { statements } of policies) for (const statement of statements.slice(0, statementLimit)) yield* ofStatement(statement);
}

function* ofStatement({ action, resource, problems }: Statement): Generator<Probe> {
  if (problems.length > 0 || action.kind !== 'Action') return;
  const resources = resource?.kind === 'Resource' ? resource.entries.slice(0, actionLimit).map(({ pattern }) => fill(pattern, () => undefined)) : ['*'];
  for (const { pattern } of action.entries) {
    const names = literalText(pattern) === undefined ? expandAction(pattern.text).slice(0, actionLimit) : [pattern.text];
    for (const name of names) for (const text of resources) yield { action: name, resource: parseArn(text) === undefined ? '*' : text };
  }
}
