import { defineRule, type Rule } from './rule.ts';
import { broadGrant, byService } from './support/broad-grant.ts';
import { DATA_ACTIONS } from './support/data-actions.ts';
import { isOnlyBoundary } from './support/held-policies.ts';
import { listOption } from './support/options.ts';
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
        const grant = broadGrant(view, dataActions, ignored);
        if (grant !== undefined) context.report({ messageId: 'any', data: { actions: quotedList(grant.actions) }, loc: grant.entry.entry.loc });
      },
    };
  },
});
