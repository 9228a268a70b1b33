import { conditionKey, servicesWithConditionKey } from '../reference/condition-keys.ts';
import { defineRule, type Rule } from './rule.ts';
import { SERVICE_AUTHORIZATION_REFERENCE } from './support/aws-pages.ts';
import { isProviderKey, keyPrefix, trueWhenAbsent } from './support/condition-tests.ts';
import { actionsKnown } from './support/principals.ts';
import type { StatementView } from './support/statement-view.ts';
import { neverCarries } from './support/unlisted-keys.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'condition-key-never-present',
    docs: {
      summary: 'condition keys that none of the actions of a pattern knows',
      sources: [SERVICE_AUTHORIZATION_REFERENCE],
    },
    severity: 'warning',
    presets: ['recommended', 'strict'],
    messages: {
      neverTrue: { text: 'no action that this statement covers has the key `{{key}}`, so the condition is never true and the statement has no effect' },
      alwaysTrue: { text: 'no action that this statement covers has the key `{{key}}`, so the condition is always true and limits nothing' },
    },
  },
  create: (context) => ({
    condition(test, view) {
      const { text, id, loc } = test.key;
      const prefix = keyPrefix(id);
      if (prefix === undefined || prefix === 'aws' || isProviderKey(id) || conditionKey(text) === undefined || !isNeverPresent(text, view)) return;
      const whenAbsent = trueWhenAbsent(test);
      if (whenAbsent !== undefined) context.report({ messageId: whenAbsent ? 'alwaysTrue' : 'neverTrue', data: { key: text }, loc });
    },
  }),
});

/** Asked only where a wildcard stands for actions: those that are named are another rule's. */
function isNeverPresent(key: string, view: StatementView): boolean {
  const { actions, statement } = view;
  if (statement.action.kind === 'NotAction' || !actionsKnown(view) || !actions.some((entry) => entry.wildcard)) return false;
  if (actions.some(({ all, service, names }) => all || service === undefined || /[*?]/.test(service) || names.length === 0)) return false;
  const services = new Set(servicesWithConditionKey(key));
  return actions.every(({ service, names }) => {
    const [first] = names;
    // A global key, of any service, tells so for every action alike.
    if (service !== undefined && !services.has(service)) return first !== undefined && neverCarries(first, key);
    return names.every((name) => neverCarries(name, key));
  });
}
