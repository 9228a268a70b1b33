import { rule } from '../../src/rules/condition-key-format.ts';
import { conditionPolicy } from './condition-statement.ts';
import { testRule } from './rule-tester.ts';

const policy = (key: string): object => conditionPolicy({ StringEquals: { [key]: 'x' } });

testRule(rule, {
  valid: ['aws:SourceArn', 's3:prefix', 'aws:ResourceTag/team', 'aws:RequestTag/a:b/c', 'kms:EncryptionContext:aws:s3:arn', 'accounts.google.com:aud', 'ec2:Attribute/GroupId'].map(
    (key) => ({ name: key, policy: policy(key) }),
  ),
  invalid: [
    ...['SourceArn', 'aws:', ':SourceArn', 'aws: SourceArn'].map((key) => ({
      name: key,
      policy: policy(key),
      findings: [{ messageId: 'format', at: `"${key}"`, code: 'INVALID_CONDITION_KEY_FORMAT', severity: 'error' as const }],
    })),
    ...['aws:ResourceTag/', 'aws:ResourceTag', 'AWS:requesttag/', 'aws:PrincipalTag/', 'ec2:ResourceTag/', 's3:ExistingObjectTag'].map((key) => ({
      name: key,
      policy: policy(key),
      findings: [{ messageId: 'tag', at: `"${key}"`, code: 'MISSING_TAG_KEY_IN_CONDITION', message: /\/team`$/ }],
    })),
  ],
});
