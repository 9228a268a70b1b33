import { expect, it } from 'vitest';
import { rule } from '../../src/rules/full-access.ts';
import { testRule } from './rule-tester.ts';
import { document, role, templateFindings } from './template-findings.ts';

const everything = { Effect: 'Allow', Action: '*', Resource: '*' };
const policy = (more: object): object => ({ Statement: { ...everything, ...more } });

testRule(rule, {
  valid: [
    { policy: policy({ Effect: 'Deny' }) },
    { policy: policy({ Action: 's3:*' }) },
    { policy: policy({ Resource: 'arn:aws:s3:::a' }) },
    { policy: policy({ Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }) },
    { name: 'what a template leaves open', policy: { Statement: { Effect: 'Allow', NotAction: '<<Actions>>', Resource: '*' } } },
    { name: 'the rule of a service control policy', policy: policy({}), type: 'scp' },
  ],
  invalid: [
    { name: 'a condition that everyone meets', policy: policy({ Condition: { Bool: { 'aws:SecureTransport': 'true' } } }), findings: [{ messageId: 'everything', at: '"*"', nth: 1 }] },
    { policy: JSON.stringify({ Statement: { Effect: 'Allow', Action: ['s3:*', '*:*'], Resource: '*' } }), findings: [{ messageId: 'everything', at: '"*:*"', severity: 'security' }] },
    { policy: { Statement: { Effect: 'Allow', NotAction: 's3:*', Resource: '*' } }, findings: [{ messageId: 'allBut', at: '"NotAction"', message: /IAM included/ }] },
    { policy: { Statement: { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' } }, findings: [{ messageId: 'allBut', at: '"NotAction"', message: /services of the future included/ }] },
  ],
});

it('is not found in what is a boundary only', () => {
  const policy = { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: document({ Effect: 'Allow', Action: '*', Resource: '*' }) } };
  const found = (properties: object): number => templateFindings(rule, { Policy: policy, Someone: role({}, properties) }).length;
  expect(found({ ManagedPolicyArns: [{ Ref: 'Policy' }] })).toBe(1);
  expect(found({ PermissionsBoundary: { Ref: 'Policy' } })).toBe(0);
});

it('is not found where the boundary of everyone who holds it allows less', () => {
  const found = (boundary: string): number => templateFindings(rule, { Someone: role({ one: document(everything) }, { PermissionsBoundary: `arn:aws:iam::aws:policy/${boundary}` }) }).length;
  expect(found('AmazonS3FullAccess')).toBe(0);
  expect(found('AdministratorAccess')).toBe(1);
  expect(found('PowerUserAccess')).toBe(1);
  expect(found('there-is-no-such-policy')).toBe(1);
});
