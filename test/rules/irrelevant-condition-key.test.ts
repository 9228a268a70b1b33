import { rule } from '../../src/rules/irrelevant-condition-key.ts';
import { conditionPolicy, resourcePolicy } from './condition-statement.ts';
import { testRule } from './rule-tester.ts';

const account = { StringEquals: { 's3:ResourceAccount': '111122223333' } };

testRule(rule, {
  valid: [{ policy: conditionPolicy(account) }, { policy: resourcePolicy('*', { StringEquals: { 'aws:PrincipalAccount': '111122223333' } }), type: 'resource' }],
  invalid: [
    {
      policy: resourcePolicy('*', account),
      type: 'resource',
      findings: [{ messageId: 'owner', at: '"s3:ResourceAccount"', code: 'IRRELEVANT_CONDITION_KEY_IN_POLICY', severity: 'suggestion' }],
    },
  ],
});
