import { rule } from '../../src/rules/foreign-resource-policy.ts';
import { testRule } from './rule-tester.ts';

const policy = (Action: string, Resource: string): object => ({ Statement: { Effect: 'Allow', Principal: '*', Action, Resource } });
const bucket = { type: 'resource', resourceType: 'AWS::S3::Bucket' } as const;

testRule(rule, {
  valid: [
    { ...bucket, policy: policy('s3:GetObject', 'arn:aws:s3:::reports/*') },
    { ...bucket, policy: policy('*', '*') },
    { ...bucket, policy: policy('<<Action>>', '<<Arn>>') },
    { type: 'resource', resourceType: 'AWS::SNS::Topic', policy: policy('SNS:Publish', 'arn:aws:sns:us-east-1:111122223333:a') },
    { name: 'a type that is not known', type: 'resource', policy: policy('kms:Decrypt', 'arn:aws:s3:::reports/*') },
    { name: 'an unknown service is found elsewhere', ...bucket, policy: policy('s4:GetObject', '*') },
    { policy: policy('s3:GetObject', '*') },
  ],
  invalid: [
    {
      ...bucket,
      policy: policy('kms:Decrypt', 'arn:aws:kms:us-east-1:111122223333:key/a'),
      findings: [
        { messageId: 'action', at: '"kms:Decrypt"', message: '`kms:Decrypt` is no action on `AWS::S3::Bucket`: this policy is about `s3`', code: 'UNSUPPORTED_ACTION_IN_POLICY', severity: 'error' },
        { messageId: 'resource', at: '"arn:aws:kms:us-east-1:111122223333:key/a"', code: 'UNSUPPORTED_RESOURCE_ARN_IN_POLICY', severity: 'error' },
      ],
    },
    {
      type: 'trust',
      policy: { Statement: { Effect: 'Allow', Principal: '*', Action: 'iam:PassRole' } },
      findings: [{ messageId: 'action', at: '"iam:PassRole"' }],
    },
  ],
});
