import { rule } from '../../src/rules/session-document-check.ts';
import { testRule } from './rule-tester.ts';

const check = { BoolIfExists: { 'ssm:SessionDocumentAccessCheck': 'true' } };
const start = (Resource: unknown, Condition?: unknown): object => ({ Effect: 'Allow', Action: 'ssm:StartSession', Resource, ...(Condition === undefined ? {} : { Condition }) });
const policy = (...Statement: readonly object[]): object => ({ Version: '2012-10-17', Statement });
const instances = 'arn:aws:ec2:eu-west-1:111122223333:instance/*';
const shell = 'arn:aws:ssm:eu-west-1:111122223333:document/SSM-SessionManagerRunShell';
const tagged = { StringEquals: { 'ssm:resourceTag/team': 'blue' } };
const document = 'arn:aws:ssm:eu-west-1::document/AWS-StartSSHSession';

testRule(rule, {
  valid: [
    { policy: policy(start([instances, document], check)) },
    { policy: policy(start(instances)) },
    { policy: policy(start('*')) },
    { name: 'any document', policy: policy(start([instances, 'arn:aws:ssm:*:*:document/*'])) },
    { policy: policy(start(document)) },
    { name: 'the default document is among those that are meant', policy: policy(start([instances, document, shell])) },
    { name: 'all documents are allowed without the tag', policy: policy(start('*', tagged), start('arn:aws:ssm:*:*:document/*')) },
    { name: 'a statement that may name the shell', policy: policy(start([instances, document]), { Effect: 'Allow', Action: '<<Action>>', Resource: shell }) },
    { name: 'a document that may be any', policy: policy(start([instances, document, 'arn:aws:ssm:*:*:document/<<Document>>'])) },
    { name: 'a document that may be one of AWS', policy: policy(start([instances, 'arn:aws:ssm:*:*:document/<<Document>>'], { ...check, ...tagged })) },
    { name: 'a statement that may be about documents', policy: policy(start('*', tagged), start('<<Documents>>')) },
    { name: 'only instances are asked for a tag', policy: policy(start(instances, tagged)) },
    { name: 'a tag that may be missing', policy: policy(start('*', { StringEqualsIfExists: { 'ssm:resourceTag/team': 'blue' } })) },
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
    {
      name: 'a default document that its ARN never matches',
      policy: policy(start([instances, document, shell.replace('111122223333', '')])),
      findings: [{ messageId: 'unchecked', at: '"ssm:StartSession"' }],
    },
    {
      name: "a document of one's own",
      policy: policy(start([instances, shell], tagged)),
      findings: [{ messageId: 'ownTagged', at: `"${shell}"`, severity: 'suggestion', message: /`SSM-SessionManagerRunShell`.*`ssm:resourceTag\/team`/ }],
    },
    { name: 'everything', policy: policy(start('*', tagged)), findings: [{ messageId: 'anyTagged', at: '"*"', severity: 'suggestion', message: /`ssm:resourceTag\/team` denies every session that names one/ }] },
    {
      name: 'all documents',
      policy: policy(start([instances, 'arn:aws:ssm:*:*:document/*'], { StringLike: { 'aws:ResourceTag/team': 'b*' } })),
      findings: [{ messageId: 'anyTagged', at: '"arn:aws:ssm:*:*:document/*"' }],
    },
  ],
});
