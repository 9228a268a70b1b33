import { defineRule, type Rule } from './rule.ts';
import { byService } from './support/broad-grant.ts';
import { DATA_ACTIONS } from './support/data-actions.ts';
import { exposures, IGNORED_ACTIONS } from './support/exposures.ts';
import { quotedList } from './support/quoted-list.ts';

const dataActions = byService(DATA_ACTIONS);

export const rule: Rule = defineRule({
  meta: {
    id: 'data-exposure',
    docs: {
      summary: 'statements that let the data of every bucket, table, queue or other resource be read',
      sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege'],
    },
    severity: 'warning',
    presets: ['strict'],
    policyTypes: ['identity'],
    messages: {
      any: { text: '{{actions}} on any resource reads what all of them hold, in this account and wherever others let it in: name the resources that are meant, or leave it out' },
    },
    options: IGNORED_ACTIONS,
  },
  create: (context) =>
    exposures(context, dataActions, ({ entry, actions }) => {
      context.report({ messageId: 'any', data: { actions: quotedList(actions) }, loc: entry.entry.loc });
    }),
});
