import { defineRule, type Rule } from './rule.ts';
import { ACCESS_ANALYZER_CHECKS, PRINCIPAL_ELEMENT } from './support/aws-pages.ts';
import { principalsOf } from './support/principals.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'redundant-trust-principal',
    docs: {
      summary: 'sessions of a role as principals beside the role itself',
      sources: [`${PRINCIPAL_ELEMENT}#principal-role-session`, ACCESS_ANALYZER_CHECKS],
    },
    severity: 'suggestion',
    presets: ['strict', 'access-analyzer'],
    policyTypes: ['trust'],
    messages: {
      session: {
        text: 'the role `{{role}}` is named too, which covers all of its sessions: leave out this session, or the role if only the session is meant',
        accessAnalyzerCode: 'REDUNDANT_PRINCIPAL_IN_ROLE_TRUST_POLICY',
      },
    },
  },
  create: (context) => ({
    statement(view) {
      const principals = principalsOf(view).map((entry) => ({ entry, pattern: entry.pattern }));
      for (const { entry, pattern } of principals) {
        if (pattern.kind !== 'assumedRole') continue;
        const role = principals.find(({ pattern: other }) => other.kind === 'role' && other.accountId === pattern.accountId && other.name === pattern.roleName);
        if (role !== undefined) context.report({ messageId: 'session', data: { role: role.entry.text }, loc: entry.loc });
      }
    },
  }),
});
