import { defineRule, type Rule } from './rule.ts';
import { reportSourceErrors } from './support/source-errors.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'invalid-condition-operator',
    docs: {
      summary: 'condition operators that do not exist, and `Null` with `IfExists`',
      sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html'],
    },
    severity: 'error',
    presets: ['recommended', 'strict', 'access-analyzer'],
    messages: {
      unknown: { text: '{{message}}', accessAnalyzerCode: 'INVALID_CONDITION_OPERATOR' },
      nullIfExists: { text: '{{message}}', accessAnalyzerCode: 'NULL_WITH_IF_EXISTS' },
    },
  },
  create: (context) => reportSourceErrors(context, { 'unknown-operator': 'unknown', 'null-with-if-exists': 'nullIfExists' }),
});
