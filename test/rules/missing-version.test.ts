import { rule } from '../../src/rules/missing-version.ts';
import { testRule } from './rule-tester.ts';

const Statement = [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/*' }];
const written = (policy: object): string => JSON.stringify(policy, null, 2);

testRule(rule, {
  valid: [
    { policy: { Version: '2012-10-17', Statement } },
    { name: 'a version that a template leaves open', policy: { Version: '<<Version>>', Statement } },
    { name: 'one that may stand behind an error of syntax', policy: '{"Id": "a", "Statement": [{"Effect": "Deny", "Action": "*"' },
    { name: 'a version that does not exist is no missing one', policy: { Version: '2012-10-18', Statement } },
  ],
  invalid: [
    { policy: { Statement }, findings: [{ messageId: 'missing', at: 'policy', code: 'MISSING_VERSION', severity: 'warning' }] },
    { policy: { Version: '2008-10-17', Statement }, findings: [{ messageId: 'old', at: '"2008-10-17"', severity: 'suggestion', output: written({ Version: '2012-10-17', Statement }) }] },
    { name: 'the fix puts it first', policy: { Statement }, findings: [{ messageId: 'missing', at: 'policy', output: written({ Version: '2012-10-17', Statement }) }] },
    { name: 'the fix of one line', policy: '{"Id": "a", "Statement": [{"Effect": "Deny", "Action": "*", "Resource": "*"}]}', findings: [{ messageId: 'missing', at: 'policy', output: '{"Version": "2012-10-17", "Id": "a", "Statement": [{"Effect": "Deny", "Action": "*", "Resource": "*"}]}' }] },
    { name: 'variables would begin to be expanded', policy: { Statement: { ...Statement[0], Resource: 'arn:aws:s3:::${aws:username}/*' } }, findings: [{ messageId: 'missing', at: 'policy', output: null }] },
    { name: 'the same of the old version', policy: { Version: '2008-10-17', Statement: { ...Statement[0], Resource: 'arn:aws:s3:::${aws:username}/*' } }, findings: [{ messageId: 'old', at: '"2008-10-17"', output: null }] },
    { name: 'a template may bring variables', policy: { Statement: { ...Statement[0], Resource: 'arn:aws:s3:::<<Name>>' } }, findings: [{ messageId: 'missing', at: 'policy', output: null }] },
    {
      name: 'a template brings none',
      policy: { Statement: { ...Statement[0], Resource: 'arn:aws:sqs:*:<<Account:accountId>>:a' } },
      findings: [{ messageId: 'missing', at: 'policy', output: written({ Version: '2012-10-17', Statement: { ...Statement[0], Resource: 'arn:aws:sqs:*:<<Account:accountId>>:a' } }) }],
    },
  ],
});
