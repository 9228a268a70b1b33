import { rule } from '../../src/rules/oidc-subject.ts';
import { trustPolicy } from './condition-statement.ts';
import { testRule } from './rule-tester.ts';

const provider = (url: string): string => `arn:aws:iam::111122223333:oidc-provider/${url}`;
const trust = (Federated: string, Condition?: unknown): object => trustPolicy({ Federated }, 'sts:AssumeRoleWithWebIdentity', Condition);
const github = 'token.actions.githubusercontent.com';
const gitlab = 'gitlab.com';
const eks = 'oidc.eks.eu-west-1.amazonaws.com/id/ABC';

testRule(rule, {
  valid: [
    trust(provider(github), { StringLike: { [`${github}:sub`]: 'repo:octo-org/octo-repo:*' } }),
    trust(provider(github), { StringEquals: { [`${github}:sub`]: '<<Subject>>' } }),
    trust(provider(github), { StringLikeIfExists: { [`${github}:sub`]: 'repo:octo-org/*' } }),
    trust(provider(gitlab), { StringEquals: { [`${gitlab}:sub`]: 'project_path:g/p:ref_type:branch:ref:main' } }),
    trust(provider(eks), { StringEquals: { [`${eks}:sub`]: 'system:serviceaccount:a:b' } }),
    trust('accounts.google.com', { StringEquals: { 'accounts.google.com:aud': 'client' } }),
    trust(provider('login.example.com'), { StringEquals: { 'login.example.com:aud': 'client' } }),
    trust('<<Provider>>'),
    trust(provider('<<Issuer>>')),
    trustPolicy({ Federated: provider(github).replace('oidc-provider/token', 'saml-provider/token') }, 'sts:AssumeRoleWithSAML'),
  ].map((policy) => ({ policy, type: 'trust' as const })),
  invalid: [
    {
      policy: trust(provider('login.example.com')),
      type: 'trust',
      findings: [{ messageId: 'noKey', at: `"${provider('login.example.com')}"`, code: 'MISSING_CONDITION_KEY_FOR_OIDC_PRINCIPAL', severity: 'security' }],
    },
    {
      policy: trust(provider(github), { StringEquals: { [`${github}:aud`]: 'sts.amazonaws.com' } }),
      type: 'trust',
      findings: [{ messageId: 'github', at: `"${provider(github)}"`, code: 'MISSING_GITHUB_REPO_CONDITION_KEY', severity: 'security' }],
    },
    {
      name: 'a subject that may be anything',
      policy: trust(provider(github), { StringLike: { [`${github}:sub`]: '*' } }),
      type: 'trust',
      findings: [{ messageId: 'github', at: `"${provider(github)}"` }],
    },
    {
      name: 'a subject that is excluded',
      policy: trust(provider(github), { StringNotLike: { [`${github}:sub`]: 'repo:octo-org/*' } }),
      type: 'trust',
      findings: [{ messageId: 'github', at: `"${provider(github)}"` }],
    },
    {
      policy: trust(provider(gitlab), { StringEquals: { [`${gitlab}:aud`]: 'https://gitlab.com' } }),
      type: 'trust',
      findings: [{ messageId: 'shared', at: `"${provider(gitlab)}"`, message: /GitLab.*`gitlab\.com:sub`/ }],
    },
    {
      policy: trust(`arn:<<P:partition>>:iam::<<Account:accountId>>:oidc-provider/app.terraform.io`, { StringEquals: { 'app.terraform.io:aud': 'aws.workload.identity' } }),
      type: 'trust',
      findings: [{ messageId: 'shared', at: '"arn:<<P:partition>>:iam::<<Account:accountId>>:oidc-provider/app.terraform.io"', message: /HCP Terraform/ }],
    },
    { policy: trust(provider(eks)), type: 'trust', findings: [{ messageId: 'noKey', at: `"${provider(eks)}"` }] },
  ],
});
