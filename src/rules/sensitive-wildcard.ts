import { action } from '../reference/services.ts';
import { defineRule, type Rule } from './rule.ts';
import { SENSITIVE_SERVICES } from './support/broad-grant.ts';
import { CREDENTIAL_ACTIONS } from './support/credential-actions.ts';
import { isOnlyBoundary } from './support/held-policies.ts';
import { listOption } from './support/options.ts';
import { isUnconditional, isWithheld } from './support/withheld.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'sensitive-wildcard',
    docs: {
      summary: 'patterns that bring in actions on permissions or credentials of IAM, AWS KMS and the like',
      sources: [
        'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege',
        'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_understand-policy-summary-access-level-summaries.html',
      ],
    },
    severity: 'warning',
    presets: ['strict'],
    policyTypes: ['identity'],
    messages: {
      pattern: { text: '`{{pattern}}` stands for {{count}} actions, {{kind}} such as `{{example}}` among them, and for those that AWS adds: list what is needed' },
    },
    options: {
      schema: { type: 'object', properties: { services: { type: 'array', items: { type: 'string' } } }, additionalProperties: false },
      defaults: { services: SENSITIVE_SERVICES },
    },
  },
  create: (context) => {
    const services = new Set(listOption(context.options, 'services').map((service) => service.toLowerCase()));
    // What a boundary allows, nobody has by it.
    if (isOnlyBoundary(context.source)) return {};
    return {
      action({ entry, text, service, wildcard, all, names }, { statement }) {
        if (!wildcard || all || text === undefined || service === undefined || !services.has(service)) return;
        if (statement.effect !== 'Allow' || statement.action.kind !== 'Action') return;
        const isOpen = (name: string): boolean => !isWithheld(name, statement, context.source, isUnconditional);
        const managing = names.find((name) => action(name)?.action.accessLevel === 'Permissions management' && isOpen(name));
        const example = managing ?? names.find((name) => CREDENTIAL_ACTIONS.has(name) && isOpen(name));
        if (example === undefined || names.length === 1) return;
        const kind = managing === undefined ? 'ways to credentials' : 'changes of permissions';
        context.report({ messageId: 'pattern', data: { pattern: text, count: names.length, kind, example }, loc: entry.loc });
      },
    };
  },
});
