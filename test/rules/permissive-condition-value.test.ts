import { rule } from '../../src/rules/permissive-condition-value.ts';
import { conditionPolicy } from './condition-statement.ts';
import { testRule } from './rule-tester.ts';

const policy = (key: string, value: unknown, operator = 'StringLike', Effect = 'Allow'): object => conditionPolicy({ [operator]: { [key]: value } }, { Effect });

testRule(rule, {
  valid: [
    policy('aws:PrincipalOrgID', 'o-a1b2c3d4e5'),
    policy('aws:PrincipalOrgID', 'o-*', 'StringEquals'),
    policy('aws:PrincipalOrgID', 'o-*', 'StringLike', 'Deny'),
    policy('aws:PrincipalOrgID', '*'),
    policy('aws:PrincipalOrgPaths', 'o-a1b2c3d4e5/*', 'ForAnyValue:StringLike'),
    policy('aws:userid', 'AROAEXAMPLEID:*'),
    policy('aws:userid', '<<Id>>:*'),
    policy('aws:ResourceAccount', '${aws:PrincipalAccount}', 'StringEquals'),
    policy('s3:prefix', '${aws:username}/*'),
  ].map((valid) => ({ policy: valid })),
  invalid: [
    { policy: policy('aws:PrincipalOrgID', 'o-*'), findings: [{ messageId: 'wildcard', at: '"o-*"', code: 'WILDCARD_USAGE_TOO_PERMISSIVE', severity: 'error' }] },
    { policy: policy('aws:SourceAccount', '1111*', 'StringNotLike', 'Deny'), findings: [{ messageId: 'wildcard', at: '"1111*"' }] },
    { policy: policy('aws:userid', '*:admin'), findings: [{ messageId: 'wildcard', at: '"*:admin"', message: /unique ID/ }] },
    { policy: policy('aws:PrincipalOrgPaths', 'o-*/r-ab12/*', 'ForAnyValue:StringLike'), findings: [{ messageId: 'wildcard', at: '"o-*/r-ab12/*"', message: /ID of the organization/ }] },
    {
      policy: policy('aws:PrincipalAccount', '${aws:PrincipalTag/account}', 'StringEquals'),
      findings: [{ messageId: 'variable', at: '"${aws:PrincipalTag/account}"', code: 'VARIABLE_USAGE_TOO_PERMISSIVE' }],
    },
  ],
});
