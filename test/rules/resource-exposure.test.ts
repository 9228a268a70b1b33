import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { action } from '../../src/reference/index.ts';
import { rule } from '../../src/rules/resource-exposure.ts';
import { sharingActions } from '../../src/rules/support/sharing-actions.ts';
import { testRule } from './rule-tester.ts';
import { document, role, templateFindings } from './template-findings.ts';

const allow = (Action: unknown, Resource: unknown = '*', rest: object = {}): object => document({ Effect: 'Allow', Action, Resource, ...rest });

testRule(rule, {
  valid: [
    { policy: allow(['s3:PutObject', 's3:GetBucketPolicy', 's3:DeleteBucketPolicy', 'kms:DescribeKey']) },
    { policy: allow('s3:PutBucketPolicy', 'arn:aws:s3:::reports') },
    { policy: allow('lambda:AddPermission', 'arn:aws:lambda:*:*:function:app-*') },
    { policy: allow('kms:CreateGrant', '*', { Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } } }) },
    { name: 'another rule speaks of these', policy: allow(['*', 'kms:*', 'iam:PutRolePolicy', 'sso:CreateAccountAssignment']) },
    { policy: allow('ram:CreateResourceShare'), options: { ignore: ['ram:CreateResourceShare'] } },
  ],
  invalid: [
    { policy: allow(['s3:CreateBucket', 's3:PutBucketPolicy']), findings: [{ messageId: 'any', at: '"s3:PutBucketPolicy"', message: /^`s3:PutBucketPolicy` on any resource can open it/, severity: 'warning' }] },
    { policy: allow('ram:CreateResourceShare'), findings: [{ messageId: 'any', at: '"ram:CreateResourceShare"' }] },
    { policy: allow('lambda:*', 'arn:aws:lambda:*:111122223333:function:*'), findings: [{ messageId: 'any', at: '"lambda:*"', message: /`lambda:AddPermission`/ }] },
    { policy: allow('ec2:Modify*Attribute'), findings: [{ messageId: 'any', at: '"ec2:Modify*Attribute"', message: /`ec2:ModifySnapshotAttribute`/ }] },
  ],
});

describe('the actions that share', () => {
  const page = readFileSync(new URL('../../docs/rules/resource-exposure.md', import.meta.url), 'utf8');

  it('exist; those that AWS counts as writes are on the page', () => {
    const names = ['codeartifact', 'ds', 'ec2', 'es', 'kinesis', 'lambda', 'logs', 'ram', 'rds', 'serverlessrepo', 's3', 'sqs'].flatMap((service) => [...sharingActions(service).values()]);
    expect(names.filter((name) => `${action(name)?.service.prefix ?? ''}:${action(name)?.action.name ?? ''}` !== name)).toEqual([]);
    expect(names.filter((name) => action(name)?.action.accessLevel !== 'Permissions management' && !page.includes(`\`${name}\``))).toEqual([]);
  });
});

it('is not found in what is a boundary only', () => {
  const policy = { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: allow('s3:PutBucketPolicy') } };
  const found = (properties: object): number => templateFindings(rule, { Policy: policy, Someone: role({}, properties) }).length;
  expect(found({ ManagedPolicyArns: [{ Ref: 'Policy' }] })).toBe(1);
  expect(found({ PermissionsBoundary: { Ref: 'Policy' } })).toBe(0);
});
