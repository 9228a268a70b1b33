import { rule } from '../../src/rules/wildcard-without-like.ts';
import { conditionPolicy } from './condition-statement.ts';
import { testRule } from './rule-tester.ts';

const policy = (operator: string, value: unknown): object => conditionPolicy({ [operator]: { 's3:prefix': value } });

testRule(rule, {
  valid: [policy('StringLike', 'a*'), policy('StringEquals', 'a'), policy('StringEquals', '${*}a'), policy('StringEquals', '<<Prefix>>'), policy('ArnEquals', 'arn:aws:s3:::a*')].map(
    (valid) => ({ policy: valid }),
  ),
  invalid: [
    {
      policy: policy('StringEquals', ['a', 'b*']),
      findings: [{ messageId: 'literal', at: '"b*"', code: 'WILDCARD_WITHOUT_LIKE_OPERATOR', severity: 'warning', message: /write `StringLike`/ }],
    },
    { policy: policy('StringNotEqualsIgnoreCase', 'b?'), findings: [{ messageId: 'literal', at: '"b?"', message: /write `StringNotLike`/ }] },
    { policy: policy('StringEquals', '<<Prefix>>/*'), findings: [{ messageId: 'literal', at: '"<<Prefix>>/*"' }] },
  ],
});
