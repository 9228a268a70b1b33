import { rule } from '../../src/rules/invalid-effect.ts';
import { testRule } from './rule-tester.ts';

testRule(rule, {
  valid: [{ policy: { Statement: { Effect: 'Deny', Action: '*', Resource: '*' } } }, { policy: { Statement: { Effect: '<<Effect>>', Action: '*', Resource: '*' } } }],
  invalid: [
    { policy: { Statement: { Effect: 'allow', Action: '*', Resource: '*' } }, findings: [{ messageId: 'invalid', at: '"allow"', code: 'INVALID_EFFECT', severity: 'error', output: JSON.stringify({ Statement: { Effect: 'Allow', Action: '*', Resource: '*' } }, null, 2) }] },
    { name: 'an effect that could be either', policy: { Statement: { Effect: 'Permit', Action: '*', Resource: '*' } }, findings: [{ messageId: 'invalid', at: '"Permit"', output: null }] },
  ],
});
