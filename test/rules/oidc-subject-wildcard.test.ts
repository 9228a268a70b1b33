import { rule } from '../../src/rules/oidc-subject-wildcard.ts';
import { trustPolicy } from './condition-statement.ts';
import { testRule } from './rule-tester.ts';

const trust = (url: string, subject: string, more: object = {}, operator = 'StringLike'): object =>
  trustPolicy({ Federated: `arn:aws:iam::111122223333:oidc-provider/${url}` }, 'sts:AssumeRoleWithWebIdentity', { [operator]: { [`${url}:sub`]: subject, ...more } });
const eks = 'oidc.eks.eu-west-1.amazonaws.com/id/ABC';

testRule(rule, {
  valid: [
    trust('gitlab.com', 'project_path:my-group/*:ref_type:branch:ref:main'),
    trust('gitlab.com', 'project_path:my-group/my-project:ref_type:branch:ref:main'),
    trust('gitlab.com', 'project_path:<<Group>>/*'),
    trust('gitlab.com', 'project_path:*', {}, 'StringEquals'),
    trust('gitlab.com', 'project_path:*', {}, 'StringNotLike'),
    trust('app.terraform.io', 'organization:my-org:project:*'),
    trust('agent.buildkite.com', 'organization:my-org:pipeline:*'),
    trust('oidc.vercel.com', 'owner:*', { 'oidc.vercel.com:aud': 'https://vercel.com/my-team' }),
    trust('api.pulumi.com/oidc', 'pulumi:deploy:*', { 'api.pulumi.com/oidc:aud': 'my-org' }),
    trust(eks, 'system:serviceaccount:my-namespace:*'),
    trust('login.example.com', '*'),
    trust('token.actions.githubusercontent.com', 'repo:*'),
    trustPolicy({ Federated: 'arn:aws:iam::111122223333:oidc-provider/gitlab.com' }, 'sts:AssumeRoleWithWebIdentity', { StringLike: { 'gitlab.com:sub': 'project_path:*' } }, { Effect: 'Deny' }),
  ].map((policy) => ({ policy, type: 'trust' as const })),
  invalid: [
    {
      policy: trust('gitlab.com', 'project_path:my-group*'),
      type: 'trust',
      findings: [{ messageId: 'others', at: '"project_path:my-group*"', severity: 'security', message: /^`project_path:my-group\*` also matches tokens that GitLab gives/ }],
    },
    { policy: trust('app.terraform.io', 'organization:*:workspace:prod:*'), type: 'trust', findings: [{ messageId: 'others', at: '"organization:*:workspace:prod:*"' }] },
    { policy: trust('agent.buildkite.com', 'organization:my-org*'), type: 'trust', findings: [{ messageId: 'others', at: '"organization:my-org*"' }] },
    { policy: trust('oidc.vercel.com', '*:project:my-project:*'), type: 'trust', findings: [{ messageId: 'others', at: '"*:project:my-project:*"' }] },
    { policy: trust('oidc.codefresh.io', 'account:*'), type: 'trust', findings: [{ messageId: 'others', at: '"account:*"' }] },
    { policy: trust(eks, 'system:serviceaccount:*:app'), type: 'trust', findings: [{ messageId: 'cluster', at: '"system:serviceaccount:*:app"', severity: 'warning' }] },
  ],
});
