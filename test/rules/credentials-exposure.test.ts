import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { action } from '../../src/reference/index.ts';
import { rule } from '../../src/rules/credentials-exposure.ts';
import { CREDENTIAL_ACTIONS } from '../../src/rules/support/credential-actions.ts';
import { testRule } from './rule-tester.ts';
import { document, role, templateFindings } from './template-findings.ts';

const allow = (Action: unknown, Resource: unknown = '*', rest: object = {}): object => document({ Effect: 'Allow', Action, Resource, ...rest });

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
