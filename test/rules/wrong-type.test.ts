import { rule } from '../../src/rules/wrong-type.ts';
import { testRule } from './rule-tester.ts';

testRule(rule, {
  valid: [{ policy: { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' } } }],
  invalid: [
    { policy: '[1]', findings: [{ messageId: 'wrongType', at: 'policy', code: 'DATA_TYPE_MISMATCH', severity: 'error' }] },
    { name: 'a version that is a number', policy: '{"Version": 20121017, "Statement": []}', findings: [{ messageId: 'wrongType', at: '20121017', message: /a string as `Version`/ }] },
    { name: 'an effect in a list', policy: '{"Statement": {"Effect": ["Allow"], "Action": "s3:GetObject", "Resource": "*"}}', findings: [{ messageId: 'wrongType', at: '["Allow"]', message: /as `Effect`/ }] },
    {
      policy: '{"Statement": [7, {"Effect": "Allow", "Action": [["s3:*"]], "Resource": null, "Condition": "none"}]}',
      findings: [
        { messageId: 'wrongType', at: '7' },
        { messageId: 'wrongType', at: '["s3:*"]' },
        { messageId: 'wrongType', at: 'null' },
        { messageId: 'wrongType', at: '"none"' },
      ],
    },
  ],
});
