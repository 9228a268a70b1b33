import { rule } from '../../src/rules/missing-set-operator.ts';
import { conditionPolicy } from './condition-statement.ts';
import { testRule } from './rule-tester.ts';

testRule(rule, {
  valid: [{ 'ForAnyValue:StringEquals': { 'aws:TagKeys': 'team' } }, { Null: { 'aws:TagKeys': 'true' } }, { StringEquals: { 'aws:username': 'a' } }].map((condition) => ({
    policy: conditionPolicy(condition),
  })),
  invalid: [
    {
      policy: conditionPolicy({ StringEquals: { 'aws:TagKeys': ['team'] } }),
      findings: [{ messageId: 'missing', at: '"aws:TagKeys"', code: 'MISSING_QUALIFIER', severity: 'error', message: /`ForAnyValue:StringEquals`/ }],
    },
    {
      policy: conditionPolicy({ StringLike: { 'AWS:principalorgpaths': 'o-a1b2c3d4e5/*' } }),
      findings: [{ messageId: 'missing', at: '"AWS:principalorgpaths"' }],
    },
  ],
});
