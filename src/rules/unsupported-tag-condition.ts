import type { ConditionTest } from '../model/policy.ts';
import { conditionKeyOfAction, servicesWithConditionKey } from '../reference/condition-keys.ts';
import { defineRule, type Rule } from './rule.ts';
import { ACCESS_ANALYZER_CHECKS, SERVICE_AUTHORIZATION_REFERENCE } from './support/aws-pages.ts';
import { trueWhenAbsent } from './support/condition-tests.ts';
import { quotedList } from './support/quoted-list.ts';
import type { StatementView } from './support/statement-view.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'unsupported-tag-condition',
    docs: {
      summary: 'conditions on the tags of a resource for services whose requests do not tell them',
      sources: [ACCESS_ANALYZER_CHECKS, SERVICE_AUTHORIZATION_REFERENCE],
    },
    severity: 'suggestion',
    presets: ['strict', 'access-analyzer'],
    messages: {
      allow: {
        text: 'requests for the actions of {{services}} never carry `{{key}}`, so this statement does not allow them: allow them in a statement without this key',
        accessAnalyzerCode: 'ALLOW_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE',
      },
      allowNotAction: {
        text: '`NotAction` covers actions whose requests never carry `{{key}}`, and this statement does not allow them: list the actions that it should allow',
        accessAnalyzerCode: 'ALLOW_NOTACTION_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE',
      },
      deny: {
        text: 'requests for the actions of {{services}} never carry `{{key}}`, so this statement does not deny them: deny them in a statement without this key',
        accessAnalyzerCode: 'DENY_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE',
        severity: 'security',
      },
      denyNotAction: {
        text: '`NotAction` covers actions whose requests never carry `{{key}}`, and this statement does not deny them: list the actions that it should deny',
        accessAnalyzerCode: 'DENY_NOTACTION_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE',
        severity: 'security',
      },
    },
  },
  create: (context) => ({
    condition(test, view) {
      const { text: key, id, loc } = test.key;
      if (!id.startsWith('aws:resourcetag/') || id.endsWith('/') || !failsWhenAbsent(test)) return;
      const { effect, action } = view.statement;
      if (action.kind === 'NotAction') {
        context.report({ messageId: effect === 'Allow' ? 'allowNotAction' : 'denyNotAction', data: { key }, loc });
        return;
      }
      const services = servicesWithoutTags(view, key);
      if (services.length === 0) return;
      context.report({ messageId: effect === 'Allow' ? 'allow' : 'deny', data: { key, services: quotedList(services) }, loc });
    },
  }),
});

function failsWhenAbsent(test: ConditionTest): boolean {
  return trueWhenAbsent(test) === false;
}

/** The services none of whose actions in the statement can be asked about with the tags of a resource. */
function servicesWithoutTags({ actions }: StatementView, key: string): readonly string[] {
  const supporting = new Set(servicesWithConditionKey(key));
  const support = new Map<string, boolean>();
  for (const { service: prefix, text, names, wildcard } of actions) {
    if (prefix === undefined || text === undefined || /[*?]/.test(prefix) || names.length === 0) continue;
    if (support.get(prefix) === true) continue;
    // A pattern over a whole service that has the key somewhere is worth no closer look.
    const supported = supporting.has(prefix) && (wildcard || names.some((name) => conditionKeyOfAction(name, key) === 'listed'));
    support.set(prefix, supported);
  }
  return [...support].filter(([, supported]) => !supported).map(([prefix]) => prefix);
}
