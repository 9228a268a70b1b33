import { rule } from '../../src/rules/unknown-element.ts';
import { testRule } from './rule-tester.ts';

const statement = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };

testRule(rule, {
  valid: [{ policy: { Version: '2012-10-17', Id: 'reports', Statement: { Sid: 'Read', ...statement } } }],
  invalid: [
    {
      policy: { version: '2012-10-17', Statement: [{ ...statement, Conditions: {} }] },
      findings: [
        { messageId: 'unknown', at: '"version"', message: /did you mean `Version`/, code: 'INVALID_POLICY_ELEMENT', severity: 'error' },
        { messageId: 'unknown', at: '"Conditions"', message: /did you mean `Condition`/ },
      ],
    },
  ],
});
