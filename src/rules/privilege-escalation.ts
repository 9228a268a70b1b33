import type { Location } from '../model/location.ts';
import { literalPattern } from '../model/pattern.ts';
import type { Policy, Statement } from '../model/policy.ts';
import { defineRule, type EscalationFinding, type EscalationStep, type Rule, type RuleEngine, type RuleSource } from './rule.ts';
import { boundaryOf, heldPolicies, isInlineOf } from './support/held-policies.ts';
import { actionPatternCovers } from './support/statement-cover.ts';

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
        const from = policy.statements.find(({ action }) => action.loc.pointer === loc.pointer);
        const at = (from === undefined ? undefined : entryOf(from, steps[0])) ?? loc;
        const witness = steps[0]?.request;
        const related = count > 1 ? steps.map((step, index) => ({ message: `${index + 1}. ${stepText(step)}`, loc: placeOf(step, context.source) ?? at })) : [];
        context.report({ messageId: count > 1 ? 'way' : 'open', data: { message, count }, loc: at, ...(related.length === 0 ? {} : { related }), ...(witness === undefined ? {} : { witness }) });
      }
    },
  }),
});

function stepText({ request: { principal, action, resource }, effect }: EscalationStep): string {
  return `${typeof principal === 'string' ? principal : JSON.stringify(principal)} calls ${action} on ${resource}: ${effect}`;
}

/** Where the action of a step is allowed, if that is in this file. */
function placeOf(step: EscalationStep, source: RuleSource): Location | undefined {
  const inFile = [source.policy, ...(source.holders ?? []).flatMap((holder) => heldPolicies(holder).map((held) => held.source?.policy))];
  const statement = inFile.flatMap((policy) => policy?.statements ?? []).find(({ action }) => action.loc === step.loc);
  return statement === undefined ? undefined : (entryOf(statement, step) ?? statement.action.loc);
}

/** The entry of Action that stands for what a step calls. */
function entryOf({ action }: Statement, step: EscalationStep | undefined): Location | undefined {
  if (step === undefined || action.kind !== 'Action') return undefined;
  const called = literalPattern(step.request.action);
  return action.entries.find(({ pattern }) => actionPatternCovers(pattern, called))?.loc;
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
