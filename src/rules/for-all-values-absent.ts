import type { ConditionTest } from '../model/policy.ts';
import { conditionKey } from '../reference/condition-keys.ts';
import { defineRule, type Rule } from './rule.ts';
import { MULTIVALUED_KEYS } from './support/aws-pages.ts';
import { asksForAbsence, trueWhenAbsent } from './support/condition-tests.ts';
import type { StatementView } from './support/statement-view.ts';

/**
 * Keys that tell who or what is meant. Of other keys, such as `aws:TagKeys`, a request that has none has
 * nothing to be kept in bounds.
 */
const DECIDING = /^aws:(?:(?:principal|source|resource|vpce)orgpaths|principalservicenameslist|calledvia)$|:amr$/;

export const rule: Rule = defineRule({
  meta: {
    id: 'for-all-values-absent',
    docs: {
      summary: '`ForAllValues` in an Allow without a check that the key is there',
      sources: [MULTIVALUED_KEYS],
    },
    severity: 'security',
    presets: ['recommended', 'strict'],
    messages: {
      alone: { text: '`ForAllValues` is also true of a request without `{{key}}`: add `"Null": { "{{key}}": "false" }`, or write `ForAnyValue` where one value is enough' },
    },
  },
  create: (context) => ({
    condition(test, view) {
      const { operator, operatorLoc, key } = test;
      if (view.statement.effect !== 'Allow' || operator.setOperator !== 'ForAllValues' || operator.name === 'Null') return;
      if (!DECIDING.test(key.id) || conditionKey(key.text)?.multivalued !== true || !view.conditionsKnown || isRequired(test, view)) return;
      context.report({ messageId: 'alone', data: { key: key.text }, loc: operatorLoc });
    },
  }),
});

/** Whether another test of the statement is false of a request without the key. */
function isRequired({ key }: ConditionTest, { tests }: StatementView): boolean {
  return tests.some((other) => other.key.id === key.id && (other.operator.name === 'Null' ? asksForAbsence(other) !== true : trueWhenAbsent(other) === false));
}
