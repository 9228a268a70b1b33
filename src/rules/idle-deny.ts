import type { Policy, Statement } from '../model/policy.ts';
import type { SourcePrincipal } from '../model/policy-source.ts';
import { defineRule, type Rule, type RuleEngine, type RuleSource } from './rule.ts';
import { asAllow, withStatements } from './support/allowing.ts';
import { isGenerated } from './support/generated.ts';
import { heldPolicies, isInlineOf, isSame, isWhole } from './support/held-policies.ts';
import { quotedList } from './support/quoted-list.ts';
import { statementName } from './support/statement-name.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'idle-deny',
    docs: {
      summary: 'statements that deny their principal what it is not allowed anyway',
      sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_AccessPolicyLanguage_Interplay.html'],
    },
    severity: 'suggestion',
    presets: ['strict'],
    needsEngine: true,
    policyTypes: ['identity'],
    messages: {
      idle: {
        text: 'the statement {{name}} denies nothing that a policy of {{holders}} allows: if it is to hold for what a resource-based policy or a later one allows, keep it; else check what it was to deny',
      },
    },
  },
  create: (context) => ({
    policy(policy, statements) {
      const { engine, source } = context;
      const { holders = [] } = source;
      // Nobody else holds an inline policy: elsewhere a Deny may well be a guard.
      if (engine?.disjoint === undefined || holders.length === 0 || !holders.every((holder) => isWhole(holder) && isInlineOf(holder, source))) return;
      for (const { statement } of statements) {
        if (statement.effect !== 'Deny' || statement.problems.length > 0 || isGenerated(statement)) continue;
        if (!holders.every((holder) => isIdle(statement, policy, holder, source, engine))) continue;
        const ids = quotedList([...new Set(holders.map(({ id }) => id))]);
        context.report({ messageId: 'idle', data: { name: statementName(statement), holders: ids }, loc: statement.loc });
      }
    },
  }),
});

function isIdle(statement: Statement, policy: Policy, holder: SourcePrincipal, source: RuleSource, engine: RuleEngine): boolean {
  const denied = withStatements(policy, [asAllow(statement)]);
  // What the statement applies to at all, and what is allowed without it.
  if (engine.isEmpty?.(denied).verdict !== 'violated') return false;
  const identityPolicies = heldPolicies(holder).map((held) => {
    const own = held.source !== undefined && isSame(held.source, source);
    return withStatements(held.policy, held.policy.statements.filter((other) => other.effect === 'Allow' && !(own && other.index === statement.index)));
  });
  return engine.disjoint?.({ identityPolicies: [denied] }, { identityPolicies }).verdict === 'holds';
}
