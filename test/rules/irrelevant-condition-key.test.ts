import { rule } from '../../src/rules/irrelevant-condition-key.ts';
import { conditionPolicy, resourcePolicy } from './condition-statement.ts';
import { testRule } from './rule-tester.ts';

const account = { StringEquals: { 's3:ResourceAccount': '111122223333' } };

testRule(rule, {
  valid: [
    { policy: resourcePolicy('*', account), type: 'resource', resourceType: 'AWS::EC2::VPCEndpoint' },
    { name: 'it may be the policy of an endpoint', policy: resourcePolicy('*', account), type: 'resource' },
    { policy: conditionPolicy(account) }, { policy: resourcePolicy('*', { StringEquals: { 'aws:PrincipalAccount': '111122223333' } }), type: 'resource', resourceType: 'AWS::S3::Bucket' },
  ],
  invalid: [
    {
      policy: resourcePolicy('*', account),
      type: 'resource',
      resourceType: 'AWS::S3::Bucket',
      findings: [{ messageId: 'owner', at: '"s3:ResourceAccount"', code: 'IRRELEVANT_CONDITION_KEY_IN_POLICY', severity: 'suggestion' }],
    },
  ],
});
