import { defineRule, type Rule } from './rule.ts';
import { ACCESS_ANALYZER_CHECKS } from './support/aws-pages.ts';
import { knownValues, testOf } from './support/condition-tests.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'dynamodb-attributes-without-select',
    docs: {
      summary: 'access to single attributes of Amazon DynamoDB items that a caller can avoid',
      sources: ['https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html', ACCESS_ANALYZER_CHECKS],
    },
    severity: 'security',
    presets: ['recommended', 'strict', 'access-analyzer'],
    messages: {
      missing: {
        text: 'a request that names no attributes gets all of them in spite of `dynamodb:Attributes`: add `"StringEqualsIfExists": { "dynamodb:Select": "SPECIFIC_ATTRIBUTES" }`',
        accessAnalyzerCode: 'DYNAMODB_ATTRIBUTES_WITHOUT_SELECT',
      },
    },
  },
  create: (context) => ({
    condition({ key, operator }, view) {
      if (key.id !== 'dynamodb:attributes' || operator.name === 'Null' || view.statement.effect !== 'Allow' || !view.conditionsKnown) return;
      const select = testOf(view, 'dynamodb:select');
      if (select !== undefined && (select.values.length > knownValues(select).length || knownValues(select).includes('SPECIFIC_ATTRIBUTES'))) return;
      context.report({ messageId: 'missing', loc: key.loc });
    },
  }),
});
