import { defineRule, type Rule } from './rule.ts';
import { reportSourceErrors } from './support/source-errors.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'invalid-version',
    docs: {
      summary: 'a `Version` that the policy language does not have',
      sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html'],
    },
    severity: 'error',
    presets: ['recommended', 'strict', 'access-analyzer'],
    messages: {
      invalid: { text: '{{message}}', accessAnalyzerCode: 'INVALID_VERSION' },
    },
  },
  create: (context) => reportSourceErrors(context, { 'invalid-version': 'invalid' }),
});
