import { defineRule, type Rule } from './rule.ts';
import { removeRedundant } from './support/remove-redundant.ts';
import { redundantEntries } from './support/redundant.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'redundant-action',
    docs: {
      summary: 'actions that another action of the same statement covers',
      sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html'],
    },
    severity: 'suggestion',
    presets: ['recommended', 'strict', 'access-analyzer'],
    fixable: true,
    messages: {
      covered: { text: '`{{action}}` is covered by `{{by}}` in the same statement{{more}}: remove it', accessAnalyzerCode: 'REDUNDANT_ACTION' },
      repeated: { text: '`{{action}}` stands in this statement already{{more}}: remove it', accessAnalyzerCode: 'REDUNDANT_ACTION' },
    },
  },
  create: (context) => ({
    statement({ statement, actions }) {
      const services = new Map(actions.map(({ entry, service }) => [entry, service?.match(/[*?]/) ? undefined : service]));
      const redundant = redundantEntries(statement.action.entries, { ignoreCase: true, group: (entry) => services.get(entry) });
      const [first, ...others] = redundant;
      if (first === undefined) return;
      const same = first.entry.pattern.text.toLowerCase() === first.coveredBy.pattern.text.toLowerCase();
      const fix = removeRedundant(context, statement, statement.action.kind, redundant);
      context.report({
        messageId: same ? 'repeated' : 'covered',
        data: {
          action: first.entry.pattern.text,
          by: first.coveredBy.pattern.text,
          more: others.length === 0 ? '' : `, and ${others.length} more ${others.length === 1 ? 'is' : 'are'} redundant too`,
        },
        loc: first.entry.loc,
        related: [
          { message: 'what covers it', loc: first.coveredBy.loc },
          ...others.map(({ entry, coveredBy }) => ({ message: `\`${entry.pattern.text}\` is covered by \`${coveredBy.pattern.text}\``, loc: entry.loc })),
        ],
        ...(fix === undefined ? {} : { fix }),
      });
    },
  }),
});
