import { rule } from '../../src/rules/any-source-ip.ts';
import { conditionPolicy } from './condition-statement.ts';
import { testRule } from './rule-tester.ts';

const policy = (operator: string, value: unknown, Effect = 'Allow'): object => conditionPolicy({ [operator]: { 'aws:SourceIp': value } }, { Effect });

testRule(rule, {
  valid: [policy('IpAddress', '203.0.113.0/24'), policy('IpAddress', '0.0.0.0/0', 'Deny'), policy('IpAddress', '<<Range>>')].map((valid) => ({ policy: valid })),
  invalid: [
    { policy: policy('IpAddress', ['203.0.113.0/24', '0.0.0.0/0']), findings: [{ messageId: 'all', at: '"0.0.0.0/0"', severity: 'security' }] },
    { policy: policy('NotIpAddress', '::/0', 'Deny'), findings: [{ messageId: 'none', at: '"::/0"' }] },
  ],
});
