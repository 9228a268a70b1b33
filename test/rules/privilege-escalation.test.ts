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
  ],
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
    ['the other half of the way', { one: document(allow(['iam:CreateRole', 'iam:AttachRolePolicy'])), two: document(allow('sts:AssumeRole')) }, {}, [statementOf(0)]],
  ])('%s', (_, policies, properties, expected) => {
    expect(found({ Writer: role(policies, properties) })).toEqual(expected);
  });

  it('judges a managed policy by itself, since others may hold it', () => {
    const managed = { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: document(writes), Roles: [{ Ref: 'Writer' }] } };
    const bounded = role({}, { PermissionsBoundary: 'arn:aws:iam::aws:policy/ReadOnlyAccess' });
    expect(found({ Writer: bounded, Managed: managed })).toEqual(['/Resources/Managed/Properties/PolicyDocument/Statement/0/Action']);
  });
});
