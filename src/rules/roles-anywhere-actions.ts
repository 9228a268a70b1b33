import { defineRule, type Rule } from './rule.ts';
import { ACCESS_ANALYZER_CHECKS } from './support/aws-pages.ts';
import { actionsKnown, coversAction, principalsOf } from './support/principals.ts';
import { quotedList } from './support/quoted-list.ts';

const NEEDED = ['sts:AssumeRole', 'sts:SetSourceIdentity', 'sts:TagSession'];

export const rule: Rule = defineRule({
  meta: {
    id: 'roles-anywhere-actions',
    docs: {
      summary: 'trust in IAM Roles Anywhere without the actions that it needs',
      sources: ['https://docs.aws.amazon.com/rolesanywhere/latest/userguide/trust-model.html', ACCESS_ANALYZER_CHECKS],
    },
    severity: 'error',
    presets: ['recommended', 'strict', 'access-analyzer'],
    policyTypes: ['trust'],
    messages: {
      missing: {
        text: 'IAM Roles Anywhere cannot assume the role without {{actions}}: add what is missing',
        accessAnalyzerCode: 'MISSING_ACTION_FOR_ROLES_ANYWHERE_TRUST_POLICY',
      },
    },
  },
  create: (context) => ({
    statement(view) {
      if (view.statement.effect !== 'Allow' || !actionsKnown(view)) return;
      if (!principalsOf(view).some(({ pattern }) => pattern.kind === 'service' && pattern.service === 'rolesanywhere.amazonaws.com')) return;
      const missing = NEEDED.filter((action) => !coversAction(view, action));
      if (missing.length > 0) context.report({ messageId: 'missing', data: { actions: quotedList(missing) }, loc: view.statement.action.loc });
    },
  }),
});
