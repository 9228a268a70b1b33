import { rule } from '../../src/rules/oidc-audience-operator.ts';
import { trustPolicy } from './condition-statement.ts';
import { testRule } from './rule-tester.ts';

const trust = (operator: string, key: string): object => trustPolicy({ Federated: 'accounts.google.com' }, 'sts:AssumeRoleWithWebIdentity', { [operator]: { [key]: 'client' } });

testRule(rule, {
  valid: [
    { policy: trust('StringEquals', 'accounts.google.com:aud'), type: 'trust' },
    { policy: trust('ForAnyValue:StringLike', 'cognito-identity.amazonaws.com:amr'), type: 'trust' },
  ],
  invalid: [
    {
      policy: trust('ForAnyValue:StringEquals', 'accounts.google.com:aud'),
      type: 'trust',
      findings: [{ messageId: 'single', at: '"ForAnyValue:StringEquals"', code: 'FORANYVALUE_WITH_AUDIENCE_CLAIM_TYPE', severity: 'security', message: /write `StringEquals`/ }],
    },
    {
      policy: trust('ForAllValues:StringEquals', 'login.example.com:aud'),
      type: 'trust',
      findings: [{ messageId: 'unknown', at: '"ForAllValues:StringEquals"', code: 'CONFIRM_AUDIENCE_CLAIM_TYPE', severity: 'suggestion' }],
    },
  ],
});
