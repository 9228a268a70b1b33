import { rule } from '../../src/rules/cross-account-trust.ts';
import { trustPolicy } from './condition-statement.ts';
import { testRule, type RuleCase } from './rule-tester.ts';

const root = 'arn:aws:iam::111122223333:root';

testRule(rule, {
  valid: [
    trustPolicy({ AWS: root }, 'sts:AssumeRole', { StringEquals: { 'sts:ExternalId': 'abc' } }),
    trustPolicy({ AWS: root }, 'sts:AssumeRole', { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }),
    trustPolicy({ AWS: 'arn:aws:iam::111122223333:role/r' }, 'sts:AssumeRole'),
    trustPolicy({ AWS: 'arn:aws:iam::<<AWS::AccountId:accountId>>:root' }, 'sts:AssumeRole'),
    trustPolicy({ AWS: root }, 'sts:AssumeRole', undefined, { Effect: 'Deny' }),
  ]
    .map((policy): RuleCase => ({ policy, type: 'trust' }))
    .concat({ name: 'an account of the organization', policy: trustPolicy({ AWS: root }, 'sts:AssumeRole'), type: 'trust', options: { accounts: ['111122223333'] } }),
  invalid: [
    {
      name: 'an account that is not of the organization',
      policy: trustPolicy({ AWS: root }, 'sts:AssumeRole'),
      type: 'trust',
      options: { accounts: ['444455556666'] },
      findings: [{ messageId: 'account', at: `"${root}"` }],
    },
    { policy: trustPolicy({ AWS: root }, 'sts:AssumeRole'), type: 'trust', findings: [{ messageId: 'account', at: `"${root}"`, severity: 'suggestion' }] },
    {
      name: 'an external ID of any kind, an address of any kind',
      policy: trustPolicy({ AWS: root }, 'sts:AssumeRole', { StringLike: { 'sts:ExternalId': '*' }, IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } }),
      type: 'trust',
      findings: [{ messageId: 'account', at: `"${root}"` }],
    },
    {
      policy: trustPolicy({ AWS: '111122223333' }, 'sts:AssumeRole', { StringEqualsIfExists: { 'sts:ExternalId': 'abc' } }),
      type: 'trust',
      findings: [{ messageId: 'account', at: '"111122223333"' }],
    },
  ],
});
