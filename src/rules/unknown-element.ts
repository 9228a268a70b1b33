import { defineRule, type Rule } from './rule.ts';
import { reportSourceErrors } from './support/source-errors.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'unknown-element',
    docs: {
      summary: 'elements that the policy language does not have',
      sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html'],
    },
    severity: 'error',
    presets: ['recommended', 'strict', 'access-analyzer'],
    messages: {
      unknown: { text: '{{message}}', accessAnalyzerCode: 'INVALID_POLICY_ELEMENT' },
    },
  },
  create: (context) => reportSourceErrors(context, { 'unknown-element': 'unknown' }),
});
