import { defineRule, type Rule } from './rule.ts';
import { ACCESS_ANALYZER_CHECKS, MULTIVALUED_KEYS } from './support/aws-pages.ts';
import { audienceKind } from './support/oidc-providers.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'oidc-audience-operator',
    docs: {
      summary: 'set operators on the audience of a token',
      sources: [MULTIVALUED_KEYS, ACCESS_ANALYZER_CHECKS],
    },
    severity: 'suggestion',
    presets: ['strict', 'access-analyzer'],
    policyTypes: ['trust'],
    messages: {
      single: {
        text: 'tokens of this provider have one audience, so `ForAnyValue` adds nothing: write `{{wanted}}`',
        accessAnalyzerCode: 'FORANYVALUE_WITH_AUDIENCE_CLAIM_TYPE',
        severity: 'security',
      },
      unknown: {
        text: '`{{setOperator}}` is right only if this provider puts several audiences into a token: check that, or write `{{wanted}}`',
        accessAnalyzerCode: 'CONFIRM_AUDIENCE_CLAIM_TYPE',
      },
    },
  },
  create: (context) => ({
    condition({ operator, operatorText, operatorLoc, key }) {
      const { setOperator, name } = operator;
      const kind = audienceKind(key.id);
      if (setOperator === undefined || name === 'Null' || kind === undefined) return;
      const data = { setOperator, wanted: operatorText.slice(operatorText.indexOf(':') + 1) };
      if (kind === 'unknown') context.report({ messageId: 'unknown', data, loc: operatorLoc });
      else if (setOperator === 'ForAnyValue') context.report({ messageId: 'single', data, loc: operatorLoc });
    },
  }),
});
