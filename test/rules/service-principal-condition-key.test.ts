import { rule } from '../../src/rules/service-principal-condition-key.ts';
import { resourcePolicy } from './condition-statement.ts';
import { testRule } from './rule-tester.ts';

const sns = { Service: 'sns.amazonaws.com' };

testRule(rule, {
  valid: [
    resourcePolicy(sns, { StringEquals: { 'aws:SourceOrgID': 'o-a1b2c3d4e5' } }),
    resourcePolicy(sns, { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }),
    resourcePolicy({ Service: 'rolesanywhere.amazonaws.com' }, { StringEquals: { 'aws:PrincipalTag/x509Subject/CN': 'host' } }),
    resourcePolicy({ AWS: '*' }, { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }),
  ].map((policy) => ({ policy, type: 'resource' as const })),
  invalid: [
    {
      policy: resourcePolicy(sns, { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }),
      type: 'resource',
      findings: [{ messageId: 'absent', at: '"aws:PrincipalOrgID"', code: 'UNSUPPORTED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL', severity: 'error', message: /`aws:SourceOrgID`/ }],
    },
    {
      policy: resourcePolicy({ ...sns, AWS: '111122223333' }, { StringEquals: { 'aws:PrincipalAccount': '111122223333' } }),
      type: 'resource',
      findings: [{ messageId: 'absent', at: '"aws:PrincipalAccount"', message: /`aws:SourceAccount`/ }],
    },
  ],
});
