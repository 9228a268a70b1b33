import { conditionKeyOfAction } from '../reference/condition-keys.ts';
import { action } from '../reference/services.ts';
import { defineRule, type Rule } from './rule.ts';
import { SERVICE_AUTHORIZATION_REFERENCE } from './support/aws-pages.ts';
import { trueWhenAbsent } from './support/condition-tests.ts';
import { quotedList } from './support/quoted-list.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'request-tag-of-action',
    docs: {
      summary: 'conditions on the tags in a request for actions that take no tags',
      sources: [SERVICE_AUTHORIZATION_REFERENCE, 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_tags.html'],
    },
    severity: 'warning',
    presets: ['strict'],
    messages: {
      allow: { text: 'requests for {{actions}} take no tags and never carry `{{key}}`, so this statement allows none of them: allow {{them}} in a statement without this condition' },
      deny: { text: 'requests for {{actions}} take no tags and never carry `{{key}}`, so this statement denies none of them: deny {{them}} in a statement without this condition' },
    },
  },
  create: (context) => ({
    condition(test, { actions, statement }) {
      const { text: key, id, loc } = test.key;
      if (!/^aws:(?:requesttag\/.|tagkeys$)/.test(id) || statement.action.kind === 'NotAction' || trueWhenAbsent(test) !== false) return;
      const without = actions.flatMap(({ text, wildcard, names: [name] }) => (text !== undefined && !wildcard && name !== undefined && takesNoTags(name, key) ? [text] : []));
      if (without.length === 0) return;
      const them = without.length === 1 ? 'it' : 'them';
      context.report({ messageId: statement.effect === 'Allow' ? 'allow' : 'deny', data: { actions: quotedList(without), key, them }, loc });
    },
  }),
});

/** The reference leaves the key out for some actions that are for tagging (`tag:TagResources`): of those nothing is said. */
function takesNoTags(name: string, key: string): boolean {
  return conditionKeyOfAction(name, key) === 'anyService' && action(name)?.action.accessLevel !== 'Tagging' && !/tag/i.test(name);
}
