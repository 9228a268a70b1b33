import { rule } from '../../src/rules/sessions-of-others.ts';
import { testRule } from './rule-tester.ts';

const policy = (Resource: unknown, Condition?: unknown, Action: unknown = ['ssm:TerminateSession', 'ssm:ResumeSession']): object => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action, Resource, ...(Condition === undefined ? {} : { Condition }) }],
});

testRule(rule, {
  valid: [
    policy('arn:aws:ssm:*:*:session/${aws:userid}-*'),
    policy('*', { StringLike: { 'ssm:resourceTag/aws:ssmmessages:session-id': '${aws:userid}' } }),
    policy('*', { StringLike: { 'aws:ResourceTag/aws:ssmmessages:session-id': '${aws:userid}' } }),
    policy('*', undefined, 'ssm:DescribeSessions'),
    policy('arn:aws:ssm:*:*:session/alice-0a1b2c3d4e5f67890'),
    policy('arn:aws:ssm:*:*:session/<<User>>-*'),
  ].map((valid) => ({ policy: valid })),
  invalid: [
    { policy: policy('*'), findings: [{ messageId: 'all', at: '"*"', severity: 'warning' }] },
    { policy: policy('arn:aws:ssm:*:*:session/*'), findings: [{ messageId: 'all', at: '"arn:aws:ssm:*:*:session/*"' }] },
    { name: 'a condition that every session fulfils', policy: policy('*', { StringLike: { 'ssm:resourceTag/aws:ssmmessages:session-id': '*' } }), findings: [{ messageId: 'all', at: '"*"', nth: 1 }] },
    {
      name: 'a tag that sessions do not have',
      policy: policy('*', { StringEquals: { 'aws:ResourceTag/team': 'blue' } }),
      findings: [{ messageId: 'tagged', at: '"*"', severity: 'warning', message: /`aws:ResourceTag\/team` never lets one be resumed or ended/ }],
    },
    {
      policy: policy('arn:aws:ssm:*:*:session/${aws:username}-*'),
      findings: [{ messageId: 'namesakes', at: '"arn:aws:ssm:*:*:session/${aws:username}-*"', severity: 'suggestion', message: /`bob-admin`/ }],
    },
  ],
});
