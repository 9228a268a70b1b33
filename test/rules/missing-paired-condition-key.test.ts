import { rule } from '../../src/rules/missing-paired-condition-key.ts';
import { conditionPolicy } from './condition-statement.ts';
import { testRule } from './rule-tester.ts';

const address = { IpAddress: { 'aws:VpcSourceIp': '10.0.0.0/16' } };

testRule(rule, {
  valid: [
    { policy: conditionPolicy({ ...address, StringEquals: { 'aws:SourceVpc': 'vpc-12345678' } }) },
    { policy: conditionPolicy({ ...address, StringEquals: { 'aws:SourceVpce': 'vpce-12345678' } }) },
    { policy: conditionPolicy({ IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }) },
  ],
  invalid: [
    {
      policy: conditionPolicy(address),
      findings: [{ messageId: 'alone', at: '"aws:VpcSourceIp"', message: /`aws:SourceVpc`/, code: 'MISSING_PAIRED_CONDITION_KEYS', severity: 'security' }],
    },
    {
      policy: conditionPolicy({ IpAddress: { 'aws:ec2InstanceSourcePrivateIPv4': '10.0.0.5' } }),
      findings: [{ messageId: 'alone', at: '"aws:ec2InstanceSourcePrivateIPv4"', message: /`aws:Ec2InstanceSourceVpc`/ }],
    },
  ],
});
