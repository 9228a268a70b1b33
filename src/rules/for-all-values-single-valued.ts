import { conditionKey } from '../reference/condition-keys.ts';
import { defineRule, type Rule } from './rule.ts';
import { ACCESS_ANALYZER_CHECKS, MULTIVALUED_KEYS } from './support/aws-pages.ts';
import { audienceKind } from './support/oidc-providers.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'for-all-values-single-valued',
    docs: {
      summary: '`ForAllValues` on keys of one value, in statements that allow',
      sources: [MULTIVALUED_KEYS, ACCESS_ANALYZER_CHECKS],
    },
    severity: 'security',
    presets: ['recommended', 'strict', 'access-analyzer'],
    messages: {
      single: {
        text: '`ForAllValues` is also true of a request without `{{key}}`, and the key never has more than one value: write `{{wanted}}`',
        accessAnalyzerCode: 'FORALLVALUES_WITH_SINGLE_VALUED_KEY',
      },
    },
  },
  create: (context) => ({
    condition({ operator, operatorText, operatorLoc, key }, { statement }) {
      if (statement.effect !== 'Allow' || operator.setOperator !== 'ForAllValues' || operator.name === 'Null') return;
      const known = conditionKey(key.text);
      if (known === undefined || known.multivalued || audienceKind(key.id) === 'unknown') return;
      const wanted = operatorText.slice(operatorText.indexOf(':') + 1);
      context.report({ messageId: 'single', data: { key: key.text, wanted }, loc: operatorLoc });
    },
  }),
});
