import { rule } from '../../src/rules/session-port-forwarding.ts';
import { testRule } from './rule-tester.ts';

const policy = (Resource: unknown, Effect = 'Allow', Action = 'ssm:StartSession'): object => ({ Version: '2012-10-17', Statement: [{ Effect, Action, Resource }] });

testRule(rule, {
  valid: [
    policy(['arn:aws:ec2:*:*:instance/*', 'arn:aws:ssm:*::document/AWS-StartSSHSession']),
    policy('arn:aws:ssm:*:111122223333:document/*'),
    policy('*', 'Deny'),
    policy('*', 'Allow', 'ssm:DescribeSessions'),
    policy('<<Document>>'),
  ].map((valid) => ({ policy: valid })),
  invalid: [
    { policy: policy('*'), findings: [{ messageId: 'remote', at: '"*"', severity: 'suggestion' }] },
    { policy: policy(['arn:aws:ssm:*::document/AWS-StartPort*']), findings: [{ messageId: 'remote', at: '"arn:aws:ssm:*::document/AWS-StartPort*"' }] },
  ],
});
