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
        message: '`scheduler:CreateSchedule` also needs `iam:PassRole` where a request makes use of it, and no policy of `Deployer` allows that',
      },
    ]);
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
