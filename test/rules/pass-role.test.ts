import { describe, expect, it } from 'vitest';
import { rule } from '../../src/rules/pass-role.ts';
import { testRule } from './rule-tester.ts';
import { document, role, templateFindings } from './template-findings.ts';

const action = 'iam:PassRole';
const statement = { Effect: 'Allow', Action: action, Resource: '*' };

testRule(rule, {
  valid: [
    { policy: { Statement: { ...statement, Resource: 'arn:aws:iam::111122223333:role/deployer' } } },
    { name: 'the beginning of a name', policy: { Statement: { ...statement, Resource: 'arn:aws:iam::111122223333:role/deployer-*' } } },
    { policy: { Statement: { ...statement, Condition: { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } } } } },
    { policy: { Statement: { ...statement, Effect: 'Deny' } } },
    { policy: { Statement: { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' } } },
    { policy: { Statement: { Effect: 'Allow', Action: 's3:*', Resource: '*' } } },
    { name: 'what a template leaves open', policy: { Statement: [{ ...statement, Resource: '<<Role>>' }, { ...statement, Condition: '<<Condition>>' }, { Effect: 'Allow', NotAction: '<<Actions>>', Resource: '*' }] } },
  ],
  invalid: [
    { name: 'what a Deny keeps back', policy: { Statement: [statement, { ...statement, Effect: 'Deny' }] }, findings: [{ messageId: 'withheld', at: '"iam:PassRole"', nth: 1, code: 'PASS_ROLE_WITH_STAR_IN_RESOURCE', severity: 'suggestion', message: /Deny or a boundary keeps/ }] },
    { policy: { Statement: statement }, findings: [{ messageId: 'wildcard', at: '"iam:PassRole"', code: 'PASS_ROLE_WITH_STAR_IN_RESOURCE', severity: 'security' }] },
    { policy: { Statement: { ...statement, Resource: ['arn:aws:iam::*:role/*'] } }, findings: [{ messageId: 'wildcard', at: '"iam:PassRole"' }] },
    { policy: { Statement: { ...statement, Action: 'iam:*' } }, findings: [{ messageId: 'actionWildcard', at: '"iam:*"', code: 'PASS_ROLE_WITH_STAR_IN_ACTION_AND_RESOURCE' }] },
    { policy: { Statement: { Effect: 'Allow', NotAction: 's3:*', Resource: '*' } }, findings: [{ messageId: 'notAction', at: '"NotAction"', code: 'PASS_ROLE_WITH_STAR_IN_RESOURCE_AND_NOT_ACTION' }] },
    { policy: { Statement: { Effect: 'Allow', Action: action, NotResource: 'arn:aws:iam::111122223333:role/admin' } }, findings: [{ messageId: 'notResource', at: '"iam:PassRole"', code: 'PASS_ROLE_WITH_NOT_RESOURCE' }] },
    { policy: { Statement: { Effect: 'Allow', Action: '*', NotResource: 'arn:aws:iam::111122223333:role/admin' } }, findings: [{ messageId: 'actionWildcardNotResource', at: '"*"', code: 'PASS_ROLE_WITH_STAR_IN_ACTION_AND_NOT_RESOURCE' }] },
    { policy: { Statement: { Effect: 'Allow', NotAction: 's3:*', NotResource: 'arn:aws:iam::111122223333:role/admin' } }, findings: [{ messageId: 'notActionNotResource', at: '"NotAction"', code: 'PASS_ROLE_WITH_NOT_ACTION_AND_NOT_RESOURCE' }] },
  ],
});

describe('beside a Deny or a boundary', () => {
  const deny = { Effect: 'Deny', Action: 'iam:*', Resource: '*' };
  const ids = (others: Readonly<Record<string, object>>, properties: object = {}): readonly string[] =>
    templateFindings(rule, { Someone: role({ one: document(statement), ...others }, properties) }).map(({ messageId }) => messageId);
  const beside = (denied: object): readonly string[] => ids({ two: document({ ...deny, ...denied }) });

  it.each([
    ['all of IAM', {}],
    ['roles but some', { Resource: undefined, NotResource: 'arn:aws:iam::111122223333:role/app' }],
    ['services but one', { Condition: { StringNotEquals: { 'iam:PassedToService': 'ecs.amazonaws.com' } } }],
  ])('it is a suggestion: %s', (_, denied) => {
    expect(beside(denied)).toEqual(['withheld']);
  });

  it.each([
    ['another action', { Action: 'iam:CreateUser' }],
    ['one role', { Resource: 'arn:aws:iam::111122223333:role/app' }],
    ['what is no service', { Condition: { StringNotLike: { 'iam:PassedToService': '*.amazonaws.com' } } }],
    ['one service', { Condition: { StringEquals: { 'iam:PassedToService': 'ecs.amazonaws.com' } } }],
    ['callers without MFA', { Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } } }],
    ['what no operator says', { Condition: { StringNotEqual: { 'iam:PassedToService': 'ecs.amazonaws.com' } } }],
  ])('it stays what it is: %s', (_, denied) => {
    expect(beside(denied)).toEqual(['wildcard']);
  });

  it('looks at the boundary', () => {
    expect(ids({}, { PermissionsBoundary: 'arn:aws:iam::aws:policy/AmazonS3FullAccess' })).toEqual(['withheld']);
    expect(ids({}, { PermissionsBoundary: 'arn:aws:iam::aws:policy/AdministratorAccess' })).toEqual(['wildcard']);
    const policy = { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: document(statement) } };
    expect(templateFindings(rule, { Policy: policy, Someone: role({}, { PermissionsBoundary: { Ref: 'Policy' } }) }).map(({ messageId }) => messageId)).toEqual(['withheld']);
  });
});
