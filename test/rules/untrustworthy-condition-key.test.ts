import { rule } from '../../src/rules/untrustworthy-condition-key.ts';
import { conditionPolicy } from './condition-statement.ts';
import { testRule } from './rule-tester.ts';

const policy = (Effect: string, operator: string, key = 'aws:Referer'): object => conditionPolicy({ [operator]: { [key]: 'https://example.com/*' } }, { Effect });

testRule(rule, {
  valid: [policy('Deny', 'StringLike'), policy('Allow', 'Null'), policy('Allow', 'StringLike', 'aws:username')].map((valid) => ({ policy: valid })),
  invalid: [
    { policy: policy('Allow', 'StringLike'), findings: [{ messageId: 'header', at: '"aws:Referer"', code: 'UNTRUSTWORTHY_CONDITION_KEY', severity: 'security' }] },
    { policy: policy('Deny', 'StringNotLike', 'aws:UserAgent'), findings: [{ messageId: 'header', at: '"aws:UserAgent"' }] },
  ],
});
