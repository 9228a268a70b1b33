import { rule } from '../../src/rules/resource-policy-scope.ts';
import { resourcePolicy } from './condition-statement.ts';
import { testRule } from './rule-tester.ts';

const policy = (Action: unknown, Resource = 'arn:aws:s3:::amzn-s3-demo-bucket/*'): object => resourcePolicy('*', undefined, { Action, Resource });
const bucket = { type: 'resource', resourceType: 'AWS::S3::Bucket' } as const;

testRule(rule, {
  valid: [
    { policy: policy(['s3:GetObject', 's3:*', '*', '<<Action>>', 's3:Nothing']), ...bucket },
    { policy: policy('s3:GetObject', '*'), ...bucket },
    { policy: policy('s3:GetObject', '<<Arn>>'), ...bucket },
    { name: 'any Region and account, which no bucket has', policy: policy('s3:GetObject', 'arn:aws:s3:*:*:amzn-s3-demo-bucket/*'), ...bucket },
    { policy: policy('s3:GetObject', 'arn:aws:s3:eu-west-1:111122223333:accesspoint/reports/object/*'), type: 'resource', resourceType: 'AWS::S3::AccessPoint' },
    { name: 'a wildcard that keys fit', policy: policy('kms:Decrypt', 'arn:aws:kms:eu-west-1:111122223333:*'), type: 'resource', resourceType: 'AWS::KMS::Key' },
    { policy: policy('dynamodb:Query', 'arn:aws:dynamodb:eu-west-1:111122223333:table/orders/index/*'), type: 'resource', resourceType: 'AWS::DynamoDB::Table' },
    { policy: policy('kms:Decrypt', 'arn:aws:kms:eu-west-1:111122223333:<<Key>>'), type: 'resource', resourceType: 'AWS::KMS::Key' },
    { policy: policy('kms:Decrypt'), type: 'resource' },
    { policy: policy('kms:Decrypt'), type: 'resource', resourceType: 'AWS::Something::Else' },
  ],
  invalid: [
    { policy: policy(['s3:GetObject', 'kms:*']), ...bucket, findings: [{ messageId: 'service', at: '"kms:*"', code: 'UNSUPPORTED_ACTION_IN_POLICY', severity: 'error', message: /policy of a bucket/ }] },
    { policy: policy('s3:ListAllMyBuckets'), ...bucket, findings: [{ messageId: 'account', at: '"s3:ListAllMyBuckets"', code: 'UNSUPPORTED_ACTION_IN_POLICY' }] },
    {
      policy: policy('s3:GetObject', 'arn:aws:sqs:eu-west-1:111122223333:queue'),
      ...bucket,
      findings: [{ messageId: 'arn', at: '"arn:aws:sqs:eu-west-1:111122223333:queue"', code: 'UNSUPPORTED_RESOURCE_ARN_IN_POLICY' }],
    },
    {
      name: 'another type of the service',
      policy: policy('s3:GetObject', 'arn:aws:s3:eu-west-1:111122223333:accesspoint/reports/object/*'),
      ...bucket,
      findings: [{ messageId: 'arn', at: '"arn:aws:s3:eu-west-1:111122223333:accesspoint/reports/object/*"' }],
    },
    { policy: policy('s3:GetObject'), type: 'resource', resourceType: 'AWS::S3::AccessPoint', findings: [{ messageId: 'arn', at: '"arn:aws:s3:::amzn-s3-demo-bucket/*"', message: /policy of an access point/ }] },
    {
      policy: policy('kms:Decrypt', 'arn:aws:kms:eu-west-1:111122223333:alias/reports'),
      type: 'resource',
      resourceType: 'AWS::KMS::Key',
      findings: [{ messageId: 'arn', at: '"arn:aws:kms:eu-west-1:111122223333:alias/reports"' }],
    },
  ],
});
