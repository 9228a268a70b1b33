import { rule } from '../../src/rules/trust-action-of-principal.ts';
import { trustPolicy } from './condition-statement.ts';
import { testRule } from './rule-tester.ts';

const oidc = 'arn:aws:iam::111122223333:oidc-provider/example.com';
const saml = 'arn:aws:iam::111122223333:saml-provider/idp';

testRule(rule, {
  valid: [
    trustPolicy({ Federated: oidc }, 'sts:AssumeRoleWithWebIdentity'),
    trustPolicy({ Federated: saml }, ['sts:AssumeRoleWithSAML', 'sts:TagSession']),
    trustPolicy({ Federated: 'accounts.google.com' }, 'sts:AssumeRole*'),
    trustPolicy({ Federated: [oidc, saml] }, ['sts:AssumeRoleWithWebIdentity', 'sts:AssumeRoleWithSAML']),
    trustPolicy({ Service: 'ec2.amazonaws.com' }, 'sts:AssumeRole'),
    trustPolicy({ AWS: '111122223333' }, ['sts:*', '*', 'sts:SetSourceIdentity', 'sts:SetContext', 'sts:Assum']),
    trustPolicy({ Federated: '<<Provider>>' }, 'sts:AssumeRoleWithSAML'),
    trustPolicy({ Federated: oidc }, '<<Action>>'),
    trustPolicy({ Federated: oidc }, 'sts:AssumeRole', undefined, { Effect: 'Deny' }),
  ].map((policy) => ({ policy, type: 'trust' as const })),
  invalid: [
    {
      name: 'what has nothing to do with assuming a role',
      policy: trustPolicy({ AWS: '111122223333' }, ['sts:AssumeRole', 's3:GetObject', 'iam:*', 'sts:GetCallerIdentity']),
      type: 'trust',
      findings: [
        { messageId: 'never', at: '"s3:GetObject"', severity: 'warning', message: /never about `s3:GetObject`/ },
        { messageId: 'never', at: '"iam:*"' },
        { messageId: 'never', at: '"sts:GetCallerIdentity"' },
      ],
    },
    {
      policy: trustPolicy({ Federated: oidc }, 'sts:AssumeRole'),
      type: 'trust',
      findings: [{ messageId: 'principal', at: `"${oidc}"`, code: 'MISMATCHED_ACTION_FOR_PRINCIPAL', severity: 'error', message: /`sts:AssumeRoleWithWebIdentity`/ }],
    },
    {
      policy: trustPolicy({ Federated: saml }, 'sts:AssumeRoleWithWebIdentity'),
      type: 'trust',
      findings: [
        { messageId: 'principal', at: `"${saml}"`, message: /`sts:AssumeRoleWithSAML`/ },
        { messageId: 'action', at: '"sts:AssumeRoleWithWebIdentity"', message: /OpenID Connect/ },
      ],
    },
    {
      policy: trustPolicy({ AWS: '111122223333' }, ['sts:AssumeRole', 'sts:assumerolewithsaml']),
      type: 'trust',
      findings: [{ messageId: 'action', at: '"sts:assumerolewithsaml"' }],
    },
  ],
});
