import { conditionKey } from '../reference/condition-keys.ts';
import { defineRule, type Rule } from './rule.ts';
import { ACCESS_ANALYZER_CHECKS, CONDITION_OPERATORS } from './support/aws-pages.ts';
import { traitsOf } from './support/condition-tests.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'multiple-booleans',
    docs: {
      summary: 'several values for a Boolean condition key',
      sources: [CONDITION_OPERATORS, ACCESS_ANALYZER_CHECKS],
    },
    severity: 'error',
    presets: ['recommended', 'strict', 'access-analyzer'],
    messages: {
      several: {
        text: '`{{key}}` is compared with {{count}} values, and a Boolean takes one: write `true` or `false`',
        accessAnalyzerCode: 'INVALID_CONDITION_MULTIPLE_BOOLEAN',
      },
    },
  },
  create: (context) => ({
    condition(test) {
      const { family } = traitsOf(test);
      if (test.values.length < 2) return;
      if (family !== 'bool' && family !== 'null' && conditionKey(test.key.text)?.type !== 'Bool') return;
      context.report({ messageId: 'several', data: { key: test.key.text, count: test.values.length }, loc: test.loc });
    },
  }),
});
