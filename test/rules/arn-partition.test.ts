import { rule } from '../../src/rules/arn-partition.ts';
import { testRule } from './rule-tester.ts';

const policy = (...Resource: readonly string[]): object => ({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource } });


testRule(rule, {
  valid: [{ policy: policy('arn:aws:s3:::a', 'arn:aws-cn:s3:::a', 'arn:aws-us-gov:s3:::a', 'arn:*:s3:::a', 'arn:aws*:s3:::a', 'arn:<<AWS::Partition>>:s3:::a') }],
  invalid: [
    { policy: policy('arn:aws-gov:s3:::a'), findings: [{ messageId: 'unknown', at: '"arn:aws-gov:s3:::a"', code: 'INVALID_PARTITION', severity: 'error' }] },
    { policy: policy('arn:asw:s3:::a'), findings: [{ messageId: 'unknown', at: '"arn:asw:s3:::a"', message: /did you mean `aws`/ }] },
    { policy: policy('arn::s3:::a'), findings: [{ messageId: 'empty', at: '"arn::s3:::a"', code: 'INVALID_PARTITION' }] },
  ],
});
