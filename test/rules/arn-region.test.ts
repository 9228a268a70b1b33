import { rule } from '../../src/rules/arn-region.ts';
import { testRule } from './rule-tester.ts';

const policy = (...Resource: readonly string[]): object => ({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource } });


testRule(rule, {
  valid: [
    { policy: policy('arn:aws:s3:::a', 'arn:aws:sqs:us-east-1:111122223333:a', 'arn:aws:sqs:*:111122223333:a', 'arn:aws:sqs:us-*:111122223333:a', 'arn:aws:iam::111122223333:role/a') },
    { name: 'a wildcard for a Region where there is none matches the empty one', policy: policy('arn:aws:s3:*:*:a') },
    { name: 'what a template leaves open', policy: policy('arn:aws:sqs:<<AWS::Region>>:111122223333:a') },
  ],
  invalid: [
    {
      policy: policy('arn:aws:sqs:us-eats-1:111122223333:a'),
      findings: [{ messageId: 'unknown', at: '"arn:aws:sqs:us-eats-1:111122223333:a"', message: /did you mean `us-east-1`/, code: 'INVALID_ARN_REGION', severity: 'error' }],
    },
    { policy: policy('arn:aws:sqs:moon-*:111122223333:a'), findings: [{ messageId: 'unknown', at: '"arn:aws:sqs:moon-*:111122223333:a"' }] },
    { policy: policy('arn:aws:sqs::111122223333:a'), findings: [{ messageId: 'missing', at: '"arn:aws:sqs::111122223333:a"', code: 'MISSING_ARN_REGION', severity: 'error' }] },
    {
      policy: policy('arn:aws:iam:us-east-1:111122223333:role/a'),
      findings: [{ messageId: 'notAllowed', at: '"arn:aws:iam:us-east-1:111122223333:role/a"', code: 'ARN_REGION_NOT_ALLOWED', severity: 'error' }],
    },
  ],
});
