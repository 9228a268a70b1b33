import { describe, expect, it } from 'vitest';
import { lintText } from '../../src/index.ts';
import { rule } from '../../src/rules/missing-dependent-action.ts';
import { document, role, templateFindings } from './template-findings.ts';

const allow = (...Action: readonly string[]): object => ({ Effect: 'Allow', Action, Resource: '*' });

describe('missing-dependent-action', () => {
  it('finds an action whose dependent nothing allows', () => {
    expect(templateFindings(rule, { Deployer: role({ one: document(allow('scheduler:CreateSchedule', 'scheduler:GetSchedule')) }) })).toMatchObject([
      {
        messageId: 'missing',
        at: '/Resources/Deployer/Properties/Policies/0/PolicyDocument/Statement/0/Action/0',
        message: '`scheduler:CreateSchedule` also needs `iam:PassRole`, and the policies of `Deployer` do not allow that: allow it in a statement with the resources that it is about',
      },
    ]);
  });

  it.each([
    ['a Deny', { two: document(allow('iam:*'), { Effect: 'Deny', Action: 'iam:PassRole', Resource: '*' }) }, {}],
    ['the boundary', { two: document(allow('iam:*')) }, { PermissionsBoundary: 'arn:aws:iam::aws:policy/AmazonEventBridgeSchedulerReadOnlyAccess' }],
  ])('finds one that %s takes back', (_, others, properties) => {
    expect(templateFindings(rule, { Deployer: role({ one: document(allow('scheduler:CreateSchedule')), ...others }, properties) })).toMatchObject([{ messageId: 'missing' }]);
  });

  it.each([
    ['of another role', { Resource: 'arn:aws:iam::111122223333:role/other' }],
    ['for another service', { Resource: '*', Condition: { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } } }],
  ])('does not find one that a Deny takes back %s', (_, denied) => {
    expect(templateFindings(rule, { Deployer: role({ one: document(allow('scheduler:CreateSchedule', 'iam:PassRole'), { Effect: 'Deny', Action: 'iam:PassRole', ...denied }) }) })).toEqual([]);
  });

  it('tells what only the first use in an account needs', () => {
    const found = templateFindings(rule, { Deployer: role({ one: document(allow('access-analyzer:CreateAnalyzer')) }) });
    expect(found).toMatchObject([{ messageId: 'first' }]);
    expect(found[0]?.message).toMatch(/`iam:CreateServiceLinkedRole` in an account that does not have/);
  });

  it.each([
    ['a capacity provider', 'lambda:CreateFunction', 'iam:PassRole'],
    ['an instance profile, tags and an image by parameter', 'ec2:RunInstances'],
    ['roles, keys and passwords of a database', 'rds:CreateDBInstance'],
    ['tags', 'ec2:CreateVpc'],
    ['a version', 'states:CreateStateMachine', 'iam:PassRole'],
  ])('leaves out what an optional parameter needs, unless asked: %s', (_, ...actions) => {
    const resources = { Deployer: role({ one: document(allow(...actions)) }) };
    expect(templateFindings(rule, resources)).toEqual([]);
    const rules = { 'missing-dependent-action': { options: { optional: true } } };
    const { findings } = lintText(JSON.stringify({ Resources: resources }), { path: 'template.json', rules });
    const found = findings.filter(({ ruleId }) => ruleId === 'missing-dependent-action');
    // The report of a file has no message IDs: this is what `messageId: 'optional'` says.
    expect(found).toHaveLength(1);
    expect(found[0]?.message).toMatch(/where a request makes use of it/);
  });

  it('knows which requests always pass a role', () => {
    const actions = ['lambda:CreateFunction', 'states:CreateStateMachine', 'ec2:AssociateIamInstanceProfile', 'pipes:CreatePipe'];
    const found = templateFindings(rule, { Deployer: role({ one: document(allow(...actions)) }) });
    expect(found.map(({ messageId, at }) => [messageId, at.slice(-1)])).toEqual(actions.map((_, index) => ['missing', String(index)]));
  });

  it.each([
    ['what another policy allows', { Deployer: role({ one: document(allow('scheduler:CreateSchedule')), two: document(allow('iam:Pass*')) }) }],
    ['what NotAction leaves in', { Deployer: role({ one: document(allow('scheduler:CreateSchedule'), { Effect: 'Allow', NotAction: 's3:*', Resource: '*' }) }) }],
    ["what one of AWS's policies allows", { Deployer: role({ one: document(allow('scheduler:CreateSchedule')) }, { ManagedPolicyArns: ['arn:aws:iam::aws:policy/IAMFullAccess'] }) }],
    ['patterns', { Deployer: role({ one: document(allow('scheduler:Create*')) }) }],
    ['a Deny', { Deployer: role({ one: document({ ...allow('scheduler:CreateSchedule'), Effect: 'Deny' }) }) }],
    ['where a policy is not seen', { Deployer: role({ one: document(allow('scheduler:CreateSchedule')) }, { ManagedPolicyArns: [{ Ref: 'Other' }] }) }],
    ['where nobody is seen to hold it', { Deploy: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: document(allow('scheduler:CreateSchedule')) } } }],
  ])('does not find %s', (_, resources) => {
    expect(templateFindings(rule, resources)).toEqual([]);
  });

  it('leaves out what it is told to ignore', () => {
    const text = JSON.stringify({ Resources: { Deployer: role({ one: document(allow('scheduler:CreateSchedule')) }) } });
    const rules = { 'missing-dependent-action': { options: { ignore: ['iam:passrole'] } } };
    expect(lintText(text, { path: 'template.json', rules }).findings.filter(({ ruleId }) => ruleId === 'missing-dependent-action')).toEqual([]);
  });
});
