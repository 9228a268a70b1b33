import { rule } from '../../src/rules/session-document-check.ts';
import { testRule } from './rule-tester.ts';

const check = { BoolIfExists: { 'ssm:SessionDocumentAccessCheck': 'true' } };
const start = (Resource: unknown, Condition?: unknown): object => ({ Effect: 'Allow', Action: 'ssm:StartSession', Resource, ...(Condition === undefined ? {} : { Condition }) });
const policy = (...Statement: readonly object[]): object => ({ Version: '2012-10-17', Statement });
const instances = 'arn:aws:ec2:eu-west-1:111122223333:instance/*';
const document = 'arn:aws:ssm:eu-west-1::document/AWS-StartSSHSession';

testRule(rule, {
  valid: [
    { policy: policy(start([instances, document], check)) },
    { policy: policy(start(instances)) },
    { policy: policy(start('*')) },
    { name: 'any document', policy: policy(start([instances, 'arn:aws:ssm:*:*:document/*'])) },
    { policy: policy(start(document)) },
    { policy: policy(start([instances, document], { BoolIfExists: { 'ssm:SessionDocumentAccessCheck': '<<Check>>' } })) },
  ],
  invalid: [
    {
      policy: policy(start(instances), start(document, check)),
      findings: [{ messageId: 'unchecked', at: '"ssm:StartSession"', nth: 1, severity: 'security', message: /interactive shell/ }],
    },
    {
      policy: policy(start([instances, document], { ...check, StringEquals: { 'ssm:resourceTag/team': 'blue' } })),
      findings: [{ messageId: 'tagged', at: `"${document}"`, severity: 'warning', message: /`AWS-StartSSHSession`.*`ssm:resourceTag\/team`/ }],
    },
  ],
});
