import { rule } from '../../src/rules/for-all-values-absent.ts';
import { conditionPolicy } from './condition-statement.ts';
import { testRule } from './rule-tester.ts';

const paths = { 'ForAllValues:StringLike': { 'aws:PrincipalOrgPaths': 'o-a1b2c3d4e5/*' } };

testRule(rule, {
  valid: [
    conditionPolicy({ ...paths, Null: { 'aws:PrincipalOrgPaths': 'false' } }),
    conditionPolicy({ ...paths, 'ForAnyValue:StringLike': { 'AWS:principalOrgPaths': '*' } }),
    conditionPolicy(paths, { Effect: 'Deny' }),
    conditionPolicy({ 'ForAllValues:StringEquals': { 'aws:TagKeys': 'team' } }),
  ].map((policy) => ({ policy })),
  invalid: [
    { policy: conditionPolicy(paths), findings: [{ messageId: 'alone', at: '"ForAllValues:StringLike"', severity: 'security' }] },
    { policy: conditionPolicy({ ...paths, Null: { 'aws:PrincipalOrgPaths': 'true' } }), findings: [{ messageId: 'alone', at: '"ForAllValues:StringLike"' }] },
  ],
});
