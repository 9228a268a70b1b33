import { rule } from '../../src/rules/lone-wildcard-condition.ts';
import { conditionPolicy } from './condition-statement.ts';
import { testRule } from './rule-tester.ts';

const policy = (operator: string, value: unknown = '*'): object => conditionPolicy({ [operator]: { 'aws:x': value } });
const at = '"aws:x": "*"';
const fixed = (document: object): string => JSON.stringify(document, null, 2);

testRule(rule, {
  valid: [policy('StringLike', 'a*'), policy('StringEquals'), policy('ForAnyValue:StringLikeIfExists'), policy('StringLike', '<<Value>>'), policy('ArnLike')].map((valid) => ({ policy: valid })),
  invalid: [
    { policy: policy('StringLike'), findings: [{ messageId: 'present', at, code: 'EQUIVALENT_TO_NULL_FALSE', severity: 'suggestion', output: fixed(policy('Null', 'false')) }] },
    { policy: policy('ForAnyValue:StringLike', ['*']), findings: [{ messageId: 'present', at: '"aws:x": [\n            "*"\n          ]', output: fixed(policy('Null', ['false'])) }] },
    {
      name: 'keys that have nothing but `*`, and one that has more',
      policy: '{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringLike":{"aws:x":"*","aws:y":["*"]},"ForAnyValue:StringLike":{"aws:z":"*","aws:w":"a"}}}}',
      findings: [
        { messageId: 'present', at: '"aws:x":"*"', output: null },
        { messageId: 'present', at: '"aws:y":["*"]', output: null },
        { messageId: 'present', at: '"aws:z":"*"', output: null },
      ].map((finding, index) => (index === 2 ? finding : { ...finding, output: '{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"Null":{"aws:x":"false","aws:y":["false"]},"ForAnyValue:StringLike":{"aws:z":"*","aws:w":"a"}}}}' })),
    },
    { name: 'a `Null` that is there', policy: conditionPolicy({ Null: { 'aws:y': 'true' }, StringLike: { 'aws:x': '*' } }), findings: [{ messageId: 'present', at, output: null }] },
    { policy: policy('StringLike', ['a', '**']), findings: [{ messageId: 'present', at: '"aws:x": [\n            "a",\n            "**"\n          ]' }] },
    { policy: policy('StringNotLike'), findings: [{ messageId: 'absent', at, code: 'EQUIVALENT_TO_NULL_TRUE', output: fixed(policy('Null', 'true')) }] },
    { policy: policy('ForAllValues:StringNotLike'), findings: [{ messageId: 'absent', at }] },
    { policy: policy('StringLikeIfExists'), findings: [{ messageId: 'always', at, code: 'REDUNDANT_KEY_DUE_TO_WILDCARD_IN_CONDITION', output: fixed(conditionPolicy(undefined)) }] },
    {
      name: 'one condition of several',
      policy: '{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringLikeIfExists":{"aws:x":"*","aws:y":"a"}}}}',
      findings: [{ messageId: 'always', at: '"aws:x":"*"', output: '{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringLikeIfExists":{"aws:y":"a"}}}}' }],
    },
    {
      name: 'one operator of several',
      policy: '{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"Bool":{"aws:y":"true"},"StringLikeIfExists":{"aws:x":"*"}}}}',
      findings: [{ messageId: 'always', at: '"aws:x":"*"', output: '{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"Bool":{"aws:y":"true"}}}}' }],
    },
    { policy: policy('ForAllValues:StringLike'), findings: [{ messageId: 'always', at }] },
    { policy: policy('ForAnyValue:StringNotLike'), findings: [{ messageId: 'never', at, output: null, code: 'REDUNDANT_STATEMENT_DUE_TO_WILDCARD_IN_CONDITION' }] },
  ],
});
