import { rule } from '../../src/rules/principal-unique-id.ts';
import { resourcePolicy } from './condition-statement.ts';
import { testRule } from './rule-tester.ts';

testRule(rule, {
  valid: [{ policy: resourcePolicy({ AWS: 'arn:aws:iam::111122223333:role/AROA1234567890EXAMPLE' }), type: 'resource' }],
  invalid: [
    {
      policy: resourcePolicy({ AWS: ['AROA1234567890EXAMPLE', '111122223333'] }),
      type: 'resource',
      findings: [{ messageId: 'role', at: '"AROA1234567890EXAMPLE"', code: 'INVALID_ROLE_REFERENCE', severity: 'warning' }],
    },
    { policy: resourcePolicy({ AWS: 'AIDA1234567890EXAMPLE' }), type: 'resource', findings: [{ messageId: 'user', at: '"AIDA1234567890EXAMPLE"', code: 'INVALID_USER_REFERENCE' }] },
  ],
});
