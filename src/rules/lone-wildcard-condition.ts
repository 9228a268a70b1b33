import { isAnything } from '../model/pattern.ts';
import type { ConditionTest } from '../model/policy.ts';
import { defineRule, type Rule } from './rule.ts';
import { ACCESS_ANALYZER_CHECKS, CONDITION_OPERATORS } from './support/aws-pages.ts';
import { traitsOf } from './support/condition-tests.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'lone-wildcard-condition',
    docs: {
      summary: 'conditions whose value is `*`: they ask whether the key is there, or nothing at all',
      sources: [CONDITION_OPERATORS, ACCESS_ANALYZER_CHECKS],
    },
    severity: 'suggestion',
    presets: ['strict', 'access-analyzer'],
    messages: {
      present: {
        text: '`*` matches every value, so this only asks that `{{key}}` is there: write `"Null": { "{{key}}": "false" }`',
        accessAnalyzerCode: 'EQUIVALENT_TO_NULL_FALSE',
      },
      absent: {
        text: '`*` matches every value, so this only asks that `{{key}}` is not there: write `"Null": { "{{key}}": "true" }`',
        accessAnalyzerCode: 'EQUIVALENT_TO_NULL_TRUE',
      },
      always: {
        text: '`*` matches every value, and `{{operator}}` is also true without the key, so this is always true: leave it out',
        accessAnalyzerCode: 'REDUNDANT_KEY_DUE_TO_WILDCARD_IN_CONDITION',
      },
      never: {
        text: '`*` matches every value, so `{{operator}}` is never true and the statement never applies: name the values, or leave the statement out',
        accessAnalyzerCode: 'REDUNDANT_STATEMENT_DUE_TO_WILDCARD_IN_CONDITION',
      },
    },
  },
  create: (context) => ({
    condition(test) {
      const { family, comparison } = traitsOf(test);
      if (family !== 'string' || comparison !== 'like' || !test.values.some((value) => isAnything(value.pattern))) return;
      const messageId = meaningOf(test);
      if (messageId !== undefined) context.report({ messageId, data: { key: test.key.text, operator: test.operatorText }, loc: test.loc });
    },
  }),
});

function meaningOf(test: ConditionTest): 'present' | 'absent' | 'always' | 'never' | undefined {
  const { setOperator, ifExists } = test.operator;
  // What it does on an absent key is not settled.
  if (setOperator === 'ForAnyValue' && ifExists) return undefined;
  if (traitsOf(test).negated) return setOperator === 'ForAnyValue' ? 'never' : 'absent';
  return setOperator === 'ForAllValues' || ifExists ? 'always' : 'present';
}
