import { rule } from '../../src/rules/kms-key-value.ts';
import { conditionPolicy } from './condition-statement.ts';
import { testRule } from './rule-tester.ts';

const policy = (value: unknown, operator = 'StringEquals', key = 's3:x-amz-server-side-encryption-aws-kms-key-id'): object => conditionPolicy({ [operator]: { [key]: value } });

testRule(rule, {
  valid: [
    policy('arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'),
    policy('arn:aws:kms:*:111122223333:key/*', 'ArnLike'),
    policy('<<Key.Arn>>'),
    policy('true', 'Null'),
    policy('alias/x', 'StringEquals', 'kms:RequestAlias'),
  ].map((valid) => ({ policy: valid })),
  invalid: [
    {
      policy: policy('1234abcd-12ab-34cd-56ef-1234567890ab'),
      findings: [{ messageId: 'noKey', at: '"1234abcd-12ab-34cd-56ef-1234567890ab"', code: 'INVALID_KMS_KEY_VALUE', severity: 'error' }],
    },
    { policy: policy('arn:aws:kms:eu-west-1:111122223333:alias/x', 'ArnEquals', 'sagemaker:VolumeKmsKey'), findings: [{ messageId: 'noKey', at: '"arn:aws:kms:eu-west-1:111122223333:alias/x"' }] },
  ],
});
