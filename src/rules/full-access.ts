import { isAnything } from '../model/pattern.ts';
import type { ConditionClause, PatternEntry, Policy } from '../model/policy.ts';
import { defineRule, type Rule, type RuleSource } from './rule.ts';
import { NO_LIMITS } from './support/broad-grant.ts';
import { boundaryOf, granteesOf, isOnlyBoundary } from './support/held-policies.ts';

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
      if (statement.effect !== 'Allow' || !statement.conditions.every(sparesNobody) || isBounded(context.source)) return;
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

function sparesNobody(condition: ConditionClause): boolean {
  return condition.kind === 'test' && NO_LIMITS.has(condition.key.id);
}

/** What a boundary allows, nobody has by it; and whoever has one that allows less has no more than that. */
function isBounded(source: RuleSource): boolean {
  const holders = granteesOf(source);
  return isOnlyBoundary(source) || (holders.length > 0 && holders.every((holder) => isLess(boundaryOf(holder))));
}

function isLess(boundary: Policy | undefined): boolean {
  return boundary?.unseen.length === 0 && !boundary.statements.some(({ effect, action, resource }) => effect === 'Allow' && (action.kind === 'NotAction' || hasAnything(action)) && resource?.kind === 'Resource' && hasAnything(resource));
}

function hasAnything({ entries }: { readonly entries: readonly PatternEntry[] }): boolean {
  return entries.some(({ pattern }) => isAnything(pattern) || pattern.text === '*:*');
}
