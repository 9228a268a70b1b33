import { rule } from '../../src/rules/null-with-set-operator.ts';
import { conditionPolicy } from './condition-statement.ts';
import { testRule } from './rule-tester.ts';

testRule(rule, {
  valid: [{ policy: conditionPolicy({ Null: { 'aws:TagKeys': 'true' } }) }, { policy: conditionPolicy({ 'ForAnyValue:StringEquals': { 'aws:TagKeys': 'a' } }) }],
  invalid: [
    {
      policy: conditionPolicy({ 'ForAllValues:Null': { 'aws:TagKeys': 'true' } }),
      findings: [{ messageId: 'qualified', at: '"ForAllValues:Null"', code: 'NULL_WITH_QUALIFIER', severity: 'suggestion', message: /`ForAllValues` adds nothing/ }],
    },
  ],
});
