import { rule } from '../../src/rules/session-port-forwarding.ts';
import { testRule } from './rule-tester.ts';

const policy = (Resource: unknown, Effect = 'Allow', Action = 'ssm:StartSession'): object => ({ Version: '2012-10-17', Statement: [{ Effect, Action, Resource }] });
const allowed = { Effect: 'Allow', Action: 'ssm:StartSession', Resource: '*' };

testRule(rule, {
  valid: [
    policy(['arn:aws:ec2:*:*:instance/*', 'arn:aws:ssm:*::document/AWS-StartSSHSession']),
    policy('arn:aws:ssm:*:111122223333:document/*'),
    policy('*', 'Deny'),
    policy('*', 'Allow', 'ssm:DescribeSessions'),
    policy('<<Document>>'),
    { Version: '2012-10-17', Statement: [allowed, { Effect: 'Deny', Action: 'ssm:StartSession', Resource: '<<Document>>' }] },
    // The document is AWS's and has no such tag.
    { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'ssm:StartSession', Resource: '*', Condition: { StringEquals: { 'ssm:resourceTag/team': 'blue' } } }] },
    { Version: '2012-10-17', Statement: [allowed, { Effect: 'Deny', Action: 'ssm:StartSession', Resource: 'arn:aws:ssm:*:*:document/AWS-StartPortForwardingSessionTo*' }] },
  ].map((valid) => ({ policy: valid })),
  invalid: [
    {
      name: 'a Deny in one region, or under a condition',
      policy: {
        Version: '2012-10-17',
        Statement: [
          allowed,
          { Effect: 'Deny', Action: 'ssm:StartSession', Resource: 'arn:aws:ssm:eu-west-1::document/AWS-StartPortForwardingSessionToRemoteHost' },
          { Effect: 'Deny', Action: 'ssm:StartSession', Resource: '*', Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } } },
        ],
      },
      findings: [{ messageId: 'remote', at: '"*"', nth: 1 }],
    },
    { policy: policy('*'), findings: [{ messageId: 'remote', at: '"*"', severity: 'suggestion' }] },
    { policy: policy(['arn:aws:ssm:*::document/AWS-StartPort*']), findings: [{ messageId: 'remote', at: '"arn:aws:ssm:*::document/AWS-StartPort*"' }] },
  ],
});
