import { rule } from '../../src/rules/region-value.ts';
import { conditionPolicy } from './condition-statement.ts';
import { testRule } from './rule-tester.ts';

const policy = (value: unknown, operator = 'StringEquals', key = 'aws:RequestedRegion'): object => conditionPolicy({ [operator]: { [key]: value } });

testRule(rule, {
  valid: [policy(['eu-west-1', 'us-east-1']), policy('eu-*', 'StringLike'), policy('EU-WEST-1', 'StringEqualsIgnoreCase'), policy('<<Region>>'), policy('mars', 'StringEquals', 'aws:username'), policy('true', 'Null')].map(
    (valid) => ({ policy: valid }),
  ),
  invalid: [
    {
      policy: policy(['eu-west-1', 'eu-wets-1']),
      findings: [{ messageId: 'unknown', at: '"eu-wets-1"', message: /did you mean `eu-west-1`\?/, code: 'INVALID_REGION', severity: 'error' }],
    },
    { policy: policy('moon-*', 'StringLike', 'ec2:Region'), findings: [{ messageId: 'unknown', at: '"moon-*"' }] },
    { name: 'case counts', policy: policy('EU-WEST-1'), findings: [{ messageId: 'unknown', at: '"EU-WEST-1"' }] },
  ],
});
