import { conditionKey } from '../reference/condition-keys.ts';
import { defineRule, type Rule } from './rule.ts';
import { ACCESS_ANALYZER_CHECKS, SERVICE_AUTHORIZATION_REFERENCE } from './support/aws-pages.ts';
import { isProviderKey, keyPrefix, trueWhenAbsent } from './support/condition-tests.ts';
import { quotedList } from './support/quoted-list.ts';
import { neverCarries } from './support/unlisted-keys.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'condition-key-of-action',
    docs: {
      summary: 'condition keys of a service that requests for the named actions never carry',
      sources: [SERVICE_AUTHORIZATION_REFERENCE, ACCESS_ANALYZER_CHECKS],
    },
    severity: 'error',
    presets: ['recommended', 'strict', 'access-analyzer'],
    messages: {
      unsupported: {
        text: 'requests for {{actions}} never carry `{{key}}`, so this condition is always {{outcome}} for {{them}}: put {{them}} into a statement without it',
        accessAnalyzerCode: 'UNSUPPORTED_ACTION_FOR_CONDITION_KEY',
      },
    },
  },
  create: (context) => ({
    condition(test, { actions, statement }) {
      const { text, id, loc } = test.key;
      const prefix = keyPrefix(id);
      if (statement.action.kind === 'NotAction' || prefix === undefined || prefix === 'aws' || isProviderKey(id)) return;
      // Who allows with `IfExists` knows of requests without the key; a Deny that so becomes total is rarely meant.
      if ((test.operator.ifExists && statement.effect === 'Allow') || conditionKey(text) === undefined) return;
      const without = actions.flatMap((entry) =>
        entry.text !== undefined && !entry.wildcard && neverCarries(entry.text, text) ? [entry.text] : [],
      );
      if (without.length === 0) return;
      const outcome = trueWhenAbsent(test) === true ? 'true' : 'false';
      const them = without.length === 1 ? 'it' : 'them';
      context.report({ messageId: 'unsupported', data: { actions: quotedList(without), key: text, outcome, them }, loc });
    },
  }),
});
