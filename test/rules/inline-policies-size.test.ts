import { describe, expect, it } from 'vitest';
import { rule } from '../../src/rules/inline-policies-size.ts';
import { document, role, templateFindings } from './template-findings.ts';

/** A document of about this many characters. */
const long = (characters: number): object => document({ Effect: 'Allow', Action: 's3:GetObject', Resource: `arn:aws:s3:::${'x'.repeat(characters - 120)}` });
const principal = (Type: string, ...documents: readonly object[]): object => ({
  Type,
  Properties: { Policies: documents.map((PolicyDocument, index) => ({ PolicyName: `p${index}`, PolicyDocument })) },
});

describe('inline-policies-size', () => {
  it.each([
    ['role', 'AWS::IAM::Role', 6_000, '10,240'],
    ['user', 'AWS::IAM::User', 1_100, '2,048'],
    ['group', 'AWS::IAM::Group', 3_000, '5,120'],
  ])('finds the policy with which those of a %s are too long', (kind, type, size, quota) => {
    const documents = [long(size), long(size), long(size)];
    const made = type === 'AWS::IAM::Role' ? role(Object.fromEntries(documents.map((each, index) => [`p${index}`, each]))) : principal(type, ...documents);
    expect(templateFindings(rule, { Someone: made })).toMatchObject([
      { messageId: 'together', at: '/Resources/Someone/Properties/Policies/1/PolicyDocument', message: new RegExp(`of the ${kind} \`Someone\` have .* and IAM takes ${quota} of them together`) },
    ]);
  });

  it('counts what is attached by name, and no managed policies', () => {
    const attached = (Type: string): object => ({ Type, Properties: { PolicyName: 'more', PolicyDocument: long(6_000), Roles: [{ Ref: 'Someone' }] } });
    expect(templateFindings(rule, { Someone: role({ one: long(6_000) }), More: attached('AWS::IAM::Policy') })).toMatchObject([{ at: '/Resources/More/Properties/PolicyDocument' }]);
    expect(templateFindings(rule, { Someone: role({ one: long(6_000) }), More: attached('AWS::IAM::ManagedPolicy') })).toEqual([]);
  });

  it('does not count what whitespace there is, nor the forms of one policy twice', () => {
    expect(templateFindings(rule, { Someone: role({ one: long(6_000), two: long(4_000) }) })).toEqual([]);
    const either = { 'Fn::If': ['Wide', long(6_000), long(6_001)] };
    expect(templateFindings(rule, { Someone: role({ one: either }) })).toEqual([]);
  });
});
