import { rule } from '../../src/rules/principal-not-allowed.ts';
import { testRule } from './rule-tester.ts';

const policy = { Statement: { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: '*' } };

testRule(rule, {
  valid: [{ policy, type: 'resource' }, { policy, type: 'trust' }],
  invalid: [
    { policy, findings: [{ messageId: 'identity', at: '"Principal"', code: 'UNSUPPORTED_PRINCIPAL', severity: 'error' }] },
    {
      policy: { Statement: { Effect: 'Deny', NotPrincipal: '*', Action: '*', Resource: '*' } },
      type: 'scp',
      findings: [{ messageId: 'scp', at: '"NotPrincipal"', message: /no `NotPrincipal`/, code: 'SCP_SYNTAX_ERROR_PRINCIPAL' }],
    },
  ],
});
