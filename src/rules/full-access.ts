import { defineRule, type Rule } from './rule.ts';
import { isOnlyBoundary } from './support/held-policies.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'full-access',
    docs: {
      summary: 'identity-based policies that allow everything, or everything but a list',
      sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html'],
    },
    severity: 'security',
    presets: ['recommended', 'strict'],
    policyTypes: ['identity'],
    messages: {
      everything: { text: 'the statement allows every action on every resource: list what is needed' },
      allBut: {
        text: '`NotAction` with `Allow` on every resource allows all of AWS but the list, {{iam}}: list what is needed, or deny the list and allow the rest by service',
      },
    },
  },
  create: (context) => ({
    statement({ statement, actions, resources }) {
      if (statement.effect !== 'Allow' || statement.conditions.length > 0 || isOnlyBoundary(context.source)) return;
      if (statement.resource?.kind !== 'Resource' || !resources.some((resource) => resource.all)) return;
      if (statement.action.kind === 'Action') {
        const all = actions.find((action) => action.all);
        if (all !== undefined) context.report({ messageId: 'everything', loc: all.entry.loc });
      } else if (actions.every((action) => action.text !== undefined)) {
        const exceptsIam = actions.some(({ text }) => text !== undefined && /^(?:iam:)?\*(?::\*)?$/i.test(text));
        context.report({ messageId: 'allBut', data: { iam: exceptsIam ? 'services of the future included' : 'IAM included' }, loc: statement.action.keyLoc });
      }
    },
  }),
});
