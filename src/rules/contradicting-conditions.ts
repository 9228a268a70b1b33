import type { ConditionTest } from '../model/policy.ts';
import { defineRule, type Rule } from './rule.ts';
import { CONDITION_ELEMENT } from './support/aws-pages.ts';
import { contradicts, exhausted } from './support/contradiction.ts';

/** A tag of the resource goes by the names of several services, and is one. */
const TAG_OF_RESOURCE = /^(?:aws|ec2|ssm):(resourcetag\/.+)$/;

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
      several: { text: 'each of these values of `{{key}}` is excluded by another condition, so the statement {{effect}} nothing: conditions of a statement are joined by AND' },
      deny: {
        text: 'no request fulfils this and the other condition on `{{key}}`, so the statement denies nothing: conditions of a statement are joined by AND',
        severity: 'security',
      },
    },
  },
  create: (context) => ({
    statement({ statement, tests }) {
      const byKey = new Map<string, ConditionTest[]>();
      for (const test of tests) {
        const { id } = test.key;
        const key = TAG_OF_RESOURCE.exec(id)?.[1] ?? id;
        byKey.set(key, [...(byKey.get(key) ?? []), test]);
      }
      for (const same of byKey.values()) {
        if (same.length < 2) continue;
        const [first, second] = firstContradiction(same) ?? [];
        if (first !== undefined && second !== undefined) {
          context.report({
            messageId: statement.effect === 'Allow' ? 'allow' : 'deny',
            data: { key: second.key.text },
            loc: second.loc,
            related: [{ message: 'the other condition', loc: first.loc }],
          });
          continue;
        }
        const none = same.length > 2 ? exhausted(same) : undefined;
        if (none === undefined) continue;
        context.report({
          messageId: 'several',
          data: { key: none.key.text, effect: statement.effect === 'Allow' ? 'allows' : 'denies' },
          loc: none.loc,
          related: same.filter((test) => test !== none).map(({ loc }) => ({ message: 'another condition on it', loc })),
          severity: statement.effect === 'Allow' ? 'warning' : 'security',
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
