import { defineRule, type Rule } from './rule.ts';
import { ACCESS_ANALYZER_CHECKS, GLOBAL_CONDITION_KEYS } from './support/aws-pages.ts';
import { demands } from './support/condition-tests.ts';
import { principalsOf } from './support/principals.ts';

/** Keys about a principal of an account, which a service that calls for itself is not. Tags are not among them: IAM Roles Anywhere sets some. */
const KEYS = /^aws:(?:principalorgid|principalorgpaths|principalaccount|principalarn|username)$/;

export const rule: Rule = defineRule({
  meta: {
    id: 'service-principal-condition-key',
    docs: {
      summary: 'conditions that a service as the caller can never fulfil',
      sources: [GLOBAL_CONDITION_KEYS, ACCESS_ANALYZER_CHECKS],
    },
    severity: 'error',
    presets: ['recommended', 'strict', 'access-analyzer'],
    policyTypes: ['resource', 'trust'],
    messages: {
      absent: {
        text: 'a request of `{{service}}` never has `{{key}}`, so this does not let it in: write `{{wanted}}`, or give the service a statement of its own',
        accessAnalyzerCode: 'UNSUPPORTED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL',
      },
    },
  },
  create: (context) => ({
    condition(test, view) {
      if (view.statement.effect !== 'Allow' || !KEYS.test(test.key.id) || !demands(test)) return;
      const service = principalsOf(view).flatMap(({ pattern }) => (pattern.kind === 'service' ? [pattern.service] : [])).at(0);
      if (service === undefined) return;
      const wanted = test.key.id.startsWith('aws:principalorg') ? 'aws:SourceOrgID' : test.key.id === 'aws:principalaccount' ? 'aws:SourceAccount' : 'aws:SourceArn';
      context.report({ messageId: 'absent', data: { service, key: test.key.text, wanted }, loc: test.key.loc });
    },
  }),
});
