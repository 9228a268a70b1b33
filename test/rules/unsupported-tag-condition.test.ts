import { rule } from '../../src/rules/unsupported-tag-condition.ts';
import { conditionPolicy } from './condition-statement.ts';
import { testRule } from './rule-tester.ts';

const tag = { StringEquals: { 'aws:ResourceTag/team': 'a' } };
const policy = (Action: unknown, Effect = 'Allow', Condition: unknown = tag): object => conditionPolicy(Condition, { Action, Effect });

testRule(rule, {
  valid: [
    { policy: policy('ec2:StartInstances') },
    { policy: policy(['ec2:StartInstances', 'ec2:DescribeInstances']) },
    { name: 'an absent key is enough', policy: policy('sts:GetCallerIdentity', 'Allow', { StringNotEquals: { 'aws:ResourceTag/team': 'a' } }) },
    { policy: policy('sts:GetCallerIdentity', 'Allow', { StringEqualsIfExists: { 'aws:ResourceTag/team': 'a' } }) },
    { policy: policy('sts:GetCallerIdentity', 'Allow', { Null: { 'aws:ResourceTag/team': 'true' } }) },
    { policy: policy('<<Action>>') },
    { policy: policy('nothing:Get') },
  ],
  invalid: [
    {
      policy: policy(['ec2:StartInstances', 'sts:GetCallerIdentity']),
      findings: [
        { messageId: 'allow', at: '"aws:ResourceTag/team"', message: /actions of `sts` never/, code: 'ALLOW_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE', severity: 'suggestion' },
      ],
    },
    {
      policy: policy('sts:GetCallerIdentity', 'Deny'),
      findings: [{ messageId: 'deny', at: '"aws:ResourceTag/team"', code: 'DENY_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE', severity: 'security' }],
    },
    {
      policy: conditionPolicy(tag, { Action: undefined, NotAction: 'iam:*' }),
      findings: [{ messageId: 'allowNotAction', at: '"aws:ResourceTag/team"', code: 'ALLOW_NOTACTION_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE' }],
    },
    {
      policy: conditionPolicy(tag, { Action: undefined, NotAction: 'iam:*', Effect: 'Deny' }),
      findings: [{ messageId: 'denyNotAction', at: '"aws:ResourceTag/team"', code: 'DENY_NOTACTION_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE', severity: 'security' }],
    },
  ],
});
