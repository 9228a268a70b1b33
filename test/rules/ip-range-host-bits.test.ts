import { rule } from '../../src/rules/ip-range-host-bits.ts';
import { conditionPolicy } from './condition-statement.ts';
import { testRule } from './rule-tester.ts';

const policy = (value: unknown): object => conditionPolicy({ IpAddress: { 'aws:SourceIp': value } });
const written = (policy: object): string => JSON.stringify(policy, null, 2);

testRule(rule, {
  valid: ['203.0.113.0/24', '203.0.113.5', '203.0.113.5/32', '2001:db8::/32', '0.0.0.0/0', 'x', '<<Range>>'].map((value) => ({ policy: policy(value) })),
  invalid: [
    {
      policy: policy(['203.0.113.0/24', '198.51.100.77/26']),
      findings: [{ messageId: 'hostBits', at: '"198.51.100.77/26"', message: /`198\.51\.100\.64\/26`/, code: 'IMPROVE_IP_RANGE', severity: 'suggestion', output: written(policy(['203.0.113.0/24', '198.51.100.64/26'])) }],
    },
    { policy: policy('2001:db8::1/32'), findings: [{ messageId: 'hostBits', at: '"2001:db8::1/32"', message: /`2001:db8::\/32`/, output: written(policy('2001:db8::/32')) }] },
  ],
});
