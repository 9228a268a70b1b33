import { knownText } from '../model/unknown-value.ts';
import { defineRule, type Rule } from './rule.ts';
import { ACCESS_ANALYZER_CHECKS, CONDITION_OPERATORS } from './support/aws-pages.ts';
import { traitsOf } from './support/condition-tests.ts';
import { parseIpRange } from './support/ip-range.ts';
import { replaceText } from './support/replace-text.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'ip-range-host-bits',
    docs: {
      summary: 'ranges of addresses that are not written by their first address',
      sources: [CONDITION_OPERATORS, ACCESS_ANALYZER_CHECKS],
    },
    severity: 'suggestion',
    presets: ['strict', 'access-analyzer'],
    fixable: true,
    messages: {
      hostBits: {
        text: '`{{value}}` stands for all of `{{range}}`: write that, or the address alone if only it is meant',
        accessAnalyzerCode: 'IMPROVE_IP_RANGE',
      },
    },
  },
  create: (context) => ({
    conditionValue(value, test) {
      const text = traitsOf(test).family === 'ipAddress' ? knownText(value.text) : undefined;
      const range = text === undefined ? undefined : parseIpRange(text);
      if (text === undefined || range?.hostBits !== true) return;
      const network = `${range.network}/${range.prefixLength}`;
      const fix = replaceText(context, value.loc, text, network);
      context.report({ messageId: 'hostBits', data: { value: text, range: network }, loc: value.loc, ...(fix === undefined ? {} : { fix }) });
    },
  }),
});
