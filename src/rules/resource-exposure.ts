import { defineRule, type Rule } from './rule.ts';
import { exposures, IGNORED_ACTIONS } from './support/exposures.ts';
import { quotedList } from './support/quoted-list.ts';
import { sharingActions } from './support/sharing-actions.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'resource-exposure',
    docs: {
      summary: 'statements that let every resource be opened to others, by its policy or by sharing it',
      sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_understand-policy-summary-access-level-summaries.html'],
    },
    severity: 'warning',
    presets: ['strict'],
    policyTypes: ['identity'],
    messages: {
      any: { text: '{{actions}} on any resource can open it to other accounts or to everyone: name the resources that are meant, or leave it out' },
    },
    options: IGNORED_ACTIONS,
  },
  create: (context) =>
    exposures(context, sharingActions, ({ entry, actions }) => {
      context.report({ messageId: 'any', data: { actions: quotedList(actions) }, loc: entry.entry.loc });
    }),
});
