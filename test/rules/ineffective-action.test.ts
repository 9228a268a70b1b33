import { rule } from '../../src/rules/ineffective-action.ts';
import { testRule } from './rule-tester.ts';

const policy = (Action: string | readonly string[], Resource: string | readonly string[], Effect = 'Allow'): object => ({
  Version: '2012-10-17',
  Statement: { Effect, Action, Resource },
});
const role = 'arn:aws:iam::111122223333:role/*';

testRule(rule, {
  valid: [
    { policy: policy(['iam:ListRoles', 'iam:GetRole'], '*') },
    { policy: policy(['iam:GetRole', 'iam:Get*', 'iam:*'], role) },
    { policy: policy('s3:ListBucket', 'arn:aws:s3:::reports') },
    { name: 'one of several resources is enough', policy: policy('s3:ListBucket', ['arn:aws:s3:::reports/*', 'arn:aws:s3:::reports']) },
    { policy: policy('s3:GetObject', 'arn:aws:s3:::reports*') },
    { policy: policy('ssm:StartSession', 'arn:aws:ec2:us-east-1:111122223333:instance/*') },
    { name: 'what a template leaves open', policy: policy(['s3:ListBucket', 'iam:ListRoles'], '<<Arn>>') },
    { name: 'an attribute that may be the ARN of an access point', policy: policy('s3:ListBucket', '<<Bucket.Arn>>/*') },
    { name: 'actions that do not exist are found elsewhere', policy: policy('s3:ListBuckit', role) },
    { name: 'and so are resources', policy: policy('s3:ListBucket', 'arn:aws:iam::111122223333:roles/*') },
    { policy: { Statement: { Effect: 'Allow', NotAction: 'iam:ListRoles', Resource: role } } },
    { policy: { Statement: { Effect: 'Allow', Action: 'iam:ListRoles', NotResource: role } } },
    { name: 'the old and the new name of connections', policy: policy('codeconnections:UseConnection', 'arn:aws:codestar-connections:us-east-1:111122223333:connection/*') },
    { name: 'requests of CloudWatch Logs about no log group', policy: policy(['logs:DescribeLogGroups', 'logs:DescribeQueries'], 'arn:aws:logs:*:111122223333:log-group:*') },
    { name: 'any resource of the service', policy: policy(['logs:DescribeLogGroups', 'bedrock:CreatePrompt'], ['arn:aws:logs:*:*:*', 'arn:aws:bedrock:*:*:*']) },
    { name: 'two services behind one prefix', policy: policy(['elasticloadbalancing:AddTags', 'elasticloadbalancing:RemoveTags'], 'arn:aws:elasticloadbalancing:*:*:targetgroup/*') },
    { policy: policy('aws-marketplace:TagResource', 'arn:aws:aws-marketplace:*:*:AWSMarketplace/Entity/*') },
  ],
  invalid: [
    { name: 'a log group, for requests about none', policy: policy('logs:DescribeLogGroups', 'arn:aws:logs:*:*:log-group:/aws/*'), findings: [{ messageId: 'onlyWildcard', at: '"logs:DescribeLogGroups"' }] },
    { name: 'any resource of another service', policy: policy(['iam:ListRoles', 'ec2:RunInstances'], 'arn:aws:ec2:*:*:*'), findings: [{ messageId: 'onlyWildcard', at: '"iam:ListRoles"' }] },
    { policy: policy(['iam:GetRole', 'iam:ListRoles'], role), findings: [{ messageId: 'onlyWildcard', at: '"iam:ListRoles"', message: /allows it nowhere/, severity: 'warning' }] },
    {
      policy: policy(['iam:GetRole', 'iam:CreateSAMLProvider', 's3:ListBucket'], [role, 'arn:aws:iam::111122223333:oidc-provider/*']),
      findings: [
        { messageId: 'otherType', at: '"iam:CreateSAMLProvider"', message: /saml-provider/ },
        { messageId: 'otherType', at: '"s3:ListBucket"' },
      ],
    },
    { name: 'objects for an action on buckets', policy: policy('s3:ListBucket', 'arn:aws:s3:::reports/*'), findings: [{ messageId: 'otherType', at: '"s3:ListBucket"' }] },
    { name: 'in a template', policy: policy('s3:ListBucket', 'arn:aws:s3:::<<Bucket>>/*'), findings: [{ messageId: 'otherType', at: '"s3:ListBucket"' }] },
    { name: 'a bucket for an action on objects', policy: policy('s3:GetObject', 'arn:aws:s3:::reports'), findings: [{ messageId: 'otherType', at: '"s3:GetObject"' }] },
    { policy: policy('ec2:Describe*', role), findings: [{ messageId: 'noneOfPattern', at: '"ec2:Describe*"' }] },
    {
      name: 'a Deny that denies nothing',
      policy: policy('iam:ListRoles', role, 'Deny'),
      findings: [{ messageId: 'onlyWildcard', at: '"iam:ListRoles"', message: /denies it nowhere/, severity: 'security' }],
    },
  ],
});
