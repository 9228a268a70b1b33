import { rule } from '../../src/rules/redundant-trust-principal.ts';
import { trustPolicy } from './condition-statement.ts';
import { testRule } from './rule-tester.ts';

const session = 'arn:aws:sts::111122223333:assumed-role/build/ci';

testRule(rule, {
  valid: [
    { policy: trustPolicy({ AWS: [session, 'arn:aws:iam::111122223333:role/other'] }, 'sts:AssumeRole'), type: 'trust' },
    { policy: trustPolicy({ AWS: [session, 'arn:aws:iam::444455556666:role/build'] }, 'sts:AssumeRole'), type: 'trust' },
  ],
  invalid: [
    {
      policy: trustPolicy({ AWS: ['arn:aws:iam::111122223333:role/path/build', session] }, 'sts:AssumeRole'),
      type: 'trust',
      findings: [{ messageId: 'session', at: `"${session}"`, code: 'REDUNDANT_PRINCIPAL_IN_ROLE_TRUST_POLICY', severity: 'suggestion', output: JSON.stringify(trustPolicy({ AWS: ['arn:aws:iam::111122223333:role/path/build'] }, 'sts:AssumeRole'), null, 2) }],
    },
  ],
});
