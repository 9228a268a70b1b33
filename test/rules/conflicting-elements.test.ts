import { rule } from '../../src/rules/conflicting-elements.ts';
import { testRule } from './rule-tester.ts';

testRule(rule, {
  valid: [{ policy: { Statement: { Effect: 'Allow', NotAction: 's3:*', NotResource: '*' } } }],
  invalid: [
    {
      type: 'resource',
      policy: { Statement: { Effect: 'Allow', Principal: '*', NotPrincipal: '*', Action: 's3:*', NotAction: 's3:*', Resource: '*', NotResource: '*' } },
      findings: [
        { messageId: 'both', at: '"NotPrincipal"', code: 'UNSUPPORTED_ELEMENT_COMBINATION', severity: 'error' },
        { messageId: 'both', at: '"NotAction"' },
        { messageId: 'both', at: '"NotResource"' },
      ],
    },
  ],
});
