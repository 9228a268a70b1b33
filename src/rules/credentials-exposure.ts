import { defineRule, type Rule } from './rule.ts';
import { broadGrant, byService } from './support/broad-grant.ts';
import { CREDENTIAL_ACTIONS } from './support/credential-actions.ts';
import { isOnlyBoundary } from './support/held-policies.ts';
import { listOption } from './support/options.ts';
import { quotedList } from './support/quoted-list.ts';

const credentialActions = byService(CREDENTIAL_ACTIONS.keys());

export const rule: Rule = defineRule({
  meta: {
    id: 'credentials-exposure',
    docs: {
      summary: 'statements that give out credentials or secrets of any resource',
      sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/security-creds.html', 'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege'],
    },
    severity: 'warning',
    presets: ['strict'],
    policyTypes: ['identity'],
    messages: {
      one: { text: '{{actions}} on any resource gives its caller {{what}}: name the resources that are meant, or leave it out' },
      several: { text: '{{actions}} on any resource give their caller credentials, among them {{what}}: name the resources that are meant, or leave it out' },
    },
    options: {
      schema: { type: 'object', properties: { ignore: { type: 'array', items: { type: 'string' } } }, additionalProperties: false },
      defaults: { ignore: [] },
    },
  },
  create: (context) => {
    const ignored = new Set(listOption(context.options, 'ignore').map((name) => name.toLowerCase()));
    // What a boundary allows, nobody has by it.
    if (isOnlyBoundary(context.source)) return {};
    return {
      statement(view) {
        const grant = broadGrant(view, credentialActions, ignored);
        if (grant === undefined) return;
        const { entry, actions } = grant;
        const what = CREDENTIAL_ACTIONS.get(actions[0] ?? '') ?? 'credentials';
        context.report({ messageId: actions.length === 1 ? 'one' : 'several', data: { actions: quotedList(actions), what }, loc: entry.entry.loc });
      },
    };
  },
});
