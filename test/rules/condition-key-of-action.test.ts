import { rule } from '../../src/rules/condition-key-of-action.ts';
import { conditionPolicy } from './condition-statement.ts';
import { testRule } from './rule-tester.ts';

const policy = (Action: unknown, Condition: unknown, rest: object = {}): object => conditionPolicy(Condition, { Action, ...rest });
const prefix = { StringLike: { 's3:prefix': 'a/*' } };

testRule(rule, {
  valid: [
    { policy: policy('s3:ListBucket', prefix) },
    { name: 'a pattern that some action fits', policy: policy('s3:List*', prefix) },
    { name: 'global keys', policy: policy('s3:ListAllMyBuckets', { StringEquals: { 'aws:ResourceTag/team': 'a' } }) },
    { name: 'a key whose listing is incomplete', policy: policy('aws-marketplace:Subscribe', { 'ForAnyValue:StringEquals': { 'aws-marketplace:ProductId': 'a' } }) },
    { name: 'an Allow that says what holds without the key', policy: policy(['ec2:CreateVpcEndpoint', 'ec2:DescribeVpcEndpoints'], { StringLikeIfExists: { 'ec2:VpceServiceName': 'a' } }) },
    { name: 'a key of which no action is told', policy: policy('iottwinmaker:GetEntity', { 'ForAnyValue:StringEquals': { 'iottwinmaker:linkedServices': 'IOTSITEWISE' } }) },
    { name: 'NotAction', policy: conditionPolicy(prefix, { Action: undefined, NotAction: 's3:GetObject' }) },
    { name: 'an action of a template', policy: policy('<<Action>>', prefix) },
    { name: 'an action that is not known', policy: policy('s3:Nothing', prefix) },
    { name: 'a key that is not known', policy: policy('s3:GetObject', { StringEquals: { 's3:Nothing': 'a' } }) },
  ],
  invalid: [
    {
      policy: policy(['s3:GetObject', 's3:ListBucket'], prefix),
      findings: [
        {
          messageId: 'unsupported',
          at: '"s3:prefix"',
          nth: 1,
          code: 'UNSUPPORTED_ACTION_FOR_CONDITION_KEY',
          severity: 'error',
          message: 'requests for `s3:GetObject` never carry `s3:prefix`, so this condition is always false for it: put it into a statement without it',
        },
      ],
    },
    {
      name: 'a key that is told of other actions only',
      policy: policy(['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt'], { StringEquals: { 'kms:EncryptionContext:tenant': 'a' } }),
      findings: [{ messageId: 'unsupported', at: '"kms:EncryptionContext:tenant"', message: /^requests for `kms:DescribeKey` never/ }],
    },
    {
      name: 'a Deny that is total where the key is absent',
      policy: policy(['ec2:DescribeInstances', 'ec2:DescribeVpcs'], { StringEqualsIfExists: { 'ec2:ResourceTag/team': 'a' } }, { Effect: 'Deny' }),
      findings: [{ messageId: 'unsupported', at: '"ec2:ResourceTag/team"', message: /`ec2:DescribeInstances` and `ec2:DescribeVpcs`.* always true for them/ }],
    },
  ],
});
