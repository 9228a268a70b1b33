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
      findings: [{ messageId: 'action', at: '"ec2:CreateTrustAnchor"', message: /the action of that name is `rolesanywhere:CreateTrustAnchor`/ }],
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
