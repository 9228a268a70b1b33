import { rule } from '../../src/rules/duplicate-condition-key.ts';
import { testRule } from './rule-tester.ts';

const policy = (Condition: object): object => ({ Statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: '*', Condition } });

testRule(rule, {
  valid: [{ name: 'under two operators', policy: policy({ StringEquals: { 'aws:username': 'a' }, StringLike: { 'aws:UserName': 'b' } }) }],
  invalid: [
    {
      policy: policy({ StringEquals: { 'aws:username': 'a', 'aws:UserName': 'b' } }),
      findings: [{ messageId: 'duplicate', at: '"aws:UserName"', message: /as `aws:username`/, code: 'DUPLICATE_KEYS_WITH_DIFFERENT_CASE', severity: 'error' }],
    },
  ],
});
