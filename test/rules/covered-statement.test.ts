import { describe, expect, it } from 'vitest';
import { rule } from '../../src/rules/covered-statement.ts';
import { resourcePolicy } from './condition-statement.ts';
import { testRule } from './rule-tester.ts';
import { document, role, templateFindings, templateTextFindings } from './template-findings.ts';

const allow = (Action: unknown, Resource: unknown, rest: object = {}): object => ({ Effect: 'Allow', Action, Resource, ...rest });
const bucket = 'arn:aws:s3:::reports/*';
const wide = allow(['s3:Get*', 's3:PutObject'], 'arn:aws:s3:::*');
const when = (Condition: object): object => ({ Condition });

const covered = (wideOne: object, narrow: object): { readonly policy: object; readonly findings: readonly [{ readonly messageId: 'covered'; readonly at: { readonly statement: number } }] } => ({
  policy: document(wideOne, narrow),
  findings: [{ messageId: 'covered', at: { statement: 1 } }],
});

testRule(rule, {
  valid: [
    { policy: document(wide) },
    { policy: document(wide, allow('s3:DeleteObject', bucket)) },
    { policy: document(wide, allow(['s3:GetObject', 'ec2:RunInstances'], bucket)) },
    { policy: document(wide, allow('s3:GetObject', '*')) },
    { name: 'of another effect', policy: document(wide, { ...allow('s3:GetObject', bucket), Effect: 'Deny' }) },
    { name: 'the same is for another rule', policy: document(wide, wide, allow(['s3:PutObject', 's3:get*'], 'arn:aws:s3:::*')) },
    { name: 'the wide one has a condition', policy: document({ ...wide, Condition: { Bool: { 'aws:SecureTransport': 'true' } } }, allow('s3:GetObject', bucket)) },
    {
      name: 'other values',
      policy: document(allow('s3:*', '*', when({ StringEquals: { 'aws:PrincipalTag/a': ['x', 'z'] } })), allow('s3:*', '*', when({ StringEquals: { 'aws:PrincipalTag/a': ['x', 'y'] } }))),
    },
    {
      name: 'fewer values that are excluded',
      policy: document(allow('s3:*', '*', when({ StringNotEquals: { 'aws:PrincipalTag/a': ['x', 'y'] } })), allow('s3:*', bucket, when({ StringNotEquals: { 'aws:PrincipalTag/a': 'x' } }))),
    },
    {
      name: 'what an absent key lets through',
      policy: document(allow('s3:*', '*', when({ StringEquals: { 'aws:PrincipalTag/a': 'x' } })), allow('s3:*', bucket, when({ StringEqualsIfExists: { 'aws:PrincipalTag/a': 'x' } }))),
    },
    { name: 'another set operator', policy: document(allow('s3:*', '*', when({ 'ForAnyValue:StringEquals': { 'aws:TagKeys': 'x' } })), allow('s3:*', bucket, when({ 'ForAllValues:StringEquals': { 'aws:TagKeys': 'x' } }))) },
    { name: 'a wildcard that is none', policy: document(allow('s3:*', '*', when({ StringEquals: { 's3:prefix': 'a*' } })), allow('s3:*', bucket, when({ StringEquals: { 's3:prefix': 'ab' } }))) },
    { name: 'a template leaves it open', policy: document(allow('s3:*', 'arn:aws:s3:::<<Bucket>>/*'), allow('s3:*', 'arn:aws:s3:::<<Other>>/a')) },
    { name: 'the wide condition is open', policy: document({ ...wide, Condition: '<<Condition>>' }, allow('s3:GetObject', bucket)) },
    { name: 'all but a list', policy: document({ Effect: 'Allow', NotAction: 's3:Get*', Resource: '*' }, allow('s3:GetObject', '*')) },
    { name: 'resources but a list', policy: document({ Effect: 'Allow', Action: '*', NotResource: 'arn:aws:s3:::*' }, allow('s3:GetObject', bucket)) },
    { name: 'other principals', type: 'resource', policy: { Version: '2012-10-17', Statement: ['111122223333', '444455556666'].map((AWS) => ({ Effect: 'Allow', Principal: { AWS }, Action: 's3:GetObject', Resource: bucket })) } },
    { name: 'a colon that a wildcard may not reach', policy: document(allow('iam:GetRole', 'arn:aws:iam::*:role/a'), allow('iam:GetRole', 'arn:aws:iam::1:role/b:role/a')) },
  ],
  invalid: [
    {
      ...covered(wide, allow('s3:GetObject', bucket, { Sid: 'Read', ...when({ Bool: { 'aws:SecureTransport': 'true' } }) })),
      findings: [{ messageId: 'covered', at: { statement: 1 }, message: /the statement `Read` allows nothing that the statement number 1 does not/, severity: 'suggestion' }],
    },
    { policy: document(allow('s3:GetObject', bucket), wide), findings: [{ messageId: 'covered', at: { statement: 0 } }] },
    { name: 'the earlier of two that cover each other stays', ...covered(allow('s3:Get*', '*'), allow(['s3:Get*', 's3:GetObject'], '*')) },
    covered(allow('*', '*'), { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }),
    covered({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }, { Effect: 'Allow', NotAction: ['iam:*', 's3:*'], Resource: '*' }),
    covered({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }, allow('s3:*', bucket)),
    covered({ Effect: 'Deny', Action: '*', NotResource: 'arn:aws:s3:::a/*' }, { Effect: 'Deny', Action: 's3:*', Resource: bucket }),
    covered(allow('s3:*', '*', when({ StringLike: { 's3:prefix': 'a*' } })), allow('s3:*', bucket, when({ StringEquals: { 's3:prefix': 'ab' } }))),
    covered(allow('s3:*', '*', when({ Null: { 's3:prefix': 'false' } })), allow('s3:*', bucket, when({ StringEquals: { 's3:prefix': 'ab' } }))),
    covered(allow('s3:*', '*', when({ ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:111122223333:*' } })), allow('s3:*', bucket, when({ ArnEquals: { 'aws:SourceArn': 'arn:aws:sns:us-east-1:111122223333:topic' } }))),
    covered(allow('s3:*', '*', when({ StringNotEquals: { 'aws:PrincipalTag/a': 'x' } })), allow('s3:*', bucket, when({ StringNotEquals: { 'aws:PrincipalTag/a': ['x', 'y'] } }))),
    covered(allow('s3:*', '*', when({ 'ForAllValues:StringEquals': { 'aws:TagKeys': ['x', 'y'] } })), allow('s3:*', bucket, when({ 'ForAllValues:StringEquals': { 'aws:TagKeys': 'y' } }))),
    covered(allow('s3:*', '*', when({ NumericLessThan: { 's3:max-keys': '10' } })), allow('s3:*', bucket, when({ NumericLessThan: { 's3:max-keys': '10' }, Bool: { 'aws:SecureTransport': 'true' } }))),
    { name: 'the narrow condition is open', ...covered(wide, { ...allow('s3:GetObject', bucket), Condition: '<<Condition>>' }) },
    { name: 'one template value', ...covered(allow('s3:*', 'arn:aws:s3:::<<Bucket>>/*'), allow('s3:*', 'arn:aws:s3:::<<Bucket>>/a')) },
    {
      type: 'resource',
      policy: { Version: '2012-10-17', Statement: [resourcePolicy({ AWS: ['111122223333', '444455556666'] }), resourcePolicy({ AWS: '444455556666' })].map(firstStatement) },
      findings: [{ messageId: 'covered', at: { statement: 1 } }],
    },
  ],
});

function firstStatement(policy: object): unknown {
  return 'Statement' in policy && Array.isArray(policy.Statement) ? policy.Statement[0] : undefined;
}

describe('with the other policies of the principal', () => {
  const narrow = document(allow('s3:GetObject', bucket));

  it('is found in an inline policy', () => {
    expect(templateFindings(rule, { Reader: role({ wide: document(wide), narrow }) })).toMatchObject([
      { messageId: 'elsewhere', at: '/Resources/Reader/Properties/Policies/1/PolicyDocument/Statement/0', message: /the policy `wide` of `Reader` does not/, related: ['/Resources/Reader/Properties/Policies/0/PolicyDocument/Statement/0'] },
    ]);
  });

  it("is found beside one of AWS's", () => {
    const reader = role({ narrow }, { ManagedPolicyArns: ['arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess'] });
    expect(templateFindings(rule, { Reader: reader })).toMatchObject([{ messageId: 'elsewhere', message: /`AmazonS3ReadOnlyAccess`/, related: [] }]);
  });

  it('is not found in what SAM makes of a function', () => {
    const text = JSON.stringify({
      Transform: 'AWS::Serverless-2016-10-31',
      Resources: {
        Handler: {
          Type: 'AWS::Serverless::Function',
          Properties: { CodeUri: 'src/', Handler: 'a.b', Runtime: 'nodejs22.x', Policies: ['AmazonSQSFullAccess', { SQSPollerPolicy: { QueueName: 'q' } }, document(allow('sqs:SendMessage', '*'))] },
        },
      },
    });
    expect(templateTextFindings(rule, text)).toMatchObject([{ messageId: 'elsewhere', at: '/Resources/Handler/Properties/Policies/2/Statement/0' }]);
  });

  it('is found once, of two that say the same', () => {
    expect(templateFindings(rule, { Reader: role({ a: narrow, b: narrow }) })).toMatchObject([{ at: '/Resources/Reader/Properties/Policies/1/PolicyDocument/Statement/0' }]);
  });

  it('is not found in a managed policy, which others may hold, nor where one of the holders needs it', () => {
    const shared = (type: string): object => ({ Type: type, Properties: { PolicyName: 'narrow', PolicyDocument: narrow, Roles: [{ Ref: 'Reader' }, { Ref: 'Other' }] } });
    const both = { Reader: role({ wide: document(wide) }), Other: role({ wide: document(wide) }) };
    expect(templateFindings(rule, { ...both, Shared: shared('AWS::IAM::ManagedPolicy') })).toEqual([]);
    expect(templateFindings(rule, { ...both, Shared: shared('AWS::IAM::Policy') })).toMatchObject([{ messageId: 'elsewhere' }]);
    expect(templateFindings(rule, { ...both, Other: role({}), Shared: shared('AWS::IAM::Policy') })).toEqual([]);
  });
});
