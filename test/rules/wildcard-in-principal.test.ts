import { rule } from '../../src/rules/wildcard-in-principal.ts';
import { resourcePolicy, trustPolicy } from './condition-statement.ts';
import { testRule } from './rule-tester.ts';

testRule(rule, {
  valid: [
    { policy: resourcePolicy('*'), type: 'resource' },
    { policy: resourcePolicy({ AWS: ['*', 'arn:aws:iam::111122223333:role/r'] }), type: 'resource' },
    { policy: trustPolicy({ AWS: '*' }, 'sts:AssumeRole'), type: 'trust' },
    { policy: trustPolicy({ AWS: '<<Principal>>' }, 'sts:AssumeRole'), type: 'trust' },
  ],
  invalid: [
    { name: 'what is malformed besides', policy: resourcePolicy({ AWS: '1111222233??' }), type: 'resource', findings: [{ messageId: 'partial', at: '"1111222233??"' }] },
    {
      policy: resourcePolicy({ AWS: 'arn:aws:iam::111122223333:role/*' }),
      type: 'resource',
      findings: [{ messageId: 'partial', at: '"arn:aws:iam::111122223333:role/*"', code: 'UNSUPPORTED_WILDCARD_IN_PRINCIPAL', severity: 'error' }],
    },
    { policy: resourcePolicy({ AWS: 'arn:aws:iam::<<Account:accountId>>:user/a?' }), type: 'resource', findings: [{ messageId: 'partial', at: '"arn:aws:iam::<<Account:accountId>>:user/a?"' }] },
    { policy: resourcePolicy({ Service: '*.amazonaws.com' }), type: 'resource', findings: [{ messageId: 'partial', at: '"*.amazonaws.com"' }] },
    { policy: resourcePolicy({ Federated: '*' }), type: 'resource', findings: [{ messageId: 'partial', at: '"*"', nth: 1 }] },
    {
      policy: trustPolicy('*', 'sts:AssumeRole'),
      type: 'trust',
      findings: [{ messageId: 'trust', at: '"*"', code: 'ROLE_TRUST_POLICY_UNSUPPORTED_WILDCARD_IN_PRINCIPAL', severity: 'error' }],
    },
  ],
});
