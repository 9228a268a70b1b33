import { knownText } from '../model/unknown-value.ts';
import { defineRule, type Rule } from './rule.ts';
import { replaceText } from './support/replace-text.ts';
import { reportSourceErrors } from './support/source-errors.ts';
import { memberAt, statementNodes } from './support/statement-nodes.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'invalid-effect',
    docs: {
      summary: 'an `Effect` other than `Allow` and `Deny`',
      sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_effect.html'],
    },
    severity: 'error',
    presets: ['recommended', 'strict', 'access-analyzer'],
    fixable: true,
    messages: {
      invalid: { text: '{{message}}', accessAnalyzerCode: 'INVALID_EFFECT' },
    },
  },
  create: (context) =>
    reportSourceErrors(context, { 'invalid-effect': 'invalid' }, ({ loc }) => {
      const value = memberAt(statementNodes(context.source.node), loc)?.member.value;
      const text = value?.kind === 'string' ? knownText(value.text) : undefined;
      const wanted = ['Allow', 'Deny'].find((effect) => effect.toLowerCase() === text?.trim().toLowerCase());
      return text === undefined || wanted === undefined ? undefined : replaceText(context, loc, text, wanted);
    }),
});
