import type { ConditionTest } from '../model/policy.ts';
import { conditionKey } from '../reference/condition-keys.ts';
import { defineRule, type Rule } from './rule.ts';
import { MULTIVALUED_KEYS } from './support/aws-pages.ts';
import { asksForAbsence, keyPrefix, trueWhenAbsent } from './support/condition-tests.ts';
import { quotedList } from './support/quoted-list.ts';
import type { StatementView } from './support/statement-view.ts';
import { neverCarries } from './support/unlisted-keys.ts';

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
      uncarried: {
        text: '`{{entry}}` also stands for actions whose requests never carry `{{key}}`, {{actions}}, and `ForAllValues` is true of those: they are allowed without a limit; name the actions that are meant',
      },
    },
  },
  create: (context) => ({
    condition(test, view) {
      const { operator, operatorLoc, key } = test;
      if (view.statement.effect !== 'Allow' || operator.setOperator !== 'ForAllValues' || operator.name === 'Null') return;
      if (conditionKey(key.text)?.multivalued !== true || !view.conditionsKnown || isRequired(test, view)) return;
      if (DECIDING.test(key.id)) context.report({ messageId: 'alone', data: { key: key.text }, loc: operatorLoc });
      else if (keyPrefix(key.id) !== 'aws') for (const found of uncarried(key.text, view)) context.report({ messageId: 'uncarried', data: { key: key.text, ...found }, loc: operatorLoc });
    },
  }),
});

/** Whether another test of the statement is false of a request without the key. */
function isRequired({ key }: ConditionTest, { tests }: StatementView): boolean {
  return tests.some((other) => other.key.id === key.id && (other.operator.name === 'Null' ? asksForAbsence(other) !== true : trueWhenAbsent(other) === false));
}

/** Patterns of actions that a key of their service was to keep in bounds. An action that is written out is `condition-key-of-action`'s to tell. */
function uncarried(key: string, { statement, actions }: StatementView): readonly { readonly entry: string; readonly actions: string }[] {
  if (statement.action.kind === 'NotAction') return [];
  return actions.flatMap(({ text, wildcard, all, names }) => {
    if (text === undefined || !wildcard || all) return [];
    const without = names.filter((name) => neverCarries(name, key));
    return without.length === 0 ? [] : [{ entry: text, actions: quotedList(without, 3) }];
  });
}
