import { rule } from '../../src/rules/invalid-principal-format.ts';
import { testRule } from './rule-tester.ts';

const policy = (Principal: unknown): object => ({ Statement: { Effect: 'Allow', Principal, Action: 'sqs:SendMessage', Resource: '*' } });

testRule(rule, {
  valid: ['*', { AWS: '111122223333' }, { AWS: '<<Account>>' }, { Service: ['sns.amazonaws.com'] }, { CanonicalUser: 'abc' }, { AWS: 'AIDAJQABLZS4A3QDU576Q' }].map(
    (principal) => ({ policy: policy(principal), type: 'resource' }),
  ),
  invalid: [
    { policy: policy('111122223333'), type: 'resource', findings: [{ messageId: 'malformed', at: '"111122223333"', code: 'INVALID_PRINCIPAL_FORMAT' }] },
    { policy: policy({ AWS: 'alice' }), type: 'resource', findings: [{ messageId: 'malformed', at: '"alice"' }] },
    {
      policy: policy({ Aws: '111122223333' }),
      type: 'resource',
      findings: [{ messageId: 'unknownType', at: '"Aws"', message: /expected `AWS`/, code: 'INVALID_PRINCIPAL_KEY', severity: 'error' }],
    },
  ],
});
