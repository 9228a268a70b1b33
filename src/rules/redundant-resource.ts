import { defineRule, type Rule } from './rule.ts';
import { removeRedundant } from './support/remove-redundant.ts';
import { redundantEntries } from './support/redundant.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'redundant-resource',
    docs: {
      summary: 'resources that another resource of the same statement covers',
      sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html'],
    },
    severity: 'suggestion',
    presets: ['recommended', 'strict', 'access-analyzer'],
    fixable: true,
    messages: {
      covered: { text: '`{{resource}}` is covered by `{{by}}` in the same statement{{more}}: remove it', accessAnalyzerCode: 'REDUNDANT_RESOURCE' },
      repeated: { text: '`{{resource}}` stands in this statement already{{more}}: remove it', accessAnalyzerCode: 'REDUNDANT_RESOURCE' },
    },
  },
  create: (context) => ({
    statement({ statement }) {
      const { resource } = statement;
      const redundant = redundantEntries(resource?.entries ?? [], { ignoreCase: false, segments: true, group: () => undefined });
      const [first, ...others] = redundant;
      if (resource === undefined || first === undefined) return;
      const fix = removeRedundant(context, statement, resource.kind, redundant);
      context.report({
        messageId: first.entry.pattern.text === first.coveredBy.pattern.text ? 'repeated' : 'covered',
        data: {
          resource: first.entry.pattern.text,
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
