import type { Policy } from '../model/policy.ts';
import { defineRule, type EscalationFinding, type Rule, type RuleEngine, type RuleSource } from './rule.ts';
import { boundaryOf, heldPolicies, isInlineOf } from './support/held-policies.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'privilege-escalation',
    docs: {
      summary: 'policies whose holder can give itself more than they say',
      sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html'],
    },
    severity: 'security',
    presets: ['strict'],
    needsEngine: true,
    policyTypes: ['identity'],
    messages: {
      open: { text: 'this policy lets its holder gain more than it says: whoever holds it {{message}}' },
    },
  },
  create: (context) => ({
    policy(policy) {
      for (const { message, loc, witness } of escalations(policy, context.source, context.engine)) {
        context.report({ messageId: 'open', data: { message }, loc, ...(witness === undefined ? {} : { witness }) });
      }
    },
  }),
});

/**
 * Whoever holds an inline policy is seen, with all else that this file gives it or keeps from it; a managed one is
 * judged by itself, since others may hold it too. A way that another of the holder's policies opens is found there.
 */
function escalations(policy: Policy, source: RuleSource, engine: RuleEngine | undefined): readonly EscalationFinding[] {
  const holder = source.holders?.find((principal) => isInlineOf(principal, source));
  if (holder === undefined) return engine?.escalations?.({ identityPolicies: [policy] }) ?? [];
  const permissionsBoundary = boundaryOf(holder);
  const found = engine?.escalations?.({
    identityPolicies: heldPolicies(holder).map((held) => held.policy),
    ...(permissionsBoundary === undefined ? {} : { permissionsBoundary }),
  });
  return (found ?? []).filter(({ loc }) => policy.statements.some(({ action }) => action.loc.pointer === loc.pointer));
}
