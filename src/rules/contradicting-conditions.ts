import type { ConditionTest } from '../model/policy.ts';
import { defineRule, type Rule } from './rule.ts';
import { CONDITION_ELEMENT } from './support/aws-pages.ts';
import { contradicts } from './support/contradiction.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'contradicting-conditions',
    docs: {
      summary: 'conditions on one key that no request can fulfil together',
      sources: [CONDITION_ELEMENT],
    },
    severity: 'warning',
    presets: ['recommended', 'strict'],
    messages: {
      allow: { text: 'no request fulfils this and the other condition on `{{key}}`, so the statement allows nothing: conditions of a statement are joined by AND' },
      deny: {
        text: 'no request fulfils this and the other condition on `{{key}}`, so the statement denies nothing: conditions of a statement are joined by AND',
        severity: 'security',
      },
    },
  },
  create: (context) => ({
    statement({ statement, tests }) {
      const byKey = new Map<string, ConditionTest[]>();
      for (const test of tests) byKey.set(test.key.id, [...(byKey.get(test.key.id) ?? []), test]);
      for (const same of byKey.values()) {
        const [first, second] = firstContradiction(same) ?? [];
        if (first === undefined || second === undefined) continue;
        context.report({
          messageId: statement.effect === 'Allow' ? 'allow' : 'deny',
          data: { key: second.key.text },
          loc: second.loc,
          related: [{ message: 'the other condition', loc: first.loc }],
        });
      }
    },
  }),
});

function firstContradiction(tests: readonly ConditionTest[]): readonly [ConditionTest, ConditionTest] | undefined {
  for (const [index, second] of tests.entries()) {
    const first = tests.slice(0, index).find((earlier) => contradicts(earlier, second));
    if (first !== undefined) return [first, second];
  }
  return undefined;
}
