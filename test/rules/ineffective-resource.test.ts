import { rule } from '../../src/rules/ineffective-resource.ts';
import { testRule } from './rule-tester.ts';

const policy = (Action: string | readonly string[], ...Resource: readonly string[]): object => ({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action, Resource } });
const bucket = 'arn:aws:s3:::reports';
const object = 'arn:aws:s3:::reports/*';

testRule(rule, {
  valid: [
    { policy: policy(['s3:ListBucket', 's3:GetObject'], bucket, object) },
    { policy: policy('s3:*', bucket, object) },
    { policy: policy('*', 'arn:aws:iam::111122223333:role/a') },
    { name: 'where no action has a resource, the actions are at fault', policy: policy('iam:ListRoles', 'arn:aws:iam::111122223333:role/*') },
    { name: 'an unknown action may be for it', policy: policy(['s3:ListBucket', 's3:GetObjekt'], bucket, object) },
    { name: 'what a template leaves open', policy: policy(['s3:ListBucket', '<<Action>>'], bucket, object) },
    { policy: policy('s3:ListBucket', bucket, '<<Arn>>') },
    { policy: policy('ssm:StartSession', 'arn:aws:ssm:us-east-1::document/AWS-StartSSHSession', 'arn:aws:ssm:us-east-1:*:document/SSM-SessionManagerRunShell') },
  ],
  invalid: [
    { policy: policy('s3:ListBucket', bucket, object), findings: [{ messageId: 'noAction', at: `"${object}"`, severity: 'warning' }] },
    { policy: policy(['s3:ListBucket', 'iam:GetUser'], bucket, 'arn:aws:iam::*:role/a'), findings: [{ messageId: 'noAction', at: '"arn:aws:iam::*:role/a"' }] },
    {
      policy: policy('ssm:StartSession', 'arn:aws:ec2:*:*:instance/*', 'arn:aws:ssm:us-east-1::document/SSM-SessionManagerRunShell'),
      findings: [
        {
          messageId: 'accountDocument',
          at: '"arn:aws:ssm:us-east-1::document/SSM-SessionManagerRunShell"',
          message: /write `arn:aws:ssm:us-east-1:\*:document\/SSM-SessionManagerRunShell`/,
        },
      ],
    },
    {
      name: 'in a template',
      policy: policy('ssm:StartSession', 'arn:<<AWS::Partition:partition>>:ssm:<<AWS::Region:region>>::document/SSM-SessionManagerRunShell'),
      findings: [{ messageId: 'accountDocument', at: '"arn:<<AWS::Partition:partition>>:ssm:<<AWS::Region:region>>::document/SSM-SessionManagerRunShell"' }],
    },
    {
      name: 'a Deny that protects nothing',
      policy: { Statement: { Effect: 'Deny', Action: 's3:ListBucket', Resource: [bucket, object] } },
      findings: [{ messageId: 'noAction', at: `"${object}"`, severity: 'security' }],
    },
  ],
});
