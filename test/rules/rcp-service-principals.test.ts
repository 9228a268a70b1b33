import { rule } from '../../src/rules/rcp-service-principals.ts';
import { testRule } from './rule-tester.ts';

const rcp = (Condition: unknown): object => ({ Version: '2012-10-17', Statement: [{ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*', Condition }] });
const outside = { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' };
const source = { 'aws:SourceOrgID': 'o-a1b2c3d4e5' };

testRule(rule, {
  valid: [
    rcp({ StringNotEqualsIfExists: outside, BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } }),
    rcp({ StringNotEqualsIfExists: source, Null: { 'aws:SourceAccount': 'false' }, Bool: { 'aws:PrincipalIsAWSService': 'true' } }),
    rcp({ StringEquals: outside }),
    rcp({ Bool: { 'aws:SecureTransport': 'false' } }),
  ].map((policy) => ({ policy, type: 'rcp' as const })),
  invalid: [
    {
      policy: rcp({ StringNotEqualsIfExists: outside }),
      type: 'rcp',
      findings: [{ messageId: 'principal', at: '"aws:PrincipalOrgID"', code: 'RCP_MISSING_RELATED_PRINCIPAL_CONDITION_KEY', severity: 'warning' }],
    },
    {
      policy: rcp({ StringNotEquals: source, Null: { 'aws:SourceArn': 'false' } }),
      type: 'rcp',
      findings: [{ messageId: 'source', at: '"aws:SourceOrgID"', code: 'RCP_MISSING_RELATED_SERVICE_PRINCIPAL_CONDITION_KEY' }],
    },
    {
      policy: rcp({ StringNotEqualsIfExists: source, Bool: { 'aws:PrincipalIsAWSService': 'true' } }),
      type: 'rcp',
      findings: [{ messageId: 'nullCheck', at: '"aws:SourceOrgID"', code: 'RCP_MISSING_SERVICE_CONDITION_KEY_NULL_CHECK' }],
    },
  ],
});
