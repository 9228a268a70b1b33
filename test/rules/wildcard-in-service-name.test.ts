import { rule } from '../../src/rules/wildcard-in-service-name.ts';
import { testRule } from './rule-tester.ts';

const policy = (Action: string, Resource: string): object => ({ Statement: { Effect: 'Allow', Action, Resource } });

testRule(rule, {
  valid: [{ policy: policy('*', '*') }, { policy: policy('s3:*', 'arn:*:s3:*:*:*') }, { policy: policy('s3:*', 'arn:aws:*:*:*:*') }, { policy: policy('<<Service>>:Get', '*') }],
  invalid: [
    { policy: policy('*:Get*', '*'), findings: [{ messageId: 'action', at: '"*:Get*"', code: 'WILDCARD_IN_SERVICE_NAME', severity: 'suggestion' }] },
    { policy: policy('s?:*', '*'), findings: [{ messageId: 'action', at: '"s?:*"' }] },
    { policy: policy('s3:*', 'arn:aws:s*:::reports'), findings: [{ messageId: 'arn', at: '"arn:aws:s*:::reports"', code: 'WILDCARD_IN_SERVICE_NAME' }] },
  ],
});
