import { rule } from '../../src/rules/redundant-action.ts';
import { testRule } from './rule-tester.ts';

const policy = (...Action: readonly string[]): object => ({ Statement: { Effect: 'Allow', Action, Resource: '*' } });

const written = (policy: object): string => JSON.stringify(policy, null, 2);

testRule(rule, {
  valid: [
    { policy: policy('iam:Get*', 'iam:*CredentialReport') },
    { name: 'only partly covered', policy: policy('s3:Get*', 's3:*Object') },
    { name: 'in two statements', policy: { Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }, { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }] } },
    { policy: policy('<<First>>', '<<Second>>') },
  ],
  invalid: [
    {
      policy: policy('iam:GetCredentialReport', 'iam:Get*', 'iam:getuser', 's3:PutObject'),
      findings: [
        {
          messageId: 'covered',
          at: '"iam:GetCredentialReport"',
          message: '`iam:GetCredentialReport` is covered by `iam:Get*` in the same statement, and 1 more is redundant too: remove it',
          code: 'REDUNDANT_ACTION',
          severity: 'suggestion',
          output: written(policy('iam:Get*', 's3:PutObject')),
        },
      ],
    },
    { policy: policy('s3:GetObject', 's3:getObject'), findings: [{ messageId: 'repeated', at: '"s3:getObject"', code: 'REDUNDANT_ACTION', output: written(policy('s3:GetObject')) }] },
    { name: 'one of two that cover each other stays', policy: policy('s3:**', 's3:*'), findings: [{ messageId: 'covered', at: '"s3:**"', output: written(policy('s3:*')) }] },
    { policy: policy('*', 's3:Get<<Rest>>'), findings: [{ messageId: 'covered', at: '"s3:Get<<Rest>>"', output: null }] },
  ],
});
