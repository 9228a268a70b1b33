import { rule } from '../../src/rules/multiple-booleans.ts';
import { conditionPolicy } from './condition-statement.ts';
import { testRule } from './rule-tester.ts';

testRule(rule, {
  valid: [
    { policy: conditionPolicy({ Bool: { 'aws:SecureTransport': ['true'] } }) },
    { policy: conditionPolicy({ StringEquals: { 'aws:username': ['a', 'b'] } }) },
  ],
  invalid: [
    {
      policy: JSON.stringify(conditionPolicy({ Bool: { 'aws:SecureTransport': ['true', 'false'] } })),
      findings: [{ messageId: 'several', at: '"aws:SecureTransport":["true","false"]', code: 'INVALID_CONDITION_MULTIPLE_BOOLEAN', severity: 'error' }],
    },
    {
      policy: JSON.stringify(conditionPolicy({ StringEquals: { 'aws:ViaAWSService': ['true', 'false'] } })),
      findings: [{ messageId: 'several', at: '"aws:ViaAWSService":["true","false"]' }],
    },
  ],
});
