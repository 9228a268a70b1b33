import { rule } from '../../src/rules/arn-resource.ts';
import { testRule } from './rule-tester.ts';

const policy = (...Resource: readonly string[]): object => ({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource } });


testRule(rule, {
  valid: [
    { policy: policy('arn:aws:s3:::a', 'arn:aws:iam::111122223333:role/a', 'arn:aws:iam::111122223333:*', 'arn:aws:dynamodb:*:*:tab*') },
    { name: 'a service whose formats are not known', policy: policy('arn:aws:mobilehub:us-east-1:111122223333:project/a') },
    { name: 'a transform, which only a guide documents', policy: policy('arn:aws:cloudformation:us-east-1:aws:transform/Serverless-2016-10-31', 'arn:aws:cloudformation:*:*:transform/*') },
    { name: 'what a template leaves open', policy: policy('arn:aws:iam::111122223333:<<Type>>/a', 'arn:aws:sqs:us-east-1:${aws:PrincipalAccount}:a') },
  ],
  invalid: [
    {
      policy: policy('arn:aws:iam::111122223333:roles/a'),
      findings: [{ messageId: 'noFormat', at: '"arn:aws:iam::111122223333:roles/a"', message: /`roles\/a` is no resource of `iam`: its ARNs end like `role\/\$\{RoleNameWithPath\}`/, code: 'INVALID_ARN_RESOURCE', severity: 'error' }],
    },
    {
      name: 'a pattern that no ARN of the service fits',
      policy: policy('arn:aws:secretsmanager:*:*:sqlworkbench!*'),
      findings: [{ messageId: 'noFormatFits', at: '"arn:aws:secretsmanager:*:*:sqlworkbench!*"', severity: 'warning', message: 'no resource of `secretsmanager` that AWS documents has an ARN that fits `sqlworkbench!*`: they end like `secret:${SecretId}`' }],
    },
    {
      name: 'a Deny that no request meets',
      policy: { Version: '2012-10-17', Statement: { Effect: 'Deny', Action: 'logs:*', Resource: 'arn:aws:logs:*:*:/aws-glue/*' } },
      findings: [{ messageId: 'noFormatFits', at: '"arn:aws:logs:*:*:/aws-glue/*"', severity: 'security' }],
    },
    { name: 'a `?` is no pattern of a whole format', policy: policy('arn:aws:iam::111122223333:rol?s/a'), findings: [{ messageId: 'noFormat', at: '"arn:aws:iam::111122223333:rol?s/a"', code: 'INVALID_ARN_RESOURCE' }] },
    { name: 'a name that is empty', policy: policy('arn:aws:s3:::'), findings: [{ messageId: 'empty', at: '"arn:aws:s3:::"', code: 'INVALID_ARN_RESOURCE', severity: 'error' }] },
    { policy: policy('arn:aws:organizations::111122223333:'), findings: [{ messageId: 'empty', at: '"arn:aws:organizations::111122223333:"', code: 'INVALID_ARN_RESOURCE' }] },
  ],
});
