import { rule } from '../../src/rules/vpc-value.ts';
import { conditionPolicy } from './condition-statement.ts';
import { testRule } from './rule-tester.ts';

const policy = (key: string, value: unknown, operator = 'StringEquals'): object => conditionPolicy({ [operator]: { [key]: value } });

testRule(rule, {
  valid: [
    policy('aws:SourceVpc', ['vpc-1a2b3c4d', 'vpc-0a1b2c3d4e5f67890']),
    policy('aws:SourceVpce', 'vpce-1a2b3c4d'),
    policy('aws:SourceVpc', '<<Vpc>>'),
    policy('aws:SourceVpc', 'vpc-*', 'StringLike'),
    policy('aws:SourceVpc', 'true', 'Null'),
  ].map((valid) => ({ policy: valid })),
  invalid: [
    { policy: policy('aws:SourceVpc', 'vpce-1a2b3c4d'), findings: [{ messageId: 'vpc', at: '"vpce-1a2b3c4d"', code: 'INVALID_VPC_FORMAT', severity: 'error' }] },
    { policy: policy('aws:SourceVpce', ['vpce-1a2b']), findings: [{ messageId: 'endpoint', at: '"vpce-1a2b"', code: 'INVALID_VPCE_FORMAT' }] },
  ],
});
