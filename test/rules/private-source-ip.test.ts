import { rule } from '../../src/rules/private-source-ip.ts';
import { conditionPolicy } from './condition-statement.ts';
import { testRule } from './rule-tester.ts';

const policy = (operator: string, value: unknown, key = 'aws:SourceIp'): string => JSON.stringify(conditionPolicy({ [operator]: { [key]: value } }));

testRule(rule, {
  valid: [policy('IpAddress', ['203.0.113.0/24']), policy('IpAddress', '10.0.0.0/8', 'aws:VpcSourceIp'), policy('IpAddress', '<<Range>>'), policy('IpAddress', '0.0.0.0/0'), policy('IpAddress', '172.32.0.0/16')].map(
    (valid) => ({ policy: valid }),
  ),
  invalid: [
    {
      policy: policy('IpAddress', ['10.0.0.0/8', '192.168.1.1', 'fd00::/8']),
      findings: [{ messageId: 'never', at: '"aws:SourceIp":["10.0.0.0/8","192.168.1.1","fd00::/8"]', code: 'PRIVATE_IP_ADDRESS', severity: 'error' }],
    },
    { policy: policy('NotIpAddress', '172.16.0.0/12'), findings: [{ messageId: 'always', at: '"aws:SourceIp":"172.16.0.0/12"', code: 'PRIVATE_NOT_IP_ADDRESS' }] },
    {
      policy: policy('IpAddress', ['10.0.0.0/8', '203.0.113.0/24']),
      findings: [{ messageId: 'unmatched', at: '"10.0.0.0/8"', code: 'PRIVATE_IP_ADDRESS_SUBSET', severity: 'suggestion' }],
    },
    { policy: policy('NotIpAddress', ['10.0.0.0/8', '<<Range>>']), findings: [{ messageId: 'unexcluded', at: '"10.0.0.0/8"', code: 'PRIVATE_NOT_IP_ADDRESS_SUBSET' }] },
  ],
});
