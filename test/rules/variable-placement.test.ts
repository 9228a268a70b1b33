import { rule } from '../../src/rules/variable-placement.ts';
import { testRule } from './rule-tester.ts';

const statement = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::home/*' };
const policy = (more: object, Version?: string): object => ({ ...(Version === undefined ? {} : { Version }), Statement: { ...statement, ...more } });
const current = '2012-10-17';

testRule(rule, {
  valid: [
    { policy: policy({ Resource: 'arn:aws:s3:::home/${aws:username}', Condition: { StringLike: { 's3:prefix': '${aws:username}/*' } } }, current) },
    { policy: policy({ Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:${aws:PrincipalAccount}:*' } } }, current) },
    { name: 'a version that a template leaves open', policy: policy({ Resource: 'arn:aws:s3:::home/${aws:username}' }, '<<Version>>') },
    { name: "a template's own parameters", policy: policy({ Action: '<<Action>>', Resource: 'arn:aws:s3:::${Bucket}/*' }) },
  ],
  invalid: [
    { policy: policy({ Action: 's3:${aws:username}' }, current), findings: [{ messageId: 'element', at: '"s3:${aws:username}"', message: /literally in `Action`/, code: 'VARIABLE_UNSUPPORTED_IN_ELEMENT', severity: 'error' }] },
    {
      policy: policy({ Principal: { AWS: 'arn:aws:iam::111122223333:user/${aws:username}' } }, current),
      type: 'resource',
      findings: [{ messageId: 'element', at: '"arn:aws:iam::111122223333:user/${aws:username}"', message: /literally in `Principal`/ }],
    },
    {
      policy: policy({ Resource: 'arn:aws:s3:::home/${aws:username}', Condition: { StringLike: { 's3:prefix': '${aws:userid}' } } }),
      findings: [
        { messageId: 'version', at: '"arn:aws:s3:::home/${aws:username}"', code: 'VARIABLE_UNSUPPORTED_IN_VERSION', severity: 'error' },
        { messageId: 'version', at: '"${aws:userid}"' },
      ],
    },
    { policy: policy({ Resource: 'arn:aws:s3:::home/${aws:username}' }, '2008-10-17'), findings: [{ messageId: 'version', at: '"arn:aws:s3:::home/${aws:username}"' }] },
    {
      policy: policy({ Condition: { NumericLessThan: { 's3:max-keys': '${aws:userid}' } } }, current),
      findings: [{ messageId: 'operator', at: '"${aws:userid}"', message: /no value for `NumericLessThan`/, code: 'INVALID_VARIABLE_FOR_OPERATOR', severity: 'error' }],
    },
    {
      policy: policy({ Action: 'sqs:SendMessage', Resource: 'arn:aws:sqs:us-east-1:${aws:PrincipalAccount}:orders' }, current),
      findings: [{ messageId: 'arnField', at: '"arn:aws:sqs:us-east-1:${aws:PrincipalAccount}:orders"', severity: 'warning' }],
    },
    {
      name: 'a key of several values',
      policy: policy({ Resource: 'arn:aws:s3:::home/${aws:TagKeys}/*', Condition: { StringEquals: { 's3:prefix': '${aws:CalledVia}' } } }, current),
      findings: [
        { messageId: 'multivalued', at: '"arn:aws:s3:::home/${aws:TagKeys}/*"', severity: 'warning', message: /^`aws:TagKeys` has several values.*this resource never matches/ },
        { messageId: 'multivalued', at: '"${aws:CalledVia}"', message: /this value never matches/ },
      ],
    },
  ],
});
