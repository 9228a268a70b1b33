import { defineRule, type Rule } from './rule.ts';
import { reportSourceErrors } from './support/source-errors.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'resource-in-trust-policy',
    docs: {
      summary: 'role trust policies with a `Resource` element',
      sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-custom.html'],
    },
    severity: 'error',
    presets: ['recommended', 'strict', 'access-analyzer'],
    messages: {
      present: { text: '{{message}}', accessAnalyzerCode: 'ROLE_TRUST_POLICY_SYNTAX_ERROR_RESOURCE' },
    },
  },
  create: (context) => reportSourceErrors(context, { 'resource-not-allowed': 'present' }),
});
