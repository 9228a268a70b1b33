import { describe, expect, it } from 'vitest';
import { ruleEngine } from '../../src/lint/engine.ts';
import { rule } from '../../src/rules/privilege-escalation.ts';
import { testRule } from './rule-tester.ts';
import { document, role, templateFindings } from './template-findings.ts';

const policy = (Action: string | readonly string[], Resource: string): object => ({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action, Resource } });
const writesPolicy = policy('iam:PutUserPolicy', '*');

testRule(rule, {
  valid: [
    { name: 'nothing is said without an engine', policy: writesPolicy },
    { policy: policy(['s3:*', 'iam:Get*'], '*'), engine: ruleEngine },
    { policy: policy('iam:PutUserPolicy', 'arn:aws:iam::111122223333:user/apps/*'), engine: { escalations: () => [] } },
    { name: 'a policy of another type', policy: writesPolicy, type: 'scp', engine: ruleEngine },
  ],
  invalid: [
    {
      policy: writesPolicy,
      engine: ruleEngine,
      findings: [{ messageId: 'open', at: '"iam:PutUserPolicy"', message: /whoever holds it writes an inline policy for itself/, severity: 'security' }],
    },
    {
      name: 'points at the action that is called first',
      policy: policy(['s3:GetObject', 'iam:PutUser*'], '*'),
      engine: ruleEngine,
      findings: [{ messageId: 'open', at: '"iam:PutUser*"' }],
    },
  ],
});

describe('privilege-escalation, in several steps', () => {
  const made = (Action: string): object => ({ Effect: 'Allow', Action, Resource: 'arn:aws:iam::111122223333:role/made-*' });

  it('tells each step, where the statement stands that allows it', () => {
    const found = templateFindings(rule, { Writer: role({ one: document(made('iam:CreateRole')), two: document(made('iam:PutRolePolicy')) }) }, ruleEngine);
    const at = (index: number): string => `/Resources/Writer/Properties/Policies/${index}/PolicyDocument/Statement/0/Action`;
    expect(found).toMatchObject([
      {
        messageId: 'way',
        at: at(0),
        message: 'this policy lets its holder gain more than it says, in 3 steps: whoever holds it makes a role that trusts itself, writes it an inline policy and assumes it',
        // The trust policy that the first step writes allows the last one.
        related: [at(0), at(1), at(0)],
        notes: [
          expect.stringMatching(/^1\. arn:aws:iam::111122223333:role\/\w+ calls iam:CreateRole on arn:aws:iam::111122223333:role\/made-.*: makes the role/),
          expect.stringMatching(/^2\. .* calls iam:PutRolePolicy on .*: writes the role/),
          expect.stringMatching(/^3\. .* calls sts:AssumeRole on .*: assumes the role/),
        ],
      },
    ]);
  });
});

describe('privilege-escalation, where a template tells what else the holder has', () => {
  const allow = (Action: string | readonly string[]): object => ({ Effect: 'Allow', Action, Resource: '*' });
  const writes = allow('iam:PutRolePolicy');
  const found = (resources: object): readonly string[] => templateFindings(rule, resources, ruleEngine).map(({ at }) => at);
  const statementOf = (index: number): string => `/Resources/Writer/Properties/Policies/${index}/PolicyDocument/Statement/0/Action`;

  it.each([
    ['nothing', { one: document(writes) }, {}, [statementOf(0)]],
    ['a boundary that has no such action', { one: document(writes) }, { PermissionsBoundary: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }, []],
    ['a boundary that allows everything', { one: document(writes) }, { PermissionsBoundary: 'arn:aws:iam::aws:policy/AdministratorAccess' }, [statementOf(0)]],
    ['a boundary that nobody has seen', { one: document(writes) }, { PermissionsBoundary: 'arn:aws:iam::111122223333:policy/bound' }, [statementOf(0)]],
    ['a Deny in another policy', { one: document(writes), two: document({ Effect: 'Deny', Action: 'iam:*', Resource: '*' }) }, {}, []],
    ['an unrelated policy', { one: document(allow('s3:*')), two: document(writes) }, {}, [statementOf(1)]],
    ['the other half of the way', { one: document(allow(['iam:CreateRole', 'iam:AttachRolePolicy'])), two: document(allow('sts:AssumeRole')) }, {}, [`${statementOf(0)}/1`]],
  ])('%s', (_, policies, properties, expected) => {
    expect(found({ Writer: role(policies, properties) })).toEqual(expected);
  });

  it.each([
    ['a role can write no policy for itself as a user', 'AWS::IAM::Role', 'iam:PutUserPolicy', '*', false],
    ['a role can as a role', 'AWS::IAM::Role', 'iam:PutRolePolicy', '*', true],
    ['nor a user as a role', 'AWS::IAM::User', 'iam:PutRolePolicy', '*', false],
    ['a member of a group can as a user', 'AWS::IAM::Group', 'iam:PutUserPolicy', '*', true],
    ['a name that is given counts', 'AWS::IAM::Role', 'iam:PutRolePolicy', { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:role/writer' }, true],
    ['as does another', 'AWS::IAM::Role', 'iam:PutRolePolicy', { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:role/reader' }, false],
  ])('%s', (_, Type, Action, Resource, isFound) => {
    const Policies = [{ PolicyName: 'one', PolicyDocument: document({ Effect: 'Allow', Action, Resource }) }];
    const trust = Type === 'AWS::IAM::Role' ? { RoleName: 'writer', AssumeRolePolicyDocument: document({ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }) } : {};
    expect(found({ Writer: { Type, Properties: { ...trust, Policies } } })).toEqual(isFound ? [statementOf(0)] : []);
  });

  it('judges a managed policy by itself, since others may hold it', () => {
    const managed = { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: document(writes), Roles: [{ Ref: 'Writer' }] } };
    const bounded = role({}, { PermissionsBoundary: 'arn:aws:iam::aws:policy/ReadOnlyAccess' });
    expect(found({ Writer: bounded, Managed: managed })).toEqual(['/Resources/Managed/Properties/PolicyDocument/Statement/0/Action']);
  });
});
