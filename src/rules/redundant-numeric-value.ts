import type { ConditionTest } from '../model/policy.ts';
import { defineRule, type Rule } from './rule.ts';
import { ACCESS_ANALYZER_CHECKS, CONDITION_OPERATORS } from './support/aws-pages.ts';
import { knownValues, traitsOf } from './support/condition-tests.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'redundant-numeric-value',
    docs: {
      summary: 'several limits for one number, of which one decides',
      sources: [CONDITION_OPERATORS, ACCESS_ANALYZER_CHECKS],
    },
    severity: 'suggestion',
    presets: ['strict', 'access-analyzer'],
    messages: {
      redundant: {
        text: '`{{operator}}` is true when any of its values makes it true, so of these limits only `{{value}}` counts: leave out the others',
        accessAnalyzerCode: 'REDUNDANT_CONDITION_VALUE_NUM',
      },
    },
  },
  create: (context) => ({
    condition(test) {
      const value = decidingValue(test);
      if (value !== undefined) context.report({ messageId: 'redundant', data: { operator: test.operatorText, value }, loc: test.loc });
    },
  }),
});

function decidingValue(test: ConditionTest): number | undefined {
  const { family, comparison } = traitsOf(test);
  const values = knownValues(test).map(Number);
  if (family !== 'numeric' || values.length < 2 || values.length < test.values.length || values.some(Number.isNaN)) return undefined;
  if (comparison === 'lessThan' || comparison === 'lessThanEquals') return Math.max(...values);
  return comparison === 'greaterThan' || comparison === 'greaterThanEquals' ? Math.min(...values) : undefined;
}
