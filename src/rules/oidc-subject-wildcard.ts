import { literalBefore } from './support/literal-before.ts';
import { defineRule, type Rule } from './rule.ts';
import { demands, traitsOf } from './support/condition-tests.ts';
import { deniesOtherSubjects } from './support/deny-unless.ts';
import { sharedProvider } from './support/oidc-providers.ts';
import type { StatementView } from './support/statement-view.ts';

/** The service accounts of all namespaces of a cluster. */
const ANY_NAMESPACE = /^system:serviceaccount:[^:]*$/;

export const rule: Rule = defineRule({
  meta: {
    id: 'oidc-subject-wildcard',
    docs: {
      summary: 'subjects of tokens whose wildcard reaches other customers of the provider',
      sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html', 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html'],
    },
    severity: 'security',
    presets: ['recommended', 'strict'],
    policyTypes: ['trust'],
    messages: {
      others: { text: '`{{value}}` also matches tokens that {{name}} gives to its other customers: write all of the name of your own in front of the wildcard, as in `{{example}}`' },
      cluster: {
        text: '`{{value}}` matches service accounts of every namespace that its wildcard reaches, those of pods that anyone with access to the cluster starts: name the namespace, as in `{{example}}`',
        severity: 'warning',
      },
    },
  },
  create: (context) => ({
    conditionValue({ pattern, loc }, test, view) {
      const { family, negated, comparison } = traitsOf(test);
      if (view.statement.effect !== 'Allow' || family !== 'string' || negated || comparison !== 'like') return;
      const colon = test.key.id.lastIndexOf(':');
      const [url, claim] = [test.key.id.slice(0, colon), test.key.id.slice(colon + 1)];
      const provider = sharedProvider(url);
      const before = provider?.claim === claim ? literalBefore(pattern) : undefined;
      if (provider === undefined || before === undefined) return;
      const data = { value: pattern.text, name: provider.name, example: provider.example };
      const { tenant } = provider;
      if (tenant !== undefined && !tenant.test(before) && !limitedOtherwise(view, url, provider.others ?? [])) {
        if (!deniesOtherSubjects(view, test.key.id, (start) => tenant.test(start))) context.report({ messageId: 'others', data, loc });
      } else if (provider.name === 'Amazon EKS' && ANY_NAMESPACE.test(before)) {
        if (!deniesOtherSubjects(view, test.key.id, (start) => !ANY_NAMESPACE.test(start))) context.report({ messageId: 'cluster', data, loc });
      }
    },
  }),
});

function limitedOtherwise({ tests }: StatementView, url: string, claims: readonly string[]): boolean {
  return claims.some((claim) => tests.some((test) => test.key.id === `${url}:${claim}` && demands(test)));
}
