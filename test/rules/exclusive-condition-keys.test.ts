import { rule } from '../../src/rules/exclusive-condition-keys.ts';
import { conditionPolicy } from './condition-statement.ts';
import { testRule } from './rule-tester.ts';

const address = { 'aws:SourceIp': '203.0.113.0/24' };
const endpoint = { 'aws:SourceVpce': 'vpce-1a2b3c4d' };

testRule(rule, {
  valid: [
    conditionPolicy({ IpAddress: address }),
    conditionPolicy({ IpAddress: { 'aws:VpcSourceIp': '10.0.0.0/8' }, StringEquals: endpoint }),
    conditionPolicy({ NotIpAddress: address, StringNotEquals: endpoint }, { Effect: 'Deny' }),
    conditionPolicy({ IpAddressIfExists: address, StringEquals: endpoint }),
  ].map((policy) => ({ policy })),
  invalid: [
    { policy: conditionPolicy({ IpAddress: address, StringEquals: endpoint }), findings: [{ messageId: 'allow', at: '"aws:SourceIp": "203.0.113.0/24"', severity: 'warning', message: /`aws:SourceVpce`/ }] },
    { policy: conditionPolicy({ IpAddress: address, StringEquals: endpoint }, { Effect: 'Deny' }), findings: [{ messageId: 'deny', at: '"aws:SourceIp": "203.0.113.0/24"', severity: 'security' }] },
  ],
});
