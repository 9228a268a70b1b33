import { knownText } from '../model/unknown-value.ts';
import { defineRule, type Rule } from './rule.ts';
import { CONDITION_OPERATORS } from './support/aws-pages.ts';
import { traitsOf } from './support/condition-tests.ts';
import { parseIpRange } from './support/ip-range.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'any-source-ip',
    docs: {
      summary: 'ranges of addresses that hold every address',
      sources: [`${CONDITION_OPERATORS}#Conditions_IPAddress`],
    },
    severity: 'security',
    presets: ['recommended', 'strict'],
    messages: {
      all: { text: '`{{value}}` is every address, so the condition keeps nobody out: write the ranges that are meant' },
      none: { text: '`{{value}}` is every address, so the condition is true of none and the statement denies nothing: write the ranges that are meant' },
    },
  },
  create: (context) => ({
    conditionValue(value, test, { statement }) {
      const { family, negated } = traitsOf(test);
      const text = family === 'ipAddress' ? knownText(value.text) : undefined;
      if (text === undefined || parseIpRange(text)?.prefixLength !== 0 || negated !== (statement.effect === 'Deny')) return;
      context.report({ messageId: negated ? 'none' : 'all', data: { value: text }, loc: value.loc });
    },
  }),
});
