import { POLICY_ELEMENTS } from '../model/parse/policy.ts';
import { STATEMENT_ELEMENTS } from '../model/parse/statement.ts';
import { defineRule, type Rule } from './rule.ts';
import { replaceText } from './support/replace-text.ts';
import { reportSourceErrors } from './support/source-errors.ts';
import { memberAt, statementNodes } from './support/statement-nodes.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'unknown-element',
    docs: {
      summary: 'elements that the policy language does not have',
      sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html'],
    },
    severity: 'error',
    presets: ['recommended', 'strict', 'access-analyzer'],
    fixable: true,
    messages: {
      unknown: { text: '{{message}}', accessAnalyzerCode: 'INVALID_POLICY_ELEMENT' },
    },
  },
  create: (context) =>
    reportSourceErrors(context, { 'unknown-element': 'unknown' }, ({ loc }) => {
      const { node } = context.source;
      if (node.kind !== 'object') return undefined;
      const inPolicy = memberAt([node], loc);
      const found = inPolicy ?? memberAt(statementNodes(node), loc);
      if (found === undefined) return undefined;
      const { object, member } = found;
      const alike = (name: string): boolean => name.toLowerCase() === member.key.trim().toLowerCase();
      const wanted = (inPolicy === undefined ? STATEMENT_ELEMENTS : POLICY_ELEMENTS).find(alike);
      // Of two that are written alike, it is not sure which one counts.
      return wanted === undefined || object.members.filter(({ key }) => alike(key)).length > 1 ? undefined : replaceText(context, loc, member.key, wanted);
    }),
});
