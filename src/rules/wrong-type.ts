import { defineRule, type Rule } from './rule.ts';
import { reportSourceErrors } from './support/source-errors.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'wrong-type',
    docs: {
      summary: 'elements of the wrong JSON type',
      sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html'],
    },
    severity: 'error',
    presets: ['recommended', 'strict', 'access-analyzer'],
    messages: {
      wrongType: { text: '{{message}}', accessAnalyzerCode: 'DATA_TYPE_MISMATCH' },
    },
  },
  create: (context) => reportSourceErrors(context, { 'wrong-type': 'wrongType' }),
});
