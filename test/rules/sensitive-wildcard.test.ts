import { describe, expect, it } from 'vitest';
import { rule } from '../../src/rules/sensitive-wildcard.ts';
import { testRule } from './rule-tester.ts';
import { document, role, templateFindings } from './template-findings.ts';

const allow = (Action: unknown, Resource: unknown = '*'): object => document({ Effect: 'Allow', Action, Resource });

testRule(rule, {
  valid: [
    { policy: allow(['iam:Get*', 'iam:List*', 'kms:GenerateDataKey*', 'sts:Decode*', 's3:*', '*']) },
    { policy: allow('kms:PutKeyPolic*') },
    { policy: allow('iam:<<Verb>>*') },
    { policy: document({ Effect: 'Deny', Action: 'iam:*', Resource: '*' }, { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }) },
    { policy: allow('iam:*'), options: { services: ['kms'] } },
    { type: 'scp', policy: allow('iam:*') },
  ],
  invalid: [
    {
      policy: allow(['iam:*', 'kms:Put*', 'kms:*'], 'arn:aws:kms:*:*:key/a'),
      findings: [
        { messageId: 'pattern', at: '"iam:*"', severity: 'warning', message: /^`iam:\*` stands for \d+ actions, changes of permissions such as `iam:/ },
        { messageId: 'pattern', at: '"kms:*"' },
      ],
    },
    { policy: allow('secretsmanager:Get*'), findings: [{ messageId: 'pattern', at: '"secretsmanager:Get*"', message: /ways to credentials such as `secretsmanager:GetSecretValue`/ }] },
    { policy: allow('s3:*'), options: { services: ['S3'] }, findings: [{ messageId: 'pattern', at: '"s3:*"' }] },
  ],
});

it('is not found in what is a boundary only', () => {
  const policy = { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: allow('iam:*') } };
  const found = (properties: object): number => templateFindings(rule, { Policy: policy, Someone: role({}, properties) }).length;
  expect(found({ ManagedPolicyArns: [{ Ref: 'Policy' }] })).toBe(1);
  expect(found({ PermissionsBoundary: { Ref: 'Policy' } })).toBe(0);
});

describe('beside a Deny or a boundary', () => {
  const messages = (denied: object, properties: object = {}): readonly string[] =>
    templateFindings(rule, { Someone: role({ one: allow('secretsmanager:*'), two: document({ Effect: 'Deny', Resource: '*', ...denied }) }, properties) }).map(({ message }) => message);

  it('is found as far as something of it is left', () => {
    expect(messages({ Action: 'secretsmanager:*' })).toEqual([]);
    expect(messages({ Action: ['secretsmanager:*Policy', 'secretsmanager:Get*', 'secretsmanager:Batch*'] })).toEqual([]);
    expect(messages({ Action: 'secretsmanager:*Policy' })).toEqual([expect.stringContaining('ways to credentials')]);
    expect(messages({ Action: 'secretsmanager:Get*' })).toEqual([expect.stringContaining('changes of permissions')]);
    expect(messages({ Action: 's3:*' }, { PermissionsBoundary: 'arn:aws:iam::aws:policy/AmazonS3FullAccess' })).toEqual([]);
  });

  it.each([
    ['of one resource', { Action: 'secretsmanager:*', Resource: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:a' }],
    ['under a condition', { Action: 'secretsmanager:*', Condition: { StringNotEquals: { 'aws:PrincipalTag/team': 'blue' } } }],
  ])('is found beside a Deny %s', (_, denied) => {
    expect(messages(denied)).toHaveLength(1);
  });
});
