import { rule } from '../../src/rules/action-case.ts';
import { testRule } from './rule-tester.ts';

const policy = (Action: unknown, kind = 'Action'): object => ({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', [kind]: Action, Resource: '*' }] });
const text = (action: string): string => `{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": ["s3:PutObject",  "${action}" ], "Resource": "*"}}`;

testRule(rule, {
  valid: [
    policy(['s3:GetObject', 'ec2:RunInstances']),
    policy(['s3:get*', '*', 'S3:*']),
    policy(['s3:getnothing', 'nosuch:getobject', '<<Action>>', 's3:get<<Name>>']),
  ].map((valid) => ({ policy: valid })),
  invalid: [
    {
      policy: text('s3:getobject'),
      findings: [{ messageId: 'other', at: '"s3:getobject"', severity: 'suggestion', message: /^AWS writes `s3:getobject` as `s3:GetObject`/, output: text('s3:GetObject') }],
    },
    { policy: text('S3:GetObject'), findings: [{ messageId: 'other', at: '"S3:GetObject"', output: text('s3:GetObject') }] },
    {
      name: 'several, at the first',
      policy: '{"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Action": ["s3:putobject", "s3:GetObject", "s3:getobjectacl"], "Resource": "*"}}',
      findings: [{ messageId: 'other', at: '"s3:putobject"', output: '{"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Action": ["s3:PutObject", "s3:GetObject", "s3:GetObjectAcl"], "Resource": "*"}}' }],
    },
    { policy: policy('EC2:runinstances', 'NotAction'), findings: [{ messageId: 'other', at: '"EC2:runinstances"' }] },
  ],
});
