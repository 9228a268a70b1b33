import { describe, expect, it } from 'vitest';
import { rule } from '../../src/rules/denied-allow.ts';
import { testRule } from './rule-tester.ts';
import { document, role, templateFindings } from './template-findings.ts';

const allow = { Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: 'arn:aws:s3:::reports/*' };
const deny = { Effect: 'Deny', Action: 's3:*', Resource: '*' };

testRule(rule, {
  valid: [
    { policy: document(allow) },
    { policy: document(allow, { ...deny, Action: 's3:PutObject' }) },
    { policy: document(allow, { ...deny, Resource: 'arn:aws:s3:::reports/secret/*' }) },
    { policy: document(allow, { ...deny, Condition: { Bool: { 'aws:SecureTransport': 'false' } } }) },
    { policy: document(allow, { ...deny, Condition: '<<Condition>>' }) },
    { policy: document({ ...allow, Effect: 'Deny' }, deny) },
    {
      name: 'for another principal',
      type: 'resource',
      policy: document({ ...allow, Principal: { AWS: '111122223333' } }, { ...deny, Principal: { AWS: '444455556666' } }),
    },
  ],
  invalid: [
    {
      policy: document({ Sid: 'Use', ...allow }, deny),
      findings: [{ messageId: 'same', at: { statement: 0 }, message: 'the statement `Use` allows nothing: the statement number 2 denies all of it, and a Deny always wins', severity: 'warning' }],
    },
    {
      name: 'under the same condition',
      policy: document(
        { ...deny, Condition: { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } } },
        { ...allow, Condition: { StringNotEquals: { 'aws:RequestedRegion': ['eu-west-1', 'eu-central-1'] } } },
      ),
      findings: [{ messageId: 'same', at: { statement: 1 } }],
    },
    { type: 'scp', policy: document(allow, { ...deny, NotAction: 'ec2:*', Action: undefined }), findings: [{ messageId: 'same', at: { statement: 0 } }] },
    {
      type: 'resource',
      policy: document({ ...allow, Principal: { AWS: '111122223333' } }, { ...deny, Principal: { AWS: ['111122223333', '444455556666'] } }),
      findings: [{ messageId: 'same', at: { statement: 0 } }],
    },
  ],
});

describe('with the other policies of the principal', () => {
  const shared = { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: document(allow), Roles: [{ Ref: 'One' }, { Ref: 'Two' }] } };

  it('is found where everyone who is seen to hold it is denied it', () => {
    expect(templateFindings(rule, { One: role({ guard: document(deny) }), Two: role({ guard: document(deny) }), Shared: shared })).toMatchObject([
      { messageId: 'elsewhere', at: '/Resources/Shared/Properties/PolicyDocument/Statement/0', message: /allows `One` nothing: the policy `guard` denies/, related: ['/Resources/One/Properties/Policies/0/PolicyDocument/Statement/0'] },
    ]);
  });

  it('is not found where one of them is not', () => {
    expect(templateFindings(rule, { One: role({ guard: document(deny) }), Two: role({}), Shared: shared })).toEqual([]);
  });
});
