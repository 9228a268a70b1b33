import { rule } from '../../src/rules/redundant-numeric-value.ts';
import { conditionPolicy } from './condition-statement.ts';
import { testRule } from './rule-tester.ts';

const policy = (operator: string, values: unknown): string => JSON.stringify(conditionPolicy({ [operator]: { 's3:max-keys': values } }));

testRule(rule, {
  valid: [policy('NumericLessThan', ['10']), policy('NumericEquals', ['10', '20']), policy('NumericLessThan', ['10', '<<Limit>>']), policy('NumericLessThan', ['10', 'x'])].map((valid) => ({ policy: valid })),
  invalid: [
    {
      policy: policy('NumericLessThanEquals', ['10', '20']),
      findings: [{ messageId: 'redundant', at: '"s3:max-keys":["10","20"]', message: /only `20` counts/, code: 'REDUNDANT_CONDITION_VALUE_NUM', severity: 'suggestion', output: policy('NumericLessThanEquals', ['20']) }],
    },
    { policy: policy('NumericGreaterThan', [10, 5]), findings: [{ messageId: 'redundant', at: '"s3:max-keys":[10,5]', message: /only `5` counts/, output: policy('NumericGreaterThan', [5]) }] },
  ],
});
