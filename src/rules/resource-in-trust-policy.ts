import { defineRule, type Rule } from './rule.ts';
import { reportSourceErrors } from './support/source-errors.ts';
import { memberAt, removeElement, statementNodes } from './support/statement-nodes.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'resource-in-trust-policy',
    docs: {
      summary: 'role trust policies with a `Resource` element',
      sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-custom.html'],
    },
    severity: 'error',
    presets: ['recommended', 'strict', 'access-analyzer'],
    fixable: true,
    messages: {
      present: { text: '{{message}}', accessAnalyzerCode: 'ROLE_TRUST_POLICY_SYNTAX_ERROR_RESOURCE' },
    },
  },
  create: (context) =>
    reportSourceErrors(context, { 'resource-not-allowed': 'present' }, ({ loc }) => {
      const found = memberAt(statementNodes(context.source.node), loc);
      const edits = found === undefined || context.text === undefined ? undefined : removeElement(context.text, found.object, found.member.key);
      return edits === undefined ? undefined : { description: 'remove it', edits };
    }),
});
