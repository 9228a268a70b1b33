import { rule } from '../../src/rules/condition-operator-type.ts';
import { conditionPolicy } from './condition-statement.ts';
import { testRule } from './rule-tester.ts';

const policy = (operator: string, key: string, value: unknown = 'x'): object => conditionPolicy({ [operator]: { [key]: value } });

testRule(rule, {
  valid: [
    ['StringEquals', 'aws:username'],
    ['NumericLessThan', 'aws:MultiFactorAuthAge'],
    ['DateLessThan', 'aws:CurrentTime'],
    ['NumericLessThan', 'aws:EpochTime'],
    ['Bool', 'aws:SecureTransport'],
    ['StringEquals', 'aws:SecureTransport'],
    ['ArnLike', 'aws:SourceArn'],
    ['StringEquals', 'aws:SourceArn'],
    ['StringLike', 'aws:SourceArn'],
    ['IpAddress', 'aws:SourceIp'],
    ['Null', 'aws:SourceIp'],
    ['ArnLike', 'kms:EncryptionContext:aws:s3:arn'],
    ['NumericEquals', 'nothing:known'],
  ].map(([operator = '', key = '']) => ({ name: `${operator} ${key}`, policy: policy(operator, key) })),
  invalid: [
    {
      policy: policy('StringEquals', 'aws:SourceIp', '203.0.113.0/24'),
      findings: [{ messageId: 'mismatch', at: '"aws:SourceIp"', code: 'TYPE_MISMATCH', severity: 'warning', message: /IPAddress.*`IpAddress`/ }],
    },
    { policy: policy('StringEquals', 'aws:CurrentTime'), findings: [{ messageId: 'mismatch', at: '"aws:CurrentTime"', message: /`DateLessThan`/ }] },
    { policy: policy('ArnLike', 'aws:username'), findings: [{ messageId: 'mismatch', at: '"aws:username"', message: /`StringEquals`/ }] },
    {
      policy: policy('StringLike', 'aws:SourceArn', 'arn:aws:s3:::bucket*'),
      findings: [{ messageId: 'stringLike', at: '"StringLike"', code: 'STRING_LIKE_OPERATOR_WITH_ARN_CONDITION_KEYS', severity: 'security', message: /`ArnLike`/ }],
    },
    { policy: policy('StringNotLike', 'aws:PrincipalArn', '*:role/x'), findings: [{ messageId: 'stringLike', at: '"StringNotLike"', message: /`ArnNotLike`/ }] },
  ],
});
