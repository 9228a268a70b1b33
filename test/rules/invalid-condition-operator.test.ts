import { rule } from '../../src/rules/invalid-condition-operator.ts';
import { testRule } from './rule-tester.ts';

const policy = (Condition: object): object => ({ Statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: '*', Condition } });

testRule(rule, {
  valid: [
    { policy: policy({ StringEquals: { 'aws:username': 'a' }, 'ForAnyValue:StringLikeIfExists': { 'aws:TagKeys': 'a' }, Null: { 'aws:username': 'true' } }) },
    { name: 'in another case', policy: policy({ stringequals: { 'aws:username': 'a' } }) },
  ],
  invalid: [
    {
      policy: policy({ StringEqual: { 'aws:username': 'a' } }),
      findings: [{ messageId: 'unknown', at: '"StringEqual"', message: /did you mean `StringEquals`/, code: 'INVALID_CONDITION_OPERATOR', severity: 'error' }],
    },
    { policy: policy({ NullIfExists: { 'aws:username': 'true' } }), findings: [{ messageId: 'nullIfExists', at: '"NullIfExists"', code: 'NULL_WITH_IF_EXISTS', output: JSON.stringify(policy({ Null: { 'aws:username': 'true' } }), null, 2) }] },
    {
      name: 'a `Null` that is there as well',
      policy: policy({ NullIfExists: { 'aws:username': 'true' }, Null: { 'aws:userid': 'true' } }),
      findings: [{ messageId: 'nullIfExists', at: '"NullIfExists"', output: null }],
    },
  ],
});
