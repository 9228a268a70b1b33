import { defineRule, type Rule } from './rule.ts';
import { byService } from './support/broad-grant.ts';
import { CREDENTIAL_ACTIONS } from './support/credential-actions.ts';
import { exposures, IGNORED_ACTIONS } from './support/exposures.ts';
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
    options: IGNORED_ACTIONS,
  },
  create: (context) =>
    exposures(context, credentialActions, ({ entry, actions }) => {
      const what = CREDENTIAL_ACTIONS.get(actions[0] ?? '') ?? 'credentials';
      context.report({ messageId: actions.length === 1 ? 'one' : 'several', data: { actions: quotedList(actions), what }, loc: entry.entry.loc });
    }),
});
