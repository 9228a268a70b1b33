import { rule } from '../../src/rules/not-principal.ts';
import { testRule } from './rule-tester.ts';

const policy = (Effect: string, Action = 'sqs:SendMessage'): object => ({
  Version: '2012-10-17',
  Statement: [{ Effect, NotPrincipal: { AWS: 'arn:aws:iam::111122223333:root' }, Action }],
});

testRule(rule, {
  valid: [{ policy: policy('Deny'), type: 'resource' }],
  invalid: [
    { policy: policy('Allow'), type: 'resource', findings: [{ messageId: 'allow', at: '"NotPrincipal"', code: 'ALLOW_WITH_NOT_PRINCIPAL', severity: 'security' }] },
    {
      policy: policy('Deny', 'sts:AssumeRole'),
      type: 'trust',
      findings: [{ messageId: 'trust', at: '"NotPrincipal"', code: 'ROLE_TRUST_POLICY_SYNTAX_ERROR_NOTPRINCIPAL', severity: 'error' }],
    },
  ],
});
