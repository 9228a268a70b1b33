import { rule } from '../../src/rules/s3-prefix-negated.ts';
import { conditionPolicy } from './condition-statement.ts';
import { testRule } from './rule-tester.ts';

const policy = (Effect: string, operator: string): object => conditionPolicy({ [operator]: { 's3:prefix': 'secret/*' } }, { Effect, Action: 's3:ListBucket' });

testRule(rule, {
  valid: [policy('Allow', 'StringLike'), policy('Deny', 'StringNotLike'), policy('Deny', 'Null')].map((valid) => ({ policy: valid })),
  invalid: [
    { policy: policy('Deny', 'StringLike'), findings: [{ messageId: 'negative', at: '"s3:prefix": "secret/*"', code: 'S3_PREFIX_IN_NEGATIVE_CONTEXT', severity: 'security' }] },
    { policy: policy('Allow', 'StringNotEquals'), findings: [{ messageId: 'negative', at: '"s3:prefix": "secret/*"' }] },
  ],
});
