import { defineRule, type Rule } from './rule.ts';
import { reportSourceErrors } from './support/source-errors.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'duplicate-condition-key',
    docs: {
      summary: 'a condition key that stands twice under one operator',
      sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html'],
    },
    severity: 'error',
    presets: ['recommended', 'strict', 'access-analyzer'],
    messages: {
      duplicate: { text: '{{message}}', accessAnalyzerCode: 'DUPLICATE_KEYS_WITH_DIFFERENT_CASE' },
    },
  },
  create: (context) => reportSourceErrors(context, { 'duplicate-condition-key': 'duplicate' }),
});
