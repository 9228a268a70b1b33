import { rule } from '../../src/rules/lone-wildcard-condition.ts';
import { conditionPolicy } from './condition-statement.ts';
import { testRule } from './rule-tester.ts';

const policy = (operator: string, value: unknown = '*'): object => conditionPolicy({ [operator]: { 'aws:x': value } });
const at = '"aws:x": "*"';

testRule(rule, {
  valid: [policy('StringLike', 'a*'), policy('StringEquals'), policy('ForAnyValue:StringLikeIfExists'), policy('StringLike', '<<Value>>'), policy('ArnLike')].map((valid) => ({ policy: valid })),
  invalid: [
    { policy: policy('StringLike'), findings: [{ messageId: 'present', at, code: 'EQUIVALENT_TO_NULL_FALSE', severity: 'suggestion' }] },
    { policy: policy('ForAnyValue:StringLike'), findings: [{ messageId: 'present', at }] },
    { policy: policy('StringLike', ['a', '**']), findings: [{ messageId: 'present', at: '"aws:x": [\n            "a",\n            "**"\n          ]' }] },
    { policy: policy('StringNotLike'), findings: [{ messageId: 'absent', at, code: 'EQUIVALENT_TO_NULL_TRUE' }] },
    { policy: policy('ForAllValues:StringNotLike'), findings: [{ messageId: 'absent', at }] },
    { policy: policy('StringLikeIfExists'), findings: [{ messageId: 'always', at, code: 'REDUNDANT_KEY_DUE_TO_WILDCARD_IN_CONDITION' }] },
    { policy: policy('ForAllValues:StringLike'), findings: [{ messageId: 'always', at }] },
    { policy: policy('ForAnyValue:StringNotLike'), findings: [{ messageId: 'never', at, code: 'REDUNDANT_STATEMENT_DUE_TO_WILDCARD_IN_CONDITION' }] },
  ],
});
