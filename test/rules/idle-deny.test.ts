import { describe, expect, it } from 'vitest';
import { ruleEngine } from '../../src/lint/engine.ts';
import { rule } from '../../src/rules/idle-deny.ts';
import { document, role, templateFindings, type TemplateFinding } from './template-findings.ts';

const read = { Effect: 'Allow', Action: 's3:Get*', Resource: '*' };
const guard = { Effect: 'Deny', Action: 'ec2:*', Resource: '*' };
const found = (resources: object): readonly TemplateFinding[] => templateFindings(rule, resources, ruleEngine);
const idle = { messageId: 'idle' };

describe('idle-deny', () => {
  it('finds what nothing allows', () => {
    expect(found({ Reader: role({ one: document(read, { ...guard, Sid: 'NoInstances' }) }) })).toMatchObject([
      { ...idle, at: '/Resources/Reader/Properties/Policies/0/PolicyDocument/Statement/1', message: /^the statement `NoInstances` denies nothing that a policy of `Reader` allows:/ },
    ]);
  });

  it.each([
    ['a resource', { ...read, Resource: 'arn:aws:s3:::a/*' }, { Effect: 'Deny', Action: 's3:*', Resource: 'arn:aws:s3:::b/*' }],
    [
      'a condition',
      { ...read, Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } } },
      { ...guard, Action: '*', Condition: { StringEquals: { 'aws:RequestedRegion': 'us-east-1' } } },
    ],
  ])('finds what nothing allows because of %s', (_, allowed, denied) => {
    expect(found({ Reader: role({ one: document(allowed), two: document(denied) }) })).toMatchObject([idle]);
  });

  it.each([
    ['what is allowed in another policy', { Reader: role({ one: document(guard), two: document({ ...read, Action: 'ec2:RunInstances' }) }) }],
    ["what one of AWS's policies allows", { Reader: role({ one: document(guard) }, { ManagedPolicyArns: ['arn:aws:iam::aws:policy/AmazonEC2ReadOnlyAccess'] }) }],
    ['where a policy is not seen', { Reader: role({ one: document(read, guard) }, { ManagedPolicyArns: ['arn:aws:iam::111122223333:policy/other'] }) }],
    ['where a statement is not seen', { Reader: role({ one: document(read, guard), two: { Version: '2012-10-17', Statement: [{ Ref: 'More' }] } }) }],
    ['a managed policy, which others may hold', { Reader: role({ one: document(read) }), Guard: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: document(guard), Roles: [{ Ref: 'Reader' }] } } }],
    [
      'where one of the holders is denied something',
      {
        Reader: role({}),
        Builder: role({ one: document({ ...read, Action: 'ec2:*' }) }),
        Guard: { Type: 'AWS::IAM::Policy', Properties: { PolicyName: 'guard', PolicyDocument: document(guard), Roles: [{ Ref: 'Reader' }, { Ref: 'Builder' }] } },
      },
    ],
    ['a statement that applies to nothing, which others find', { Reader: role({ one: document(read, { ...guard, Action: 'iam:ListRoles', Resource: 'arn:aws:iam::111122223333:role/a' }) }) }],
  ])('does not find %s', (_, resources) => {
    expect(found(resources)).toEqual([]);
  });

  it('says nothing without a prover', () => {
    expect(templateFindings(rule, { Reader: role({ one: document(read, guard) }) })).toEqual([]);
  });
});
