import { rule } from '../../src/rules/redundant-resource.ts';
import { testRule } from './rule-tester.ts';

const policy = (...Resource: readonly string[]): object => ({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource } });

const written = (policy: object): string => JSON.stringify(policy, null, 2);

testRule(rule, {
  valid: [
    { policy: policy('arn:aws:s3:::reports', 'arn:aws:s3:::reports/*') },
    { name: 'another case is another resource', policy: policy('arn:aws:s3:::reports/a*', 'arn:aws:s3:::reports/Alice') },
    { policy: policy('arn:aws:s3:::reports/${aws:username}', 'arn:aws:s3:::reports/${aws:userid}') },
    { policy: policy('arn:aws:s3:::<<First>>', 'arn:aws:s3:::<<Second>>') },
    {
      name: 'a colon, or what may have one, inside a segment',
      policy: policy(
        'arn:aws:lambda:us-east-1:111122223333:function:a*z',
        'arn:aws:lambda:us-east-1:111122223333:function:ab:cz',
        'arn:aws:lambda:us-east-1:111122223333:function:a${aws:userid}z',
        'arn:aws:lambda:us-east-1:111122223333:function:a-*:z',
      ),
    },
  ],
  invalid: [
    {
      name: 'a colon behind a segment that ends in `*`',
      policy: policy('arn:aws:lambda:us-east-1:111122223333:function:a*', 'arn:aws:lambda:us-east-1:111122223333:function:ab:cz'),
      findings: [{ messageId: 'covered', at: '"arn:aws:lambda:us-east-1:111122223333:function:ab:cz"' }],
    },
    {
      policy: policy('arn:aws:s3:::reports*', 'arn:aws:s3:::reports/*', 'arn:aws:s3:::reports-of-${aws:username}'),
      findings: [{ messageId: 'covered', at: '"arn:aws:s3:::reports/*"', message: /1 more is redundant too/, code: 'REDUNDANT_RESOURCE', severity: 'suggestion', output: written(policy('arn:aws:s3:::reports*')) }],
    },
    {
      policy: policy('arn:aws:s3:::a', 'arn:aws:s3:::a'),
      findings: [{ messageId: 'repeated', at: '"arn:aws:s3:::a"', nth: 2, code: 'REDUNDANT_RESOURCE', output: written(policy('arn:aws:s3:::a')) }],
    },
  ],
});
