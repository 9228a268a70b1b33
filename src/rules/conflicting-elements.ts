import { defineRule, type Rule } from './rule.ts';
import { reportSourceErrors } from './support/source-errors.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'conflicting-elements',
    docs: {
      summary: 'statements that have an element and its negation',
      sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html'],
    },
    severity: 'error',
    presets: ['recommended', 'strict', 'access-analyzer'],
    messages: {
      both: { text: '{{message}}', accessAnalyzerCode: 'UNSUPPORTED_ELEMENT_COMBINATION' },
    },
  },
  create: (context) => reportSourceErrors(context, { 'conflicting-elements': 'both' }),
});
