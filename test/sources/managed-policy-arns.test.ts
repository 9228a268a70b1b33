import { describe, expect, it } from 'vitest';
import { readSource } from '../../src/sources/index.ts';

const policy = (properties: object, attributes: object = {}, action = 's3:GetObject'): object => ({
  Type: 'AWS::IAM::ManagedPolicy',
  ...attributes,
  Properties: { ...properties, PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }] } },
});
const arn = (resource: string): object => ({ 'Fn::Sub': `arn:\${AWS::Partition}:iam::\${AWS::AccountId}:policy${resource}` });

/** The policies that a role of the template has, in each of its forms. */
function held(policies: object, reference: unknown, template: object = {}): readonly string[] {
  const User = { Type: 'AWS::IAM::User', Properties: { ManagedPolicyArns: [reference] } };
  const { principals, errors } = readSource('t.json', JSON.stringify({ ...template, Resources: { ...policies, User } }));
  expect(errors).toEqual([]);
  return principals.map(({ attachments }) => attachments.map(({ source, unseen }) => source?.label.name ?? `unseen ${unseen?.name ?? ''}`).join(', '));
}

const DIFFERENT = 'the policy `A` may be a different one in each account that the permission set is assigned to';
const UNSEEN = 'the policy `x` is not in this file';
const stage = { Parameters: { Stage: { Type: 'String' } } };
const live = { ...stage, Conditions: { Live: { 'Fn::Equals': [{ Ref: 'Stage' }, 'live'] }, Test: { 'Fn::Not': [{ Condition: 'Live' }] } } };

describe('the managed policy that an ARN of the template names', () => {
  it.each<[string, object, unknown, object, readonly string[]]>([
    ['by its logical ID', { A: policy({}), B: policy({}) }, { Ref: 'B' }, {}, ['B']],
    ['by its name', { A: policy({ ManagedPolicyName: 'a' }), B: policy({ ManagedPolicyName: 'b' }) }, arn('/b'), {}, ['B']],
    ['by path and name', { A: policy({ ManagedPolicyName: 'x', Path: '/a/' }), B: policy({ ManagedPolicyName: 'x', Path: '/b/' }) }, arn('/b/x'), {}, ['B']],
    ['by a name of a parameter', { A: policy({ ManagedPolicyName: 'a' }), B: policy({ ManagedPolicyName: { Ref: 'Stage' } }) }, arn('/${Stage}'), stage, ['B']],
    ['by a path of a parameter', { A: policy({ ManagedPolicyName: 'x' }), B: policy({ ManagedPolicyName: 'x', Path: { Ref: 'Stage' } }) }, arn('${Stage}x'), stage, ['B']],
    [
      'that has the name under a condition',
      { A: policy({ ManagedPolicyName: { 'Fn::If': ['Live', 'x', 'y'] } }) },
      arn('/x'),
      live,
      ['A', 'unseen arn:${AWS::Partition}:iam::${AWS::AccountId}:policy/x'],
    ],
    [
      'of two that are there under one condition each',
      { A: policy({ ManagedPolicyName: 'x' }, { Condition: 'Live' }), B: policy({ ManagedPolicyName: 'x' }, { Condition: 'Test' }, 's3:PutObject') },
      arn('/x'),
      live,
      ['A', 'B'],
    ],
    ['that is not there', { A: policy({ ManagedPolicyName: 'a' }) }, arn('/b'), {}, ['unseen arn:${AWS::Partition}:iam::${AWS::AccountId}:policy/b']],
  ])('%s', (_, policies, reference, template, expected) => {
    expect(held(policies, reference, template)).toEqual(expected);
  });
});

describe('the customer managed policy that a permission set names', () => {
  it.each<[string, object, object, string, readonly string[]]>([
    ['by its name', { Name: 'x' }, { ManagedPolicyName: 'x' }, 'A', [DIFFERENT]],
    ['by name and path', { Name: 'x', Path: '/a/' }, { ManagedPolicyName: 'x', Path: '/a/' }, 'A', [DIFFERENT]],
    ['by the name of the resource', { Name: { Ref: 'Stage' } }, { ManagedPolicyName: { Ref: 'Stage' } }, 'A', [DIFFERENT]],
    ['on another path', { Name: 'x' }, { ManagedPolicyName: 'x', Path: '/a/' }, 'x', [UNSEEN]],
    ['by a name in another case', { Name: 'x' }, { ManagedPolicyName: 'X' }, 'x', [UNSEEN]],
  ])('%s', (_, reference, properties, expected, partial) => {
    const Admins = {
      Type: 'AWS::SSO::PermissionSet',
      Properties: { Name: 'set', InstanceArn: 'arn:aws:sso:::instance/ssoins-1', CustomerManagedPolicyReferences: [reference], PermissionsBoundary: { CustomerManagedPolicyReference: reference } },
    };
    const { principals } = readSource('t.json', JSON.stringify({ ...stage, Resources: { A: policy(properties), Admins } }));
    const [set] = principals;
    const names = [...(set?.attachments ?? []), set?.boundary].map((attachment) => attachment?.source?.label.name ?? attachment?.unseen?.name);
    expect(names).toEqual([expected, expected]);
    expect([...new Set(set?.partial)]).toEqual(partial);
  });
});
