import { rule } from '../../src/rules/request-tag-of-action.ts';
import { conditionPolicy } from './condition-statement.ts';
import { testRule } from './rule-tester.ts';

const team = { StringEquals: { 'aws:RequestTag/team': 'data' } };

testRule(rule, {
  valid: [
    conditionPolicy(team, { Action: ['logs:CreateLogGroup', 'ec2:RunInstances'] }),
    conditionPolicy({ 'ForAnyValue:StringEquals': { 'aws:TagKeys': 'team' } }, { Action: 'logs:CreateLogGroup' }),
    // True of a request without the key.
    conditionPolicy({ StringEqualsIfExists: { 'aws:RequestTag/team': 'data' } }, { Action: 'logs:DeleteLogGroup' }),
    conditionPolicy({ 'ForAllValues:StringEquals': { 'aws:TagKeys': 'team' } }, { Action: 'logs:DeleteLogGroup' }),
    conditionPolicy({ Null: { 'aws:RequestTag/team': 'true' } }, { Action: 'logs:DeleteLogGroup' }),
    // Patterns stand for others too.
    conditionPolicy(team, { Action: 'logs:*LogGroup' }),
    // For tagging, though the reference does not list the key.
    conditionPolicy({ 'ForAnyValue:StringEquals': { 'aws:TagKeys': 'team' } }, { Action: 'tag:TagResources', Effect: 'Deny' }),
    conditionPolicy({ StringEquals: { 'aws:ResourceTag/team': 'data' } }, { Action: 'logs:DeleteLogGroup' }),
  ].map((policy) => ({ policy })),
  invalid: [
    {
      policy: conditionPolicy(team, { Action: ['logs:CreateLogGroup', 'logs:DeleteLogGroup'] }),
      findings: [{ messageId: 'allow', at: '"aws:RequestTag/team"', severity: 'warning', message: /^requests for `logs:DeleteLogGroup` take no tags .* allow it in a statement/ }],
    },
    {
      policy: conditionPolicy({ 'ForAnyValue:StringEquals': { 'aws:TagKeys': 'team' } }, { Action: ['logs:DeleteLogGroup', 'sagemaker:DeleteDomain'], Effect: 'Deny' }),
      findings: [{ messageId: 'deny', at: '"aws:TagKeys"', message: /`logs:DeleteLogGroup` and `sagemaker:DeleteDomain` .* deny them in/ }],
    },
    { policy: conditionPolicy({ Null: { 'aws:RequestTag/team': 'false' } }, { Action: 'logs:DeleteLogGroup' }), findings: [{ messageId: 'allow', at: '"aws:RequestTag/team"' }] },
  ],
});
