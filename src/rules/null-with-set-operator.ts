import { defineRule, type Rule } from './rule.ts';
import { ACCESS_ANALYZER_CHECKS, CONDITION_OPERATORS } from './support/aws-pages.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'null-with-set-operator',
    docs: {
      summary: '`Null` with `ForAllValues` or `ForAnyValue`',
      sources: [CONDITION_OPERATORS, ACCESS_ANALYZER_CHECKS],
    },
    severity: 'suggestion',
    presets: ['strict', 'access-analyzer'],
    messages: {
      qualified: {
        text: '`Null` asks whether the key is there at all, so `{{setOperator}}` adds nothing: write `Null`',
        accessAnalyzerCode: 'NULL_WITH_QUALIFIER',
      },
    },
  },
  create: (context) => ({
    condition({ operator: { name, setOperator }, operatorLoc }) {
      if (name === 'Null' && setOperator !== undefined) context.report({ messageId: 'qualified', data: { setOperator }, loc: operatorLoc });
    },
  }),
});
