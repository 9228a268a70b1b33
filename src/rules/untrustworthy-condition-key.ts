import { defineRule, type Rule } from './rule.ts';
import { ACCESS_ANALYZER_CHECKS, GLOBAL_CONDITION_KEYS } from './support/aws-pages.ts';
import { traitsOf } from './support/condition-tests.ts';

/** Headers of the request, which the caller writes. */
const KEYS = new Set(['aws:referer', 'aws:useragent']);

export const rule: Rule = defineRule({
  meta: {
    id: 'untrustworthy-condition-key',
    docs: {
      summary: 'access that depends on a header which the caller can write at will',
      sources: [GLOBAL_CONDITION_KEYS, ACCESS_ANALYZER_CHECKS],
    },
    severity: 'security',
    presets: ['recommended', 'strict', 'access-analyzer'],
    messages: {
      header: {
        text: 'the caller writes the header behind `{{key}}`, so it keeps nobody out: decide by who calls or from where, as with `aws:PrincipalArn` or `aws:SourceVpce`',
        accessAnalyzerCode: 'UNTRUSTWORTHY_CONDITION_KEY',
      },
    },
  },
  create: (context) => ({
    condition(test, { statement }) {
      if (!KEYS.has(test.key.id) || test.operator.name === 'Null') return;
      // A Deny of some agents gives no access; a Deny of all others does.
      if (statement.effect === 'Deny' && !traitsOf(test).negated) return;
      context.report({ messageId: 'header', data: { key: test.key.text }, loc: test.key.loc });
    },
  }),
});
