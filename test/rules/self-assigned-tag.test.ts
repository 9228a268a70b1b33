import { rule } from '../../src/rules/self-assigned-tag.ts';
import { testRule } from './rule-tester.ts';

const guarded = { Effect: 'Allow', Action: 'ec2:StartInstances', Resource: '*', Condition: { StringEquals: { 'aws:ResourceTag/team': 'blue' } } };
const tagging = { Effect: 'Allow', Action: 'ec2:CreateTags', Resource: '*' };
const forAdmins = { ...guarded, Condition: { StringEquals: { 'aws:PrincipalTag/job': 'admin' } } };
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
    policy(guarded, tagging, { ...tagging, Effect: 'Deny' }),
    policy(guarded, tagging, { ...tagging, Effect: 'Deny', Condition: { 'ForAnyValue:StringEquals': { 'aws:TagKeys': ['team'] } } }),
    policy(guarded, tagging, { ...tagging, Effect: 'Deny', Condition: { Null: { 'aws:RequestTag/team': 'false' } } }),
    policy(guarded, tagging, { ...tagging, Effect: 'Deny', Condition: { Null: { 'aws:RequestTag/team': 'false' }, ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/admin' } } }),
    policy({ ...guarded, Action: 'ssm:StartSession', Resource: 'arn:aws:ssm:*:*:document/*' }, tagging),
    policy(forAdmins, { ...tagging, Action: 'iam:TagUser', Condition: { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['name'] } } }),
    policy(forAdmins, { ...tagging, Action: 'iam:TagUser', Resource: 'arn:aws:iam::111122223333:user/robot' }),
    policy(forAdmins, { ...tagging, Action: ['iam:TagPolicy', 'iam:UntagUser'] }),
  ].map((valid) => ({ policy: valid })),
  invalid: [
    {
      policy: policy(guarded, tagging),
      findings: [{ messageId: 'settable', at: '"aws:ResourceTag/team"', severity: 'security', message: /`ec2:CreateTags`.*put `team` on/ }],
    },
    {
      name: 'a tag of an instance, for a session on it',
      policy: policy({ ...guarded, Action: 'ssm:StartSession', Condition: { StringLike: { 'ssm:resourceTag/team': 'blue' } } }, tagging),
      findings: [{ messageId: 'settable', at: '"ssm:resourceTag/team"', message: /`ec2:CreateTags`/ }],
    },
    {
      name: 'a Deny of another tag, of another resource, and under a condition that spares anyone',
      policy: policy(
        guarded,
        tagging,
        { ...tagging, Effect: 'Deny', Condition: { 'ForAnyValue:StringEquals': { 'aws:TagKeys': ['owner'] } } },
        { ...tagging, Effect: 'Deny', Resource: 'arn:aws:ec2:*:*:volume/*' },
        { Effect: 'Deny', Action: 'ec2:CreateTags', NotResource: 'arn:aws:ec2:*:*:instance/*' },
        { ...tagging, Effect: 'Deny', Condition: { Null: { 'aws:RequestTag/team': 'false' }, BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } } },
        { ...tagging, Effect: 'Deny', Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } } },
      ),
      findings: [{ messageId: 'settable', at: '"aws:ResourceTag/team"' }],
    },
    {
      name: 'a tag of the caller',
      policy: policy(forAdmins, { ...tagging, Action: 'iam:Tag*' }),
      findings: [{ messageId: 'principal', at: '"aws:PrincipalTag/job"', message: /give itself the tag `job`/ }],
    },
    {
      policy: policy(forAdmins, { ...tagging, Action: 'iam:TagUser', Resource: 'arn:aws:iam::*:user/${aws:username}' }),
      findings: [{ messageId: 'principal', at: '"aws:PrincipalTag/job"' }],
    },
    { policy: policy(tagging, { ...guarded, Resource: 'arn:aws:ec2:*:111122223333:instance/*' }), findings: [{ messageId: 'settable', at: '"aws:ResourceTag/team"' }] },
  ],
});
