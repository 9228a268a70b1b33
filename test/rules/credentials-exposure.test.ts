import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { action } from '../../src/reference/index.ts';
import { rule } from '../../src/rules/credentials-exposure.ts';
import { CREDENTIAL_ACTIONS } from '../../src/rules/support/credential-actions.ts';
import { testRule } from './rule-tester.ts';
import { document, role, templateFindings } from './template-findings.ts';

const allow = (Action: unknown, Resource: unknown = '*', rest: object = {}): object => document({ Effect: 'Allow', Action, Resource, ...rest });
const wide = { Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: '*' };

testRule(rule, {
  valid: [
    { policy: allow(['secretsmanager:DescribeSecret', 'ecr:GetAuthorizationToken', 'sts:GetSessionToken']) },
    { policy: allow('secretsmanager:GetSecretValue', 'arn:aws:secretsmanager:*:111122223333:secret:app/*') },
    { policy: allow('sts:AssumeRole', ['arn:aws:iam::111122223333:role/deploy', 'arn:aws:iam::*:role/app-*']) },
    { policy: allow('secretsmanager:GetSecretValue', '<<Secret>>') },
    { policy: allow('secretsmanager:GetSecretValue', '*', { Condition: { StringEquals: { 'aws:ResourceTag/team': 'blue' } } }) },
    { policy: allow('secretsmanager:GetSecretValue', '*', { Condition: '<<Condition>>' }) },
    { policy: document({ Effect: 'Deny', Action: 'sts:AssumeRole', Resource: '*' }, { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }) },
    { policy: document({ Effect: 'Allow', Action: 'sts:AssumeRole', NotResource: 'arn:aws:iam::*:role/admin' }) },
    { name: 'another rule speaks of these', policy: allow(['*', 'iam:*', 'secretsmanager:*']) },
    { policy: allow(['<<Action>>', 'lambda:<<Action>>']) },
    { name: 'a Deny of all of it', policy: document(wide, { Effect: 'Deny', Action: 'secretsmanager:*', Resource: '*' }) },
    { name: 'a Deny of all but some secrets', policy: document(wide, { Effect: 'Deny', Action: 'secretsmanager:Get*', NotResource: 'arn:aws:secretsmanager:*:*:secret:app/*' }) },
    { name: 'a Deny without a tag', policy: document(wide, { Effect: 'Deny', NotAction: 's3:*', Resource: '*', Condition: { StringNotEquals: { 'aws:ResourceTag/team': 'blue' } } }) },
    { name: 'a Deny that may be of it', policy: document(wide, { Effect: 'Deny', Action: '<<Action>>', Resource: '*' }) },
    { policy: allow('sts:AssumeRole'), options: { ignore: ['STS:AssumeRole'] } },
    { type: 'scp', policy: allow('sts:AssumeRole') },
  ],
  invalid: [
    {
      policy: allow(['iam:ListUsers', 'iam:CreateAccessKey']),
      findings: [
        { messageId: 'one', at: '"iam:CreateAccessKey"', severity: 'warning', message: '`iam:CreateAccessKey` on any resource gives its caller an access key of a user: name the resources that are meant, or leave it out' },
      ],
    },
    { policy: allow('sts:assumerole', 'arn:aws:iam::*:role/*'), findings: [{ messageId: 'one', at: '"sts:assumerole"' }] },
    { policy: allow('secretsmanager:GetSecretValue', ['arn:aws:secretsmanager:*:*:secret:*']), findings: [{ messageId: 'one', at: '"secretsmanager:GetSecretValue"' }] },
    {
      name: 'once a statement, at the first',
      policy: allow(['lightsail:*', 'ec2:GetPasswordData']),
      findings: [{ messageId: 'several', at: '"lightsail:*"', message: /^`lightsail:CreateBucketAccessKey`, .* and `ec2:GetPasswordData` on any resource give their caller credentials, among them an access key of a bucket:/ }],
    },
    {
      name: 'a Deny of other secrets, or without encryption only',
      policy: document(
        wide,
        { Effect: 'Deny', Action: 'secretsmanager:*', Resource: 'arn:aws:secretsmanager:*:*:secret:app/*' },
        { Effect: 'Deny', Action: 'secretsmanager:*', Resource: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
      ),
      findings: [{ messageId: 'one', at: '"secretsmanager:GetSecretValue"' }],
    },
    {
      name: 'what a Deny leaves, at its own entry',
      policy: document({ ...wide, Action: ['secretsmanager:GetSecretValue', 'sts:AssumeRole'] }, { Effect: 'Deny', Action: 'secretsmanager:*', Resource: '*' }),
      findings: [{ messageId: 'one', at: '"sts:AssumeRole"', message: /^`sts:AssumeRole`/ }],
    },
    { name: 'a condition that limits nothing', policy: allow('ec2:GetPasswordData', '*', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } }), findings: [{ messageId: 'one', at: '"ec2:GetPasswordData"' }] },
  ],
});

describe('the actions that give out credentials', () => {
  const page = readFileSync(new URL('../../docs/rules/credentials-exposure.md', import.meta.url), 'utf8');

  it('exist, and are on the page', () => {
    expect([...CREDENTIAL_ACTIONS.keys()].filter((name) => `${action(name)?.service.prefix ?? ''}:${action(name)?.action.name ?? ''}` !== name)).toEqual([]);
    expect([...CREDENTIAL_ACTIONS].filter(([name, what]) => !page.includes(`| \`${name}\` | ${what} |`))).toEqual([]);
  });
});

it('is not found in what is a boundary only', () => {
  const policy = { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: allow('sts:AssumeRole') } };
  const found = (properties: object): number => templateFindings(rule, { Policy: policy, Someone: role({}, properties) }).length;
  expect(found({ ManagedPolicyArns: [{ Ref: 'Policy' }] })).toBe(1);
  expect(found({ PermissionsBoundary: { Ref: 'Policy' } })).toBe(0);
});

it('is not found where a boundary or another policy keeps it back from whoever holds it', () => {
  const found = (others: Readonly<Record<string, object>>, properties: object = {}): number => templateFindings(rule, { Someone: role({ one: allow('sts:AssumeRole'), ...others }, properties) }).length;
  expect(found({})).toBe(1);
  expect(found({ two: document({ Effect: 'Deny', Action: 'sts:*', Resource: '*' }) })).toBe(0);
  expect(found({}, { PermissionsBoundary: 'arn:aws:iam::aws:policy/AmazonS3FullAccess' })).toBe(0);
  expect(found({}, { PermissionsBoundary: 'arn:aws:iam::aws:policy/AdministratorAccess' })).toBe(1);
  expect(found({}, { PermissionsBoundary: 'arn:aws:iam::111122223333:policy/unseen' })).toBe(1);
});

it('is found beside a Deny of another action, whatever a template leaves open of that', () => {
  const open = { 'Fn::ImportValue': 'logs' };
  const found = (denied: object): number => templateFindings(rule, { Someone: role({ one: allow('sts:AssumeRole'), two: document({ Effect: 'Deny', ...denied }) }) }).length;
  expect(found({ Action: 's3:DeleteObject', Resource: open })).toBe(1);
  expect(found({ Action: ['s3:DeleteObject', open], Resource: 'arn:aws:s3:::logs/*' })).toBe(1);
  expect(found({ Action: 'sts:*', Resource: open })).toBe(0);
  expect(found({ Action: open, Resource: '*' })).toBe(0);
});

describe('what a Deny or a boundary leaves', () => {
  const [role1, deny] = ['arn:aws:iam::111122223333:role/app', { Effect: 'Deny', Action: 'sts:AssumeRole', Resource: '*' }];
  const beside = (denied: object): number => templateFindings(rule, { Someone: role({ one: document({ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' }, { ...deny, ...denied }) }) }).length;
  const bounded = (...statements: readonly object[]): number =>
    templateFindings(rule, {
      Someone: role({ one: allow('sts:AssumeRole') }, { PermissionsBoundary: { Ref: 'Boundary' } }),
      Boundary: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: document(...statements) } },
    }).length;
  const unless = (Condition: object): object => ({ Condition });

  it.each([
    ['nothing', {}],
    ['named roles', { Resource: undefined, NotResource: role1 }],
    ['those with a tag', unless({ StringNotEquals: { 'aws:ResourceTag/team': 'blue' } })],
    ['callers with MFA', unless({ BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } })],
    ['calls from an endpoint', unless({ Null: { 'aws:SourceVpce': 'true' } })],
  ])('is bounded: %s', (_, denied) => {
    expect(beside(denied)).toBe(0);
  });

  it.each([
    ['another action', { Action: 'sts:TagSession' }],
    ['one role', { Resource: role1 }],
    ['what is no role', { Resource: undefined, NotResource: 'arn:aws:iam::*:role/*' }],
    ['those with a tag', unless({ StringEquals: { 'aws:ResourceTag/secret': 'true' } })],
    ['callers with temporary credentials and without MFA', unless({ Bool: { 'aws:MultiFactorAuthPresent': 'false' } })],
    ['what is asked for later', unless({ DateGreaterThan: { 'aws:CurrentTime': '2030-01-01T00:00:00Z' } })],
    ['what no name ends with', unless({ StringNotLike: { 'aws:ResourceTag/team': '*blue' } })],
    ['older sessions', unless({ DateLessThan: { 'aws:TokenIssueTime': '2026-01-01T00:00:00Z' } })],
    ['nobody', unless({ NotIpAddress: { 'aws:SourceIp': '0.0.0.0/0' } })],
    ['those with a tag, through an endpoint', unless({ StringNotEquals: { 'aws:SourceVpce': 'vpce-0aa11bb22cc33dd44' }, StringEquals: { 'aws:ResourceTag/secret': 'true' } })],
    ['what no operator says', unless({ StringNotEqual: { 'aws:ResourceTag/team': 'blue' } })],
  ])('is still any resource where only this is denied: %s', (_, denied) => {
    expect(beside(denied)).toBe(1);
  });

  it('is what the boundary lets through, less what it denies', () => {
    expect(bounded({ Effect: 'Allow', Action: '*', Resource: '*' })).toBe(1);
    expect(bounded({ Effect: 'Allow', Action: '*', Resource: '*' }, deny)).toBe(0);
    expect(bounded({ Effect: 'Allow', Action: '*', Resource: '*' }, { ...deny, Resource: role1 })).toBe(1);
    expect(bounded({ Effect: 'Allow', Action: 'sts:*', Resource: role1 })).toBe(0);
    expect(bounded({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' })).toBe(1);
  });
});
