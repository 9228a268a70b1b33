import type { Location } from '../model/location.ts';
import type { Policy } from '../model/policy.ts';
import { defineRule, type EscalationFinding, type EscalationStep, type Rule, type RuleEngine, type RuleSource } from './rule.ts';
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
      way: { text: 'this policy lets its holder gain more than it says, in {{count}} steps: whoever holds it {{message}}' },
    },
  },
  create: (context) => ({
    policy(policy) {
      for (const { message, loc, steps } of escalations(policy, context.source, context.engine)) {
        const count = steps.length;
        const witness = steps[0]?.request;
        const related = count > 1 ? steps.map((step, index) => ({ message: `${index + 1}. ${stepText(step)}`, loc: placeOf(step, context.source) ?? loc })) : [];
        context.report({ messageId: count > 1 ? 'way' : 'open', data: { message, count }, loc, ...(related.length === 0 ? {} : { related }), ...(witness === undefined ? {} : { witness }) });
      }
    },
  }),
});

function stepText({ request: { principal, action, resource }, effect }: EscalationStep): string {
  return `${typeof principal === 'string' ? principal : JSON.stringify(principal)} calls ${action} on ${resource}: ${effect}`;
}

/** Where the statement that allows a step stands, if that is in this file. */
function placeOf({ loc }: EscalationStep, source: RuleSource): Location | undefined {
  const inFile = [source.policy, ...(source.holders ?? []).flatMap((holder) => heldPolicies(holder).map((held) => held.source?.policy))];
  return inFile.some((policy) => policy?.statements.some(({ action }) => action.loc === loc)) ? loc : undefined;
}

/**
 * Whoever holds an inline policy is seen, with all else that this file gives it or keeps from it; a managed one is
 * judged by itself, since others may hold it too. A way that another of the holder's policies opens is found there.
 */
function escalations(policy: Policy, source: RuleSource, engine: RuleEngine | undefined): readonly EscalationFinding[] {
  const holder = source.holders?.find((principal) => isInlineOf(principal, source));
  if (holder === undefined) return engine?.escalations?.({ identityPolicies: [policy] }) ?? [];
  const permissionsBoundary = boundaryOf(holder);
  const held = { identityPolicies: heldPolicies(holder).map(({ policy: document }) => document), ...(permissionsBoundary === undefined ? {} : { permissionsBoundary }) };
  const found = engine?.escalations?.(held, holder);
  return (found ?? []).filter(({ loc }) => policy.statements.some(({ action }) => action.loc.pointer === loc.pointer));
}
