import { defineRule, type Rule } from './rule.ts';
import { testOf } from './support/condition-tests.ts';
import { isOnlyBoundary } from './support/held-policies.ts';
import { wideGrant } from './support/wide-grant.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'pass-role-without-service',
    docs: {
      summary: '`iam:PassRole` on named roles without `iam:PassedToService`',
      sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html'],
    },
    severity: 'suggestion',
    presets: ['strict'],
    policyTypes: ['identity'],
    messages: {
      anyService: { text: 'the role may be passed to every service that it trusts: add `"StringEquals": { "iam:PassedToService": "…" }` with the services that are meant' },
    },
  },
  create: (context) => ({
    action({ entry, text, all }, view) {
      if (all || text?.toLowerCase() !== 'iam:passrole' || view.statement.effect !== 'Allow' || view.statement.action.kind !== 'Action') return;
      // Passing any role at all is worse, and reported as that.
      if (isOnlyBoundary(context.source) || !view.conditionsKnown || testOf(view, 'iam:passedtoservice') !== undefined || wideGrant(view, 'iam:PassRole') !== undefined) return;
      context.report({ messageId: 'anyService', loc: entry.loc });
    },
  }),
});
