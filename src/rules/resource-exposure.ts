import { defineRule, type Rule } from './rule.ts';
import { broadGrant } from './support/broad-grant.ts';
import { isOnlyBoundary } from './support/held-policies.ts';
import { listOption } from './support/options.ts';
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
        const grant = broadGrant(view, sharingActions, ignored);
        if (grant !== undefined) context.report({ messageId: 'any', data: { actions: quotedList(grant.actions) }, loc: grant.entry.entry.loc });
      },
    };
  },
});
