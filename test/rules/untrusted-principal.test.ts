import { rule } from '../../src/rules/untrusted-principal.ts';
import { trustPolicy } from './condition-statement.ts';
import { testRule } from './rule-tester.ts';

const options = { accounts: ['111122223333'], trustedAccounts: ['444455556666'], trustedProviders: ['token.actions.githubusercontent.com', 'arn:aws:iam::111122223333:saml-provider/corp'] };
const stranger = 'arn:aws:iam::999988887777:root';
const assume = (principal: object, condition?: object): object => trustPolicy(principal, 'sts:AssumeRole', condition);
const bucket = (principal: object | string, effect = 'Allow'): object => ({
  Version: '2012-10-17',
  Statement: { Effect: effect, Principal: principal, Action: 's3:GetObject', Resource: 'arn:aws:s3:::data/*' },
});

testRule(rule, {
  valid: [
    { name: 'nothing is said without facts', policy: assume({ AWS: stranger }), type: 'trust' },
    { name: 'nor of accounts where only providers are known', policy: assume({ AWS: stranger }), type: 'trust', options: { trustedProviders: ['corp.example.com'] } },
    { name: 'nor of providers where only accounts are known', policy: assume({ Federated: 'accounts.google.com' }), type: 'trust', options: { accounts: ['111122223333'] } },
    ...[
      { AWS: 'arn:aws:iam::111122223333:root' },
      { AWS: '111122223333' },
      { AWS: ['arn:aws:iam::444455556666:role/vendor', 'arn:aws:sts::111122223333:assumed-role/r/s'] },
      { AWS: 'arn:aws:iam::<<AWS::AccountId:accountId>>:role/r' },
      { AWS: '*' },
      { Service: 'lambda.amazonaws.com' },
      { Federated: 'arn:aws:iam::<<AWS::AccountId:accountId>>:oidc-provider/token.actions.githubusercontent.com' },
      { Federated: 'arn:aws:iam::111122223333:saml-provider/corp' },
      { Federated: 'arn:aws:iam::<<AWS::AccountId:accountId>>:saml-provider/corp' },
      { Federated: '<<Provider>>' },
    ].map((principal) => ({ policy: assume(principal), type: 'trust' as const, options })),
    { name: 'members of an organization', policy: assume({ AWS: stranger }, { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }), type: 'trust', options },
    { name: 'a Deny', policy: bucket({ AWS: stranger }, 'Deny'), type: 'resource', options },
  ],
  invalid: [
    {
      policy: assume({ AWS: stranger }),
      type: 'trust',
      options,
      findings: [{ messageId: 'account', at: `"${stranger}"`, severity: 'security', message: /^`999988887777` is neither an account of the organization/ }],
    },
    { policy: bucket({ AWS: ['111122223333', '999988887777'] }), type: 'resource', options, findings: [{ messageId: 'account', at: '"999988887777"' }] },
    {
      name: 'a condition that an absent key fulfils keeps nobody out',
      policy: assume({ AWS: 'arn:aws:iam::999988887777:role/r' }, { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }),
      type: 'trust',
      options,
      findings: [{ messageId: 'account', at: '"arn:aws:iam::999988887777:role/r"' }],
    },
    {
      policy: assume({ Federated: ['accounts.google.com', 'arn:aws:iam::111122223333:saml-provider/other', 'arn:aws:iam::999988887777:saml-provider/corp'] }),
      type: 'trust',
      options,
      findings: [
        { messageId: 'provider', at: '"accounts.google.com"', message: /^`accounts\.google\.com` is no identity provider/ },
        { messageId: 'provider', at: '"arn:aws:iam::111122223333:saml-provider/other"' },
        { messageId: 'provider', at: '"arn:aws:iam::999988887777:saml-provider/corp"' },
      ],
    },
  ],
});
