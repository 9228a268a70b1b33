import { knownText } from '../model/unknown-value.ts';
import { defineRule, type Rule } from './rule.ts';
import { ACCESS_ANALYZER_CHECKS, CONDITION_OPERATORS } from './support/aws-pages.ts';
import { traitsOf } from './support/condition-tests.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'wildcard-without-like',
    docs: {
      summary: 'wildcards in the values of operators that take them literally',
      sources: [CONDITION_OPERATORS, ACCESS_ANALYZER_CHECKS],
    },
    severity: 'warning',
    presets: ['recommended', 'strict', 'access-analyzer'],
    messages: {
      literal: {
        text: '`{{operator}}` takes the wildcard in `{{value}}` for an ordinary character: write `{{wanted}}`',
        accessAnalyzerCode: 'WILDCARD_WITHOUT_LIKE_OPERATOR',
      },
    },
  },
  create: (context) => ({
    conditionValue(value, test) {
      const { family, comparison, negated } = traitsOf(test);
      const text = value.text.map((part) => (typeof part === 'string' ? part : '')).join('');
      // `${*}` and `${?}` are ways to write the characters themselves.
      if (family !== 'string' || comparison === 'like' || !/[*?]/.test(text.replaceAll(/\$\{[*?$]\}/g, ''))) return;
      const wanted = negated ? 'StringNotLike' : 'StringLike';
      context.report({ messageId: 'literal', data: { operator: test.operatorText, value: knownText(value.text) ?? value.pattern.text, wanted }, loc: value.loc });
    },
  }),
});
