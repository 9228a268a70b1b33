import { rule } from '../../src/rules/resource-in-trust-policy.ts';
import { testRule } from './rule-tester.ts';

const policy = (more: object): object => ({ Statement: { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole', ...more } });

testRule(rule, {
  valid: [{ policy: policy({}), type: 'trust' }, { policy: policy({ Resource: '*' }), type: 'resource' }],
  invalid: [
    {
      policy: policy({ NotResource: '*' }),
      type: 'trust',
      findings: [{ messageId: 'present', at: '"NotResource"', code: 'ROLE_TRUST_POLICY_SYNTAX_ERROR_RESOURCE', severity: 'error', output: JSON.stringify(policy({}), null, 2) }],
    },
  ],
});
