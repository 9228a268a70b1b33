import { defineRule, type Rule } from './rule.ts';

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
      for (const { message, loc, witness } of context.engine?.escalations?.(policy) ?? []) {
        context.report({ messageId: 'open', data: { message }, loc, ...(witness === undefined ? {} : { witness }) });
      }
    },
  }),
});
