import { rule } from '../../src/rules/arn-format.ts';
import { testRule } from './rule-tester.ts';

const policy = (...Resource: readonly string[]): object => ({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource } });


testRule(rule, {
  valid: [
    { policy: policy('*', 'arn:aws:s3:::reports', 'arn:aws:s3:::reports/${aws:username}:x', 'arn:aws:logs:*:*:log-group:a:*') },
    { name: 'what a template leaves open', policy: policy('<<Arn>>', '<<Arn>>/*', 'arn:aws:s3<<Rest>>', 'arn<<Rest>>') },
  ],
  invalid: [
    {
      policy: policy('reports', '*reports', 'ARN:aws:s3:::reports', ''),
      findings: [
        { messageId: 'prefix', at: '"reports"', code: 'INVALID_ARN_PREFIX', severity: 'error' },
        { messageId: 'prefix', at: '"*reports"' },
        { messageId: 'prefix', at: '"ARN:aws:s3:::reports"' },
        { messageId: 'prefix', at: '""' },
      ],
    },
    {
      policy: policy('arn:aws:s3:reports', 'arn:aws:iam:user/*'),
      findings: [
        { messageId: 'field', at: '"arn:aws:s3:reports"', message: /has 4 of the six fields/, code: 'MISSING_ARN_FIELD', severity: 'error' },
        { messageId: 'field', at: '"arn:aws:iam:user/*"' },
      ],
    },
  ],
});
