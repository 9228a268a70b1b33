import { rule } from '../../src/rules/unknown-action.ts';
import { testRule } from './rule-tester.ts';

const policy = (...Action: readonly string[]): object => ({ Statement: { Effect: 'Allow', Action, Resource: '*' } });


testRule(rule, {
  valid: [
    { policy: policy('s3:GetObject', 'S3:getobject', 's3:Get*', '*', '*:*', '*:List*', 'lambda:?etFunction') },
    { name: 'what a template leaves open', policy: policy('<<Service>>:GetObject', 's3:<<Action>>', '<<Action>>') },
    { name: 'also in NotAction', policy: { Statement: { Effect: 'Deny', NotAction: 's3:GetObject', Resource: '*' } } },
  ],
  invalid: [
    {
      name: 'what was taken back',
      policy: policy('dms:DescribeDataProviders', 'trustedadvisor:*Engagement*', 'supportrecommendations:StartSupportTroubleshooting'),
      findings: [
        { messageId: 'withdrawn', at: '"dms:DescribeDataProviders"', severity: 'suggestion', message: 'AWS no longer documents `dms:DescribeDataProviders`, which its reference once had, did you mean `dms:ListDataProviders`?' },
        { messageId: 'withdrawn', at: '"trustedadvisor:*Engagement*"', message: /once had: leave it out/ },
        { messageId: 'withdrawn', at: '"supportrecommendations:StartSupportTroubleshooting"' },
      ],
    },
    {
      name: 'services called as every object has something',
      policy: policy('constructor:Foo', 'toString:*', '__proto__:Foo', 'hasOwnProperty:Foo'),
      findings: ['constructor:Foo', 'toString:*', '__proto__:Foo', 'hasOwnProperty:Foo'].map((action) => ({ messageId: 'service', at: JSON.stringify(action) })),
    },
    {
      policy: policy('s3:GetObjects', 's3:Getobjec*x'),
      findings: [
        { messageId: 'action', at: '"s3:GetObjects"', message: '`s3` has no action `GetObjects`, did you mean `s3:GetObject`?', code: 'INVALID_ACTION', severity: 'error' },
        { messageId: 'pattern', at: '"s3:Getobjec*x"', message: 'no action matches `s3:Getobjec*x`', code: 'INVALID_ACTION' },
      ],
    },
    {
      policy: policy('dynamo:GetItem', 'dynamo:*'),
      findings: [
        { messageId: 'service', at: '"dynamo:GetItem"', message: 'there is no service `dynamo`, did you mean `dynamodb`?', code: 'INVALID_SERVICE_IN_ACTION', severity: 'error' },
        { messageId: 'service', at: '"dynamo:*"' },
      ],
    },
    {
      name: 'an action of another service',
      policy: policy('ec2:CreateTrustAnchor'),
      findings: [{ messageId: 'action', at: '"ec2:CreateTrustAnchor"', message: '`ec2` has no action `CreateTrustAnchor`, only `rolesanywhere:CreateTrustAnchor` has that name' }],
    },
    {
      name: 'an action that another service has, too',
      policy: policy('iam:AssumeRole', 'cloudwatch:PutLogEvents'),
      findings: [
        { messageId: 'action', at: '"iam:AssumeRole"', message: '`iam` has no action `AssumeRole`, only `sts:AssumeRole` has that name' },
        { messageId: 'action', at: '"cloudwatch:PutLogEvents"', message: /only `logs:PutLogEvents` has that name$/ },
      ],
    },
    {
      name: 'another verb of the same meaning, and what the service does with the same thing otherwise',
      policy: policy('budgets:UpdateBudget', 'budgets:DescribeBudgets', 'budgets:CreateBudget'),
      findings: [
        { messageId: 'action', at: '"budgets:UpdateBudget"', message: '`budgets` has no action `UpdateBudget`, did you mean `budgets:ModifyBudget`?' },
        { messageId: 'action', at: '"budgets:DescribeBudgets"', message: '`budgets` has no action `DescribeBudgets`, did you mean `budgets:ViewBudget`?' },
        { messageId: 'action', at: '"budgets:CreateBudget"', message: '`budgets` has no action `CreateBudget`' },
      ],
    },
    {
      name: 'a service that AWS has retired',
      policy: policy('mobilehub:GetProject'),
      findings: [{ messageId: 'undocumented', at: '"mobilehub:GetProject"', severity: 'suggestion' }],
    },
    { policy: policy('GetObject'), findings: [{ messageId: 'malformed', at: '"GetObject"', code: 'INVALID_ACTION' }] },
    { policy: policy('s3:'), findings: [{ messageId: 'malformed', at: '"s3:"' }] },
  ],
});
