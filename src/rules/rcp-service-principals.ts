import { defineRule, type Rule } from './rule.ts';
import { ACCESS_ANALYZER_CHECKS } from './support/aws-pages.ts';
import { testOf, traitsOf, trueWhenAbsent } from './support/condition-tests.ts';

const OF_PRINCIPAL = /^aws:principal(?:orgid|orgpaths|account|arn|tag\/.*)$/;
const OF_SOURCE = /^aws:source(?:orgid|orgpaths|account|arn)$/;

export const rule: Rule = defineRule({
  meta: {
    id: 'rcp-service-principals',
    docs: {
      summary: 'resource control policies that lock out AWS services, or others than the services that they mean',
      sources: ['https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_examples.html', ACCESS_ANALYZER_CHECKS],
    },
    severity: 'warning',
    presets: ['recommended', 'strict', 'access-analyzer'],
    policyTypes: ['rcp'],
    messages: {
      principal: {
        text: 'a service that calls for itself has no `{{key}}`, and is denied too: add `"BoolIfExists": { "aws:PrincipalIsAWSService": "false" }`',
        accessAnalyzerCode: 'RCP_MISSING_RELATED_PRINCIPAL_CONDITION_KEY',
      },
      source: {
        text: 'only a service that calls for itself has `{{key}}`, and all others are denied too: add `"Bool": { "aws:PrincipalIsAWSService": "true" }`',
        accessAnalyzerCode: 'RCP_MISSING_RELATED_SERVICE_PRINCIPAL_CONDITION_KEY',
      },
      nullCheck: {
        text: 'some requests of services have no source, so no `{{key}}`, and are denied too: add `"Null": { "aws:SourceAccount": "false" }`',
        accessAnalyzerCode: 'RCP_MISSING_SERVICE_CONDITION_KEY_NULL_CHECK',
      },
    },
  },
  create: (context) => ({
    condition(test, view) {
      const { id, text, loc } = test.key;
      // A test that is false without the key spares those who have none.
      if (view.statement.effect !== 'Deny' || !view.conditionsKnown || !traitsOf(test).negated || trueWhenAbsent(test) !== true) return;
      const asksForService = testOf(view, 'aws:principalisawsservice') !== undefined;
      if (OF_PRINCIPAL.test(id) && !asksForService) context.report({ messageId: 'principal', data: { key: text }, loc });
      if (!OF_SOURCE.test(id)) return;
      if (!asksForService) context.report({ messageId: 'source', data: { key: text }, loc });
      const checked = view.tests.some(({ operator, key }) => operator.name === 'Null' && (key.id === 'aws:sourceaccount' || key.id === 'aws:sourcearn'));
      if (!checked && id.startsWith('aws:sourceorg')) context.report({ messageId: 'nullCheck', data: { key: text }, loc });
    },
  }),
});
