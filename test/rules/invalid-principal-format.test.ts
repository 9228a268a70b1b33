import { rule } from '../../src/rules/invalid-principal-format.ts';
import { testRule } from './rule-tester.ts';

const policy = (Principal: unknown): object => ({ Statement: { Effect: 'Allow', Principal, Action: 'sqs:SendMessage', Resource: '*' } });

testRule(rule, {
  valid: ['*', { AWS: '111122223333' }, { AWS: '<<Account>>' }, { Service: ['sns.amazonaws.com'] }, { CanonicalUser: 'abc' }, { AWS: '1111222233??' }, { AWS: 'AIDAJQABLZS4A3QDU576Q' }, { AWS: 'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E15MNIMTCFKK4C' }].map(
    (principal) => ({ policy: policy(principal), type: 'resource' }),
  ),
  invalid: [
    { policy: policy('111122223333'), type: 'resource', findings: [{ messageId: 'malformed', at: '"111122223333"', code: 'INVALID_PRINCIPAL_FORMAT' }] },
    { name: 'a list instead of an object', policy: JSON.stringify(policy(['*'])), type: 'resource', findings: [{ messageId: 'malformed', at: '["*"]', code: 'INVALID_PRINCIPAL_FORMAT', severity: 'error' }] },
    { name: 'an account of too few digits', policy: policy({ AWS: 'arn:aws:iam::1111222233:role/app' }), type: 'resource', findings: [{ messageId: 'malformed', at: '"arn:aws:iam::1111222233:role/app"' }] },
    { name: 'a group', policy: policy({ AWS: 'arn:aws:iam::111122223333:group/staff' }), type: 'resource', findings: [{ messageId: 'malformed', at: '"arn:aws:iam::111122223333:group/staff"', message: /user, role or session/ }] },
    { policy: policy({ AWS: 'alice' }), type: 'resource', findings: [{ messageId: 'malformed', at: '"alice"' }] },
    {
      policy: policy({ Aws: '111122223333' }),
      type: 'resource',
      findings: [{ messageId: 'unknownType', at: '"Aws"', message: /expected `AWS`/, code: 'INVALID_PRINCIPAL_KEY', severity: 'error' }],
    },
  ],
});
