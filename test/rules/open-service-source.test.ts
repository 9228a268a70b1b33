import { rule } from '../../src/rules/open-service-source.ts';
import { resourcePolicy, trustPolicy } from './condition-statement.ts';
import { testRule } from './rule-tester.ts';

const service = { Service: 's3.amazonaws.com' };
const policy = (condition?: object): object => resourcePolicy(service, condition);
const resource = 'resource' as const;

testRule(rule, {
  valid: [
    { name: 'no condition is found by another rule', policy: policy(), type: resource },
    ...[
      { StringEquals: { 'aws:SourceAccount': '111122223333' } },
      { StringEquals: { 'aws:SourceAccount': '<<Account>>' } },
      { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::<<Bucket:plain>>' } },
      { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::reports-*' }, StringEquals: { 'aws:SourceAccount': '111122223333' } },
      { ArnLike: { 'aws:SourceArn': 'arn:aws:cloudtrail:*:111122223333:*' } },
      { ArnLike: { 'aws:SourceArn': 'arn:aws:cloudtrail:*:<<Account:accountId>>:*' } },
      { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::*' }, StringEquals: { 'aws:SourceAccount': '111122223333' } },
      { StringEquals: { 'aws:SourceOrgID': 'o-a1b2c3d4e5' } },
      { 'ForAnyValue:StringLike': { 'aws:SourceOrgPaths': 'o-a1b2c3d4e5/*' } },
      { StringEqualsIfExists: { 'aws:SourceAccount': '111122223333' } },
      { ArnLike: { 'aws:SourceArn': '*', 'kms:EncryptionContext:aws:logs:arn': 'arn:aws:logs:*:111122223333:*' } },
    ].map((condition) => ({ policy: policy(condition), type: resource })),
    { name: 'a principal that is no service', policy: resourcePolicy({ AWS: '111122223333' }, { ArnLike: { 'aws:SourceArn': '*' } }), type: resource },
    { name: 'a Deny', policy: resourcePolicy(service, { ArnLike: { 'aws:SourceArn': '*' } }, { Effect: 'Deny' }), type: resource },
    { name: 'conditions that are not seen', policy: resourcePolicy(service, '<<Condition>>'), type: resource },
  ],
  invalid: [
    {
      policy: policy({ ArnLike: { 'aws:SourceArn': '*' } }),
      type: resource,
      findings: [{ messageId: 'open', at: '"aws:SourceArn": "*"', severity: 'security', message: /^any customer of `s3\.amazonaws\.com` can fulfil this condition on `aws:SourceArn`/ }],
    },
    { name: 'any bucket', policy: policy({ ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::*' } }), type: resource, findings: [{ messageId: 'open', at: '"aws:SourceArn": "arn:aws:s3:::*"' }] },
    {
      name: 'a bucket, without the account',
      policy: policy({ ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::reports-*' } }),
      type: resource,
      findings: [{ messageId: 'bucket', at: '"aws:SourceArn": "arn:aws:s3:::reports-*"', severity: 'suggestion', message: /`reports-\*` is deleted/ }],
    },
    { name: 'of any account', policy: policy({ ArnLike: { 'aws:SourceArn': 'arn:aws:cloudtrail:*:*:trail/*' } }), type: resource, findings: [{ messageId: 'open', at: '"aws:SourceArn": "arn:aws:cloudtrail:*:*:trail/*"' }] },
    { name: 'all accounts but one', policy: policy({ StringNotEquals: { 'aws:SourceAccount': '111122223333' } }), type: resource, findings: [{ messageId: 'open', at: '"aws:SourceAccount": "111122223333"' }] },
    { policy: policy({ StringLike: { 'aws:SourceAccount': '*' } }), type: resource, findings: [{ messageId: 'open', at: '"aws:SourceAccount": "*"' }] },
    { policy: policy({ Null: { 'aws:SourceArn': 'false' } }), type: resource, findings: [{ messageId: 'open', at: '"aws:SourceArn": "false"' }] },
    { policy: trustPolicy(service, 'sts:AssumeRole', { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:*:*:*' } }), type: 'trust', findings: [{ messageId: 'open', at: '"aws:SourceArn": "arn:aws:s3:*:*:*"' }] },
  ],
});
