import type { PatternEntry } from '../model/policy.ts';
import { defineRule, type Rule } from './rule.ts';
import { replaceText } from './support/replace-text.ts';
import type { ActionEntryView } from './support/statement-view.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'action-case',
    docs: {
      summary: 'actions in another case than AWS writes them',
      sources: [
        'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html',
        'https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html',
      ],
    },
    severity: 'suggestion',
    presets: ['strict'],
    fixable: true,
    messages: {
      other: { text: 'AWS writes `{{action}}` as `{{wanted}}`: it means the same, but is not found by a search' },
    },
  },
  create: (context) => ({
    statement({ actions }) {
      const found = actions.flatMap((entry) => otherCase(entry) ?? []);
      const [first, ...others] = found;
      if (first === undefined) return;
      const edits = found.flatMap(({ entry, text, wanted }) => replaceText(context, entry.loc, text, wanted)?.edits ?? []);
      context.report({
        messageId: 'other',
        data: { action: first.text, wanted: first.wanted },
        loc: first.entry.loc,
        ...(others.length === 0 ? {} : { related: others.map(({ entry, wanted }) => ({ message: `\`${wanted}\` in another case`, loc: entry.loc })) }),
        ...(edits.length === 0 ? {} : { fix: { description: 'write actions as AWS does', edits } }),
      });
    },
  }),
});

interface OtherCase {
  readonly entry: PatternEntry;
  readonly text: string;
  readonly wanted: string;
}

function otherCase(view: ActionEntryView): OtherCase | undefined {
  const { entry, text, wildcard } = view;
  if (wildcard || text === undefined) return undefined;
  // What a pattern stands for takes looking up.
  const [wanted] = view.names;
  if (wanted === undefined || text === wanted || text.toLowerCase() !== wanted.toLowerCase()) return undefined;
  return { entry, text, wanted };
}
