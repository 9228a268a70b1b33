import { rule } from '../../src/rules/wrong-type.ts';
import { testRule } from './rule-tester.ts';

testRule(rule, {
  valid: [{ policy: { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' } } }],
  invalid: [
    { policy: '[1]', findings: [{ messageId: 'wrongType', at: 'policy', code: 'DATA_TYPE_MISMATCH', severity: 'error' }] },
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
