import { rule } from '../../src/rules/service-principal-format.ts';
import { conditionPolicy, resourcePolicy } from './condition-statement.ts';
import { testRule } from './rule-tester.ts';

const passed = (value: unknown, operator = 'StringEquals'): object => conditionPolicy({ [operator]: { 'iam:PassedToService': value } }, { Action: 'iam:PassRole' });

testRule(rule, {
  valid: [
    ...['sns.amazonaws.com', 'logs.eu-west-1.amazonaws.com', 'ec2.amazonaws.com.cn', 'alexa-appkit.amazon.com', '<<Service>>', '*'].map((Service) => ({
      policy: resourcePolicy({ Service }),
      type: 'resource' as const,
    })),
    { policy: passed('ec2.amazonaws.com') },
    { policy: passed(['ec2.*', '*'], 'StringLike') },
    { policy: passed('true', 'Null') },
    { policy: passed('<<Service>>') },
  ],
  invalid: [
    {
      policy: resourcePolicy({ Service: ['sns', 'sqs.amazonaws.com'] }),
      type: 'resource',
      findings: [{ messageId: 'format', at: '"sns"', code: 'INVALID_SERVICE_PRINCIPAL_FORMAT', severity: 'error', message: /`sns\.amazonaws\.com`/ }],
    },
    { name: 'a domain that only Alexa has', policy: resourcePolicy({ Service: 'lambda.amazon.com' }), type: 'resource', findings: [{ messageId: 'format', at: '"lambda.amazon.com"', message: /`lambda\.amazonaws\.com`/ }] },
    { policy: passed('ec2'), findings: [{ messageId: 'format', at: '"ec2"' }] },
    { policy: conditionPolicy({ StringEquals: { 'kms:ViaService': 's3.eu-west-1.amazon.aws' } }), findings: [{ messageId: 'format', at: '"s3.eu-west-1.amazon.aws"' }] },
  ],
});
