import { rule } from '../../src/rules/condition-key-never-present.ts';
import { conditionPolicy } from './condition-statement.ts';
import { testRule } from './rule-tester.ts';

const policy = (Action: unknown, Condition: unknown): object => conditionPolicy(Condition, { Action });
const prefix = { StringLike: { 's3:prefix': 'a/*' } };

testRule(rule, {
  valid: [
    policy('s3:List*', prefix),
    policy('*', prefix),
    policy('s3:GetObject', prefix),
    policy(['s3:Get*', '<<Action>>'], prefix),
    policy('s3:Get*', { StringEquals: { 'aws:username': 'a' } }),
    policy('s3:Get*', { StringEquals: { 'ec2:SourceInstanceARN': 'a' } }),
    policy('s3:Get*', { 'ForAnyValue:StringEqualsIfExists': { 's3:prefix': 'a' } }),
  ].map((valid) => ({ policy: valid })),
  invalid: [
    { policy: policy('sqs:*', prefix), findings: [{ messageId: 'neverTrue', at: '"s3:prefix"', severity: 'warning' }] },
    { policy: policy(['s3:GetObject*', 'sqs:Send*'], { StringLikeIfExists: { 's3:prefix': 'a/*' } }), findings: [{ messageId: 'alwaysTrue', at: '"s3:prefix"' }] },
  ],
});
