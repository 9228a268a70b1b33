import { defineRule, type Rule } from './rule.ts';
import { reportSourceErrors } from './support/source-errors.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'invalid-effect',
    docs: {
      summary: 'an `Effect` other than `Allow` and `Deny`',
      sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_effect.html'],
    },
    severity: 'error',
    presets: ['recommended', 'strict', 'access-analyzer'],
    messages: {
      invalid: { text: '{{message}}', accessAnalyzerCode: 'INVALID_EFFECT' },
    },
  },
  create: (context) => reportSourceErrors(context, { 'invalid-effect': 'invalid' }),
});
