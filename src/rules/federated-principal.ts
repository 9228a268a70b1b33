import { defineRule, type Rule } from './rule.ts';
import { ACCESS_ANALYZER_CHECKS, PRINCIPAL_ELEMENT } from './support/aws-pages.ts';
import { federatedKind } from './support/principals.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'federated-principal',
    docs: {
      summary: 'federated principals that name no provider, or stand in a policy other than of a role',
      sources: [PRINCIPAL_ELEMENT, ACCESS_ANALYZER_CHECKS],
    },
    severity: 'error',
    presets: ['recommended', 'strict', 'access-analyzer'],
    policyTypes: ['resource', 'trust'],
    messages: {
      place: {
        text: 'a `Federated` principal belongs into the trust policy of a role: here, name the role that federated users assume',
        accessAnalyzerCode: 'FEDERATED_PRINCIPAL_NOT_SUPPORTED',
      },
      syntax: {
        text: '`{{provider}}` is no identity provider: expected the ARN of an OIDC or SAML provider, or a domain such as `accounts.google.com`',
        accessAnalyzerCode: 'INVALID_FEDERATED_PRINCIPAL_SYNTAX_IN_ROLE_TRUST_POLICY',
      },
    },
  },
  create: (context) => ({
    principal(entry) {
      if (entry.type !== 'Federated') return;
      if (context.type === 'resource') context.report({ messageId: 'place', loc: entry.loc });
      else if (federatedKind(entry) === 'invalid' && entry.pattern.kind !== 'anyone') {
        context.report({ messageId: 'syntax', data: { provider: entry.text }, loc: entry.loc });
      }
    },
  }),
});
