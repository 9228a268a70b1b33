import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/evaluator/index.ts';
import { rule } from '../../src/rules/public-access.ts';
import { runRules } from '../../src/rules/run-rules.ts';
import { resourcePolicy, trustPolicy } from './condition-statement.ts';
import { sourceOf, testRule } from './rule-tester.ts';
import { document, templateFindings } from './template-findings.ts';

const allow = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' };
const limited = (Condition: unknown): object => resourcePolicy('*', Condition);

testRule(rule, {
  valid: [
    resourcePolicy({ AWS: '111122223333' }),
    resourcePolicy('*', undefined, { Effect: 'Deny' }),
    limited({ StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }),
    limited({ StringEquals: { 'aws:PrincipalOrgID': '<<Org>>' } }),
    limited({ ArnLike: { 'aws:SourceArn': 'arn:aws:sns:eu-west-1:111122223333:*' } }),
    limited({ ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::bucket' } }),
    limited({ IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }),
    limited({ 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-a1b2c3d4e5/*' } }),
    { Statement: [allow, { ...allow, Effect: 'Deny', Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-12345678' } } }] },
    { Statement: [allow, { ...allow, Effect: 'Deny', Action: '<<Denied>>', Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-12345678' } } }] },
    limited({ Bool: { 'aws:PrincipalIsAWSService': 'true' }, StringEquals: { 'aws:SourceAccount': '111122223333' } }),
    {
      Statement: [
        { ...allow, Action: ['s3:GetObject', 's3:PutObject'] },
        { ...allow, Effect: 'Deny', Action: 's3:Get*', Resource: '*', Condition: { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' }, BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } } },
        { ...allow, Effect: 'Deny', NotAction: 's3:Get*', Action: undefined, Condition: { Null: { 'aws:PrincipalAccount': 'true' } } },
      ],
    },
  ]
    .map((policy) => ({ policy, type: 'resource' as const, resourceType: 'AWS::SQS::Queue' }))
    .concat([{ policy: resourcePolicy('*'), type: 'resource', resourceType: 'AWS::EC2::VPCEndpoint' }]),
  invalid: [
    { policy: resourcePolicy('*', undefined, { Resource: 'arn:aws:sqs:::q' }), type: 'resource', findings: [{ messageId: 'public', at: '"*"', severity: 'security', message: /anonymous/ }] },
    { policy: resourcePolicy({ AWS: ['111122223333', '*'] }, undefined, { Resource: 'arn:aws:sqs:::q' }), type: 'resource', findings: [{ messageId: 'public', at: '"*"' }] },
    { policy: trustPolicy({ AWS: '*' }, 'sts:AssumeRole'), type: 'trust', findings: [{ messageId: 'public', at: '"*"', message: /AWS account/ }] },
    {
      name: 'a condition on something else',
      policy: resourcePolicy('*', { Bool: { 'aws:SecureTransport': 'true' } }, { Resource: 'arn:aws:sqs:::q' }),
      type: 'resource',
      findings: [{ messageId: 'public', at: '"*"' }],
    },
    {
      name: 'a condition that an absent key fulfils',
      policy: resourcePolicy('*', { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }, { Resource: 'arn:aws:sqs:::q' }),
      type: 'resource',
      findings: [{ messageId: 'public', at: '"*"' }],
    },
    {
      name: 'a Deny of something else',
      policy: { Statement: [allow, { ...allow, Effect: 'Deny', Action: 's3:PutObject', Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-12345678' } } }] },
      type: 'resource',
      findings: [{ messageId: 'public', at: '"*"', nth: 1 }],
    },
    {
      name: 'a Deny for one of two actions',
      policy: { Statement: [{ ...allow, Action: ['s3:GetObject', 's3:PutObject'] }, { ...allow, Effect: 'Deny', Action: 's3:Put*', Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-12345678' } } }] },
      type: 'resource',
      findings: [{ messageId: 'public', at: '"*"', nth: 1 }],
    },
    {
      name: 'a Deny under a condition more, and one that never bites',
      policy: {
        Statement: [
          allow,
          { ...allow, Effect: 'Deny', Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-12345678' }, Bool: { 'aws:SecureTransport': 'false' } } },
          { ...allow, Effect: 'Deny', Condition: { NotIpAddress: { 'aws:SourceIp': '0.0.0.0/0' } } },
        ],
      },
      type: 'resource',
      findings: [{ messageId: 'public', at: '"*"', nth: 1 }],
    },
    { policy: limited({ Bool: { 'aws:PrincipalIsAWSService': 'true' } }), type: 'resource', findings: [{ messageId: 'services', at: '"aws:PrincipalIsAWSService": "true"', message: /any of its customers/ }] },
    { policy: trustPolicy({ AWS: '*' }, 'sts:AssumeRole', { StringEquals: { 'sts:ExternalId': 'abc' } }), type: 'trust', findings: [{ messageId: 'externalId', at: '"*"', message: /no secret/ }] },
    { policy: limited({ ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:*:*' } }), type: 'resource', findings: [{ messageId: 'open', at: '"aws:SourceArn": "arn:aws:sns:*:*:*"' }] },
    { policy: limited({ ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::*' } }), type: 'resource', findings: [{ messageId: 'open', at: '"aws:SourceArn": "arn:aws:s3:::*"' }] },
    { policy: limited({ StringLike: { 'aws:PrincipalOrgID': 'o-*' } }), type: 'resource', findings: [{ messageId: 'open', at: '"aws:PrincipalOrgID": "o-*"' }] },
    { policy: limited({ StringEquals: { 'aws:SourceAccount': '${aws:PrincipalAccount}' } }), type: 'resource', findings: [{ messageId: 'open', at: '"aws:SourceAccount": "${aws:PrincipalAccount}"' }] },
    { policy: limited({ IpAddress: { 'aws:SourceIp': '0.0.0.0/1' } }), type: 'resource', findings: [{ messageId: 'open', at: '"aws:SourceIp": "0.0.0.0/1"' }] },
  ],
});

describe('a Deny of what a template leaves open', () => {
  const found = (denied: object, Condition: object = { StringNotEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }): number =>
    templateFindings(rule, { Policy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: 'b', PolicyDocument: document(allow, { ...allow, ...denied, Effect: 'Deny', Condition }) } } }).length;
  const open = { 'Fn::ImportValue': 'logs' };

  it('may be of what is allowed', () => {
    expect(found({ Resource: open })).toBe(0);
    expect(found({ Action: open })).toBe(0);
  });

  it('is not, where the other element is about something else', () => {
    expect(found({ Action: 's3:PutObject', Resource: open })).toBe(1);
    expect(found({ Action: open, Resource: 'arn:aws:s3:::other/*' })).toBe(1);
    expect(found({ Resource: { 'Fn::Sub': ['arn:aws:s3:::${Logs}/*', { Logs: open }] } })).toBe(1);
  });
});

describe('the request that comes with public access', () => {
  it('is allowed by the policy', () => {
    const source = sourceOf(JSON.stringify({ Version: '2012-10-17', Statement: { ...allow, Resource: 'arn:aws:s3:::b/key' } }), 'resource');
    const [finding] = runRules(source, { rules: [rule], settings: { [rule.meta.id]: {} } });
    expect(finding?.witness).toEqual({ principal: 'anonymous', action: 's3:GetObject', resource: 'arn:aws:s3:::b/key' });
    if (source.policy === undefined || finding?.witness === undefined) throw new Error('there is no request to replay');
    expect(evaluate({ resourcePolicy: source.policy }, finding.witness).decision).toBe('allowed');
  });
});
