import { defineRule, type Rule } from './rule.ts';
import { ACCESS_ANALYZER_CHECKS } from './support/aws-pages.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'principal-unique-id',
    docs: {
      summary: 'principals given by a unique ID instead of an ARN',
      sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids', ACCESS_ANALYZER_CHECKS],
    },
    severity: 'warning',
    presets: ['recommended', 'strict', 'access-analyzer'],
    messages: {
      role: {
        text: '`{{id}}` is the unique ID of a role, which AWS puts in the place of a role that was deleted: write the ARN of a role, or leave it out',
        accessAnalyzerCode: 'INVALID_ROLE_REFERENCE',
      },
      user: {
        text: '`{{id}}` is the unique ID of a user, which AWS puts in the place of a user that was deleted: write the ARN of a user, or leave it out',
        accessAnalyzerCode: 'INVALID_USER_REFERENCE',
      },
    },
  },
  create: (context) => ({
    principal({ pattern, loc }) {
      if (pattern.kind !== 'uniqueId') return;
      if (pattern.id.startsWith('AROA')) context.report({ messageId: 'role', data: { id: pattern.id }, loc });
      if (pattern.id.startsWith('AIDA')) context.report({ messageId: 'user', data: { id: pattern.id }, loc });
    },
  }),
});
