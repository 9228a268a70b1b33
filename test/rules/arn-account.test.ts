import { rule } from '../../src/rules/arn-account.ts';
import { testRule } from './rule-tester.ts';

const policy = (...Resource: readonly string[]): object => ({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource } });


testRule(rule, {
  valid: [
    { policy: policy('arn:aws:s3:::a', 'arn:aws:sqs:us-east-1:111122223333:a', 'arn:aws:sqs:us-east-1:*:a', 'arn:aws:sqs:us-east-1:1111*:a', 'arn:aws:s3:*:*:a') },
    { name: 'managed policies', policy: policy('arn:aws:iam::aws:policy/ReadOnlyAccess') },
    { name: 'what AWS owns', policy: policy('arn:aws:ssm:us-east-1::document/AWS-StartSSHSession', 'arn:aws:ssm:*::parameter/aws/service/*', 'arn:aws:ec2:us-east-1::image/*') },
    { name: 'what a template leaves open', policy: policy('arn:aws:sqs:us-east-1:<<AWS::AccountId>>:a') },
  ],
  invalid: [
    { policy: policy('arn:aws:sqs:us-east-1:1234:a'), findings: [{ messageId: 'invalid', at: '"arn:aws:sqs:us-east-1:1234:a"', code: 'INVALID_ARN_ACCOUNT', severity: 'error' }] },
    { policy: policy('arn:aws:sqs:us-east-1::a'), findings: [{ messageId: 'missing', at: '"arn:aws:sqs:us-east-1::a"', code: 'MISSING_ARN_ACCOUNT', severity: 'error' }] },
    { policy: policy('arn:aws:s3::111122223333:a'), findings: [{ messageId: 'notAllowed', at: '"arn:aws:s3::111122223333:a"', code: 'ARN_ACCOUNT_NOT_ALLOWED', severity: 'error' }] },
  ],
});
