import { rule } from '../../src/rules/self-assigned-tag.ts';
import { testRule } from './rule-tester.ts';

const guarded = { Effect: 'Allow', Action: 'ec2:StartInstances', Resource: '*', Condition: { StringEquals: { 'aws:ResourceTag/team': 'blue' } } };
const tagging = { Effect: 'Allow', Action: 'ec2:CreateTags', Resource: '*' };
const policy = (...Statement: readonly object[]): object => ({ Version: '2012-10-17', Statement });

testRule(rule, {
  valid: [
    policy(guarded),
    policy(guarded, { ...tagging, Condition: { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['name'] } } }),
    policy(guarded, { ...tagging, Condition: { StringEquals: { 'ec2:CreateAction': 'RunInstances' } } }),
    policy(guarded, { ...tagging, Action: 'ec2:DeleteTags' }),
    policy(guarded, { ...tagging, Action: 'ec2:*' }),
    policy(guarded, { ...tagging, Action: 'rds:AddTagsToResource' }),
    policy(guarded, { ...tagging, Resource: 'arn:aws:ec2:*:*:volume/*' }),
    policy({ ...guarded, Condition: { StringEquals: { 'aws:ResourceTag/aws:cloudformation:stack-name': 'a' } } }, tagging),
    policy({ ...guarded, Condition: { StringNotEquals: { 'aws:ResourceTag/team': 'blue' } } }, tagging),
    policy(guarded, { ...tagging, Effect: 'Deny' }),
  ].map((valid) => ({ policy: valid })),
  invalid: [
    {
      policy: policy(guarded, tagging),
      findings: [{ messageId: 'settable', at: '"aws:ResourceTag/team"', severity: 'security', message: /`ec2:CreateTags`.*put `team` on/ }],
    },
    { policy: policy(tagging, { ...guarded, Resource: 'arn:aws:ec2:*:111122223333:instance/*' }), findings: [{ messageId: 'settable', at: '"aws:ResourceTag/team"' }] },
  ],
});
