import { rule } from '../../src/rules/roles-anywhere-actions.ts';
import { trustPolicy } from './condition-statement.ts';
import { testRule } from './rule-tester.ts';

const Service = 'rolesanywhere.amazonaws.com';

testRule(rule, {
  valid: [
    trustPolicy({ Service }, ['sts:AssumeRole', 'sts:SetSourceIdentity', 'sts:TagSession']),
    trustPolicy({ Service }, 'sts:*'),
    trustPolicy({ Service }, '<<Action>>'),
    trustPolicy({ Service: 'ec2.amazonaws.com' }, 'sts:AssumeRole'),
  ].map((policy) => ({ policy, type: 'trust' as const })),
  invalid: [
    {
      policy: trustPolicy({ Service }, 'sts:AssumeRole'),
      type: 'trust',
      findings: [{ messageId: 'missing', at: '"sts:AssumeRole"', code: 'MISSING_ACTION_FOR_ROLES_ANYWHERE_TRUST_POLICY', severity: 'error', message: /`sts:SetSourceIdentity` and `sts:TagSession`/ }],
    },
  ],
});
