import { rule } from '../../src/rules/arn-service.ts';
import { testRule } from './rule-tester.ts';

const policy = (...Resource: readonly string[]): object => ({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource } });


testRule(rule, {
  valid: [
    { policy: policy('arn:aws:s3:::a', 'arn:aws:*:us-east-1:*:*', 'arn:aws:elasticloadbalancing:us-east-1:*:loadbalancer/app/a/b', 'arn:aws:execute-api:*:*:*') },
    { policy: policy('arn:aws:<<Service>>:us-east-1:*:*') },
  ],
  invalid: [
    { policy: policy('arn:aws:S3:::a'), findings: [{ messageId: 'case', at: '"arn:aws:S3:::a"', message: /write `s3`, not `S3`/, code: 'INVALID_ARN_SERVICE_CASE', severity: 'error' }] },
    {
      policy: policy('arn:aws:dynamo:*:*:table/a'),
      findings: [{ messageId: 'unknown', at: '"arn:aws:dynamo:*:*:table/a"', message: /did you mean `dynamodb`/, code: 'INVALID_SERVICE', severity: 'error' }],
    },
    { policy: policy('arn:aws::::a'), findings: [{ messageId: 'empty', at: '"arn:aws::::a"', code: 'INVALID_SERVICE' }] },
  ],
});
