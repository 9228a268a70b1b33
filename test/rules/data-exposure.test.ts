import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { action, arnPatternsOf } from '../../src/reference/index.ts';
import { rule } from '../../src/rules/data-exposure.ts';
import { DATA_ACTIONS } from '../../src/rules/support/data-actions.ts';
import { testRule } from './rule-tester.ts';
import { document, role, templateFindings } from './template-findings.ts';

const allow = (Action: unknown, Resource: unknown = '*', rest: object = {}): object => document({ Effect: 'Allow', Action, Resource, ...rest });

testRule(rule, {
  valid: [
    { policy: allow(['s3:ListBucket', 's3:GetBucketPolicy', 'dynamodb:DescribeTable', 'ssm:PutParameter']) },
    { policy: allow('s3:GetObject', ['arn:aws:s3:::reports/*', 'arn:aws:s3:::reports-*/*']) },
    { policy: allow('dynamodb:*', 'arn:aws:dynamodb:*:*:table/orders*') },
    { policy: allow('ssm:GetParameter', 'arn:aws:ssm:*:*:parameter/app/*') },
    { policy: allow('kms:Decrypt', '*', { Condition: { StringLike: { 'kms:ViaService': 's3.*.amazonaws.com' } } }) },
    { name: 'another rule speaks of these', policy: allow(['*', 'kms:*']) },
    { policy: allow('s3:GetObject'), options: { ignore: ['s3:GetObject'] } },
  ],
  invalid: [
    { policy: allow(['s3:List*', 's3:Get*']), findings: [{ messageId: 'any', at: '"s3:Get*"', message: /^`s3:GetObject` and `s3:GetObjectVersion` on any resource reads/, severity: 'warning' }] },
    { policy: allow('s3:GetObject', 'arn:aws:s3:::*/*'), findings: [{ messageId: 'any', at: '"s3:GetObject"' }] },
    { policy: allow('dynamodb:Scan', 'arn:aws:dynamodb:*:111122223333:table/*'), findings: [{ messageId: 'any', at: '"dynamodb:Scan"' }] },
    { policy: allow('kms:Decrypt', 'arn:aws:kms:*:*:key/*'), findings: [{ messageId: 'any', at: '"kms:Decrypt"' }] },
    { policy: allow('ssm:GetParameter*', 'arn:aws:ssm:*:*:*'), findings: [{ messageId: 'any', at: '"ssm:GetParameter*"' }] },
  ],
});

describe('the actions that read data', () => {
  const page = readFileSync(new URL('../../docs/rules/data-exposure.md', import.meta.url), 'utf8');

  it('exist, take resources, and are on the page', () => {
    const names = [...DATA_ACTIONS];
    expect(names.filter((name) => `${action(name)?.service.prefix ?? ''}:${action(name)?.action.name ?? ''}` !== name)).toEqual([]);
    expect(names.filter((name) => arnPatternsOf(name).length === 0)).toEqual([]);
    expect(names.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });
});

it('is not found in what is a boundary only', () => {
  const policy = { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: allow('s3:GetObject') } };
  const found = (properties: object): number => templateFindings(rule, { Policy: policy, Someone: role({}, properties) }).length;
  expect(found({ ManagedPolicyArns: [{ Ref: 'Policy' }] })).toBe(1);
  expect(found({ PermissionsBoundary: { Ref: 'Policy' } })).toBe(0);
});
