import { rule } from '../../src/rules/session-default-shell.ts';
import { testRule } from './rule-tester.ts';

const check = { BoolIfExists: { 'ssm:SessionDocumentAccessCheck': 'true' } };
const policy = (Resource: unknown, Condition?: unknown, Action = 'ssm:StartSession'): object => ({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource, ...(Condition === undefined ? {} : { Condition }) }] });
const instances = 'arn:aws:ec2:eu-west-1:111122223333:instance/*';

testRule(rule, {
  valid: [
    policy([instances, 'arn:aws:ssm:eu-west-1:111122223333:document/SSM-SessionManagerRunShell']),
    policy([instances, 'arn:aws:ssm:eu-west-1::document/AWS-StartSSHSession']),
    policy([instances, 'arn:aws:ssm:*:*:document/*'], check),
    policy('*', check),
    policy('arn:aws:ssm:*:*:document/*'),
    policy(instances, { BoolIfExists: { 'ssm:SessionDocumentAccessCheck': '<<Check>>' } }),
    policy(instances, '<<Conditions>>'),
    policy([instances, '<<Document>>']),
    policy([instances, 'arn:aws:ssm:*:111122223333:document/<<Document>>']),
    policy('*', undefined, 'ssm:DescribeSessions'),
    policy('*', undefined, '*'),
  ].map((valid) => ({ policy: valid })),
  invalid: [
    { policy: policy('*'), findings: [{ messageId: 'open', at: '"ssm:StartSession"', severity: 'suggestion', message: /interactive shell.*SessionDocumentAccessCheck/ }] },
    { policy: policy(instances, { StringEquals: { 'ssm:resourceTag/team': 'blue' } }), findings: [{ messageId: 'open', at: '"ssm:StartSession"' }] },
    { policy: policy([instances, 'arn:aws:ssm:*:*:document/*']), findings: [{ messageId: 'open', at: '"ssm:StartSession"' }] },
    { name: 'a check that is off', policy: policy(instances, { BoolIfExists: { 'ssm:SessionDocumentAccessCheck': 'false' } }), findings: [{ messageId: 'open', at: '"ssm:StartSession"' }] },
    { policy: policy(instances, undefined, 'ssm:Start*'), findings: [{ messageId: 'open', at: '"ssm:Start*"' }] },
  ],
});
