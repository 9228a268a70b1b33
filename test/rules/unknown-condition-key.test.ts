import { rule } from '../../src/rules/unknown-condition-key.ts';
import { conditionPolicy, resourcePolicy } from './condition-statement.ts';
import { testRule } from './rule-tester.ts';

const policy = (key: string): object => conditionPolicy({ StringEquals: { [key]: 'x' } });

testRule(rule, {
  valid: [
    'aws:PrincipalArn',
    'AWS:PRINCIPALARN',
    'aws:ResourceTag/team',
    's3:ExistingObjectTag/x',
    's3:prefix',
    'kms:EncryptionContext:anything',
    'secretsmanager:ResourceTag/owner',
    'ec2:SourceInstanceArn',
    'token.actions.githubusercontent.com:job_workflow_ref',
    'oidc.eks.eu-west-1.amazonaws.com/id/ABC:sub',
    'deeplens:Model',
    ':prefix',
  ].map((key) => ({ name: key, policy: policy(key) })),
  invalid: [
    {
      policy: policy('aws:PrincipalAm'),
      findings: [{ messageId: 'global', at: '"aws:PrincipalAm"', message: /did you mean `aws:PrincipalArn`/, code: 'INVALID_GLOBAL_CONDITION_KEY' }],
    },
    { policy: policy('aws:Team'), findings: [{ messageId: 'global', at: '"aws:Team"', severity: 'error' }] },
    {
      policy: policy('s3:prefx'),
      findings: [{ messageId: 'service', at: '"s3:prefx"', message: '`s3` has no condition key `s3:prefx`, did you mean `s3:prefix`?', code: 'INVALID_SERVICE_CONDITION_KEY' }],
    },
    { policy: policy('s33:prefix'), findings: [{ messageId: 'prefix', at: '"s33:prefix"', message: /did you mean `s3`/, code: 'INVALID_SERVICE' }] },
    {
      policy: policy('aws:ARN'),
      findings: [{ messageId: 'deprecated', at: '"aws:ARN"', code: 'DEPRECATED_GLOBAL_CONDITION_KEY', severity: 'warning' }],
    },
    {
      policy: resourcePolicy('*', { ArnLike: { 'aws:ARN': 'arn:aws:iam::111122223333:role/r' } }),
      type: 'resource',
      findings: [{ messageId: 'unsupported', at: '"aws:ARN"', code: 'UNSUPPORTED_GLOBAL_CONDITION_KEY', severity: 'error' }],
    },
  ],
});
