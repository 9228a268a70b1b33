import { isAnything } from '../model/pattern.ts';
import type { ConditionTest } from '../model/policy.ts';
import { defineRule, type Rule } from './rule.ts';
import { isOnlyBoundary } from './support/held-policies.ts';
import { wideGrant } from './support/wide-grant.ts';
import { isWithheld } from './support/withheld.ts';

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
      if (all || text === undefined || !isPassing(text) || view.statement.effect !== 'Allow' || view.statement.action.kind !== 'Action') return;
      // Passing any role at all is worse, and reported as that.
      if (isOnlyBoundary(context.source) || !view.conditionsKnown || view.tests.some(namesServices) || wideGrant(view, 'iam:PassRole') !== undefined) return;
      if (isWithheld('iam:PassRole', view.statement, context.source)) return;
      context.report({ messageId: 'anyService', loc: entry.loc });
    },
  }),
});

/** By name, or by a pattern of IAM that ends behind the verb: what covers more is for other rules. */
function isPassing(text: string): boolean {
  return /^iam:pass(?:role|r?o?l?e?\*)$/i.test(text);
}

/** Services are named, or excluded. */
function namesServices(test: ConditionTest): boolean {
  return test.key.id === 'iam:passedtoservice' && test.operator.name !== 'Null' && !test.values.some(({ pattern }) => isAnything(pattern));
}
