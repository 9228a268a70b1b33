import { conditionKey } from '../reference/condition-keys.ts';
import { defineRule, type Rule } from './rule.ts';
import { ACCESS_ANALYZER_CHECKS, MULTIVALUED_KEYS } from './support/aws-pages.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'missing-set-operator',
    docs: {
      summary: 'multivalued condition keys without `ForAllValues` or `ForAnyValue`',
      sources: [MULTIVALUED_KEYS, ACCESS_ANALYZER_CHECKS],
    },
    severity: 'error',
    presets: ['recommended', 'strict', 'access-analyzer'],
    messages: {
      missing: {
        text: 'a request may have several values of `{{key}}`: write `ForAnyValue:{{operator}}` where one of them is to match, `ForAllValues:{{operator}}` where all are',
        accessAnalyzerCode: 'MISSING_QUALIFIER',
      },
    },
  },
  create: (context) => ({
    condition({ operator, operatorText, key }) {
      if (operator.setOperator !== undefined || operator.name === 'Null' || conditionKey(key.text)?.multivalued !== true) return;
      context.report({ messageId: 'missing', data: { key: key.text, operator: operatorText }, loc: key.loc });
    },
  }),
});
