import { defineRule, type Rule } from './rule.ts';
import { ACCESS_ANALYZER_CHECKS, CONFUSED_DEPUTY } from './support/aws-pages.ts';
import { principalsOf } from './support/principals.ts';

/** Keys that say on whose behalf a service calls. */
const SOURCE_KEYS = ['aws:sourcearn', 'aws:sourceaccount', 'aws:sourceorgid', 'aws:sourceorgpaths'];

/** What used to be recommended, or only looks as if it did. */
const WEAK_KEYS = ['aws:referer', 'aws:sourceowner', 'aws:useragent', 'aws:sourceip'];

export const rule: Rule = defineRule({
  meta: {
    id: 'service-principal-source',
    docs: {
      summary: 'access for a service on behalf of anyone who uses that service',
      sources: [CONFUSED_DEPUTY, ACCESS_ANALYZER_CHECKS],
    },
    severity: 'security',
    presets: ['recommended', 'strict', 'access-analyzer'],
    policyTypes: ['resource'],
    messages: {
      unrestricted: {
        text: '`{{service}}` may do this on behalf of any customer: add a condition on `aws:SourceArn`, `aws:SourceAccount` or `aws:SourceOrgID`',
        accessAnalyzerCode: 'RESTRICT_ACCESS_TO_SERVICE_PRINCIPAL',
      },
      weak: {
        text: '`{{key}}` does not reliably tell on whose behalf `{{service}}` calls: write a condition on `aws:SourceArn`, `aws:SourceAccount` or `aws:SourceOrgID`',
        accessAnalyzerCode: 'RECOMMENDED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL',
        severity: 'suggestion',
      },
    },
  },
  create: (context) => ({
    statement(view) {
      if (view.statement.effect !== 'Allow' || !view.conditionsKnown) return;
      const keys = view.tests.map((test) => test.key.id);
      // Amazon CloudWatch Logs documents its encryption context as the limit for its keys.
      if (keys.some((key) => SOURCE_KEYS.includes(key) || key.startsWith('kms:encryptioncontext:'))) return;
      const weak = view.tests.find((test) => WEAK_KEYS.includes(test.key.id));
      for (const { pattern, loc } of principalsOf(view)) {
        if (pattern.kind !== 'service') continue;
        const data = { service: pattern.service, key: weak?.key.text ?? '' };
        context.report({ messageId: weak === undefined ? 'unrestricted' : 'weak', data, loc });
      }
    },
  }),
});
