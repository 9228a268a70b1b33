import { rule } from '../../src/rules/missing-version.ts';
import { testRule } from './rule-tester.ts';

const Statement = [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/*' }];

testRule(rule, {
  valid: [
    { policy: { Version: '2012-10-17', Statement } },
    { name: 'a version that a template leaves open', policy: { Version: '<<Version>>', Statement } },
    { name: 'a version that does not exist is no missing one', policy: { Version: '2012-10-18', Statement } },
  ],
  invalid: [
    { policy: { Statement }, findings: [{ messageId: 'missing', at: 'policy', code: 'MISSING_VERSION', severity: 'warning' }] },
    { policy: { Version: '2008-10-17', Statement }, findings: [{ messageId: 'old', at: '"2008-10-17"', severity: 'suggestion' }] },
  ],
});
