import { rule } from '../../src/rules/federated-principal.ts';
import { resourcePolicy, trustPolicy } from './condition-statement.ts';
import { testRule } from './rule-tester.ts';

const trust = (Federated: string): object => trustPolicy({ Federated }, 'sts:AssumeRoleWithWebIdentity');

testRule(rule, {
  valid: [
    ...['accounts.google.com', 'arn:aws:iam::111122223333:oidc-provider/example.com/a', 'arn:aws:iam::111122223333:saml-provider/idp', '<<Provider>>', 'arn:<<Partition:partition>>:iam::<<Account:accountId>>:oidc-provider/x.y'].map(
      (provider) => ({ policy: trust(provider), type: 'trust' as const }),
    ),
    { policy: resourcePolicy({ AWS: '111122223333' }), type: 'resource' },
  ],
  invalid: [
    {
      policy: trust('arn:aws:iam::111122223333:provider/x'),
      type: 'trust',
      findings: [{ messageId: 'syntax', at: '"arn:aws:iam::111122223333:provider/x"', code: 'INVALID_FEDERATED_PRINCIPAL_SYNTAX_IN_ROLE_TRUST_POLICY', severity: 'error' }],
    },
    { policy: trust('google'), type: 'trust', findings: [{ messageId: 'syntax', at: '"google"' }] },
    {
      policy: resourcePolicy({ Federated: 'accounts.google.com' }),
      type: 'resource',
      findings: [{ messageId: 'place', at: '"accounts.google.com"', code: 'FEDERATED_PRINCIPAL_NOT_SUPPORTED' }],
    },
  ],
});
