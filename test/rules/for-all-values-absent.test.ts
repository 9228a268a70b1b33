import { rule } from '../../src/rules/for-all-values-absent.ts';
import { conditionPolicy } from './condition-statement.ts';
import { testRule } from './rule-tester.ts';

const paths = { 'ForAllValues:StringLike': { 'aws:PrincipalOrgPaths': 'o-a1b2c3d4e5/*' } };

const keys = { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': '${aws:userid}' } };

testRule(rule, {
  valid: [
    conditionPolicy(keys, { Action: ['dynamodb:GetItem', 'dynamodb:Query'] }),
    // Written out, it is another rule's.
    conditionPolicy(keys, { Action: 'dynamodb:Scan' }),
    conditionPolicy(keys, { Action: 'dynamodb:*', Effect: 'Deny' }),
    conditionPolicy({ ...keys, Null: { 'dynamodb:LeadingKeys': 'false' } }, { Action: 'dynamodb:*' }),
    conditionPolicy({ ...paths, Null: { 'aws:PrincipalOrgPaths': 'false' } }),
    conditionPolicy({ ...paths, 'ForAnyValue:StringLike': { 'AWS:principalOrgPaths': '*' } }),
    conditionPolicy(paths, { Effect: 'Deny' }),
    conditionPolicy({ 'ForAllValues:StringEquals': { 'aws:TagKeys': 'team' } }),
  ].map((policy) => ({ policy })),
  invalid: [
    { policy: conditionPolicy(paths), findings: [{ messageId: 'alone', at: '"ForAllValues:StringLike"', severity: 'security' }] },
    { policy: conditionPolicy({ ...paths, Null: { 'aws:PrincipalOrgPaths': 'true' } }), findings: [{ messageId: 'alone', at: '"ForAllValues:StringLike"' }] },
    { policy: conditionPolicy(keys, { Action: ['dynamodb:GetItem', 'dynamodb:*'] }), findings: [{ messageId: 'uncarried', at: '"ForAllValues:StringEquals"', message: /^`dynamodb:\*` also stands for .*`dynamodb:LeadingKeys`/ }] },
  ],
});
