import { rule } from '../../src/rules/unknown-element.ts';
import { testRule } from './rule-tester.ts';

const statement = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };

testRule(rule, {
  valid: [{ policy: { Version: '2012-10-17', Id: 'reports', Statement: { Sid: 'Read', ...statement } } }],
  invalid: [
    {
      name: 'an element of a statement, in another case',
      policy: '{"Statement":[{"effect":"Allow","Action":"s3:*","Resource":"*"}]}',
      findings: [{ messageId: 'unknown', at: '"effect"', output: '{"Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}' }],
    },
    {
      name: 'one that is there as well',
      policy: '{"Statement":[{"Effect":"Deny","effect":"Allow","Action":"s3:*","Resource":"*"}]}',
      findings: [{ messageId: 'unknown', at: '"effect"', output: null }],
    },
    {
      policy: { version: '2012-10-17', Statement: [{ ...statement, Conditions: {} }] },
      findings: [
        { messageId: 'unknown', at: '"version"', message: /did you mean `Version`/, code: 'INVALID_POLICY_ELEMENT', severity: 'error', output: JSON.stringify({ Version: '2012-10-17', Statement: [{ ...statement, Conditions: {} }] }, null, 2) },
        { messageId: 'unknown', at: '"Conditions"', message: /did you mean `Condition`/, output: null },
      ],
    },
  ],
});
