import { rule } from '../../src/rules/github-subject.ts';
import { trustPolicy } from './condition-statement.ts';
import { testRule } from './rule-tester.ts';

const key = 'token.actions.githubusercontent.com:sub';
const trust = (value: unknown, operator = 'StringLike', Effect = 'Allow'): object =>
  trustPolicy({ Federated: 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com' }, 'sts:AssumeRoleWithWebIdentity', { [operator]: { [key]: value } }, { Effect });

testRule(rule, {
  valid: ['repo:octo-org/octo-repo:ref:refs/heads/main', 'repo:octo-org/octo-repo:*', 'repo:octo-org/*', 'repo:<<Org>>/*', '<<Subject>>*'].map((value) => ({
    name: value,
    policy: trust(value),
    type: 'trust' as const,
  })),
  invalid: [
    {
      policy: trust(['repo:*', 'repo:octo-org/octo-repo:*']),
      type: 'trust',
      findings: [{ messageId: 'early', at: '"repo:*"', code: 'SPECIFIC_GITHUB_REPO_AND_BRANCH_RECOMMENDED', severity: 'warning' }],
    },
    { policy: trust('*:ref:refs/heads/main'), type: 'trust', findings: [{ messageId: 'early', at: '"*:ref:refs/heads/main"' }] },
    { policy: trust('repo:octo-*'), type: 'trust', findings: [{ messageId: 'organization', at: '"repo:octo-*"', severity: 'security' }] },
    { policy: trust('repo:?', 'StringNotLike', 'Deny'), type: 'trust', findings: [{ messageId: 'early', at: '"repo:?"' }] },
  ],
});
