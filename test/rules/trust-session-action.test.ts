import { rule } from '../../src/rules/trust-session-action.ts';
import { trustPolicy } from './condition-statement.ts';
import { testRule } from './rule-tester.ts';

const root = { AWS: '111122223333' };
const tags = { StringEquals: { 'aws:RequestTag/team': 'blue' } };

testRule(rule, {
  valid: [
    trustPolicy(root, ['sts:AssumeRole', 'sts:TagSession'], tags),
    trustPolicy(root, 'sts:*', tags),
    trustPolicy(root, '<<Action>>', tags),
    trustPolicy(root, 'sts:AssumeRole', { StringEqualsIfExists: { 'aws:RequestTag/team': 'blue' } }),
    trustPolicy(root, 'sts:AssumeRole', { StringEquals: { 'aws:PrincipalTag/team': 'blue' } }),
  ].map((policy) => ({ policy, type: 'trust' as const })),
  invalid: [
    {
      policy: trustPolicy(root, 'sts:AssumeRole', tags),
      type: 'trust',
      findings: [{ messageId: 'missing', at: '"aws:RequestTag/team"', code: 'MISSING_ACTION_FOR_CONDITION_KEY', severity: 'error', message: /`sts:TagSession`/ }],
    },
    {
      policy: trustPolicy(root, 'sts:AssumeRole', { StringLike: { 'sts:SourceIdentity': 'a*' } }),
      type: 'trust',
      findings: [{ messageId: 'missing', at: '"sts:SourceIdentity"', message: /`sts:SetSourceIdentity`/ }],
    },
  ],
});
