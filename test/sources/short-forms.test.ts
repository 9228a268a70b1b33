import { describe, expect, it } from 'vitest';
import { readSource } from '../../src/sources/index.ts';
import { plain } from './show.ts';

function template(resource: string, condition = '!Equals [!Ref Stage, live]'): string {
  return `Transform: AWS::LanguageExtensions
Parameters: { Stage: { Type: String }, Names: { Type: CommaDelimitedList } }
Mappings: { Names: { live: { Bucket: data } } }
Conditions:
  IsLive: ${condition}
  Other: !Equals [!Ref AWS::Region, eu-central-1]
Resources:
  Bucket: { Type: AWS::S3::Bucket }
  Policy:
    Type: AWS::IAM::ManagedPolicy
    Condition: IsLive
    Properties:
      PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: Allow, Action: 's3:*', Resource: ${resource} }] }
`;
}

/** What comes of a template, but for where it stands. */
function read(text: string): unknown {
  const { policies, errors } = readSource('a.yaml', text);
  return {
    errors: errors.map(({ message }) => message),
    policies: policies.map(({ node, when = [], errors: own }) => ({ document: plain(node), when: when.map(({ condition, value }) => [condition, value]), errors: own.map(({ message }) => message) })),
  };
}

describe('short and long forms are the same', () => {
  it.each([
    ['!Ref Stage', '{ Ref: Stage }'],
    ['!GetAtt Bucket.Arn', '{ Fn::GetAtt: [Bucket, Arn] }'],
    ['!GetAtt [Bucket, Arn]', '{ Fn::GetAtt: Bucket.Arn }'],
    ["!Sub '${Stage}-${Bucket.Arn}-${!x}'", "{ Fn::Sub: '${Stage}-${Bucket.Arn}-${!x}' }"],
    ["!Sub ['${A}', { A: !Ref Stage }]", "{ Fn::Sub: ['${A}', { A: { Ref: Stage } }] }"],
    ["!Join ['-', [a, !Ref Stage]]", "{ Fn::Join: ['-', [a, { Ref: Stage }]] }"],
    ["!Select [1, !Split ['-', a-b]]", "{ Fn::Select: [1, { Fn::Split: ['-', a-b] }] }"],
    ['!Select [1, !Ref Names]', '{ Fn::Select: [1, { Ref: Names }] }'],
    ['!FindInMap [Names, live, Bucket]', '{ Fn::FindInMap: [Names, live, Bucket] }'],
    ['!If [Other, a, !Ref AWS::NoValue]', '{ Fn::If: [Other, a, { Ref: AWS::NoValue }] }'],
    ['!Base64 text', '{ Fn::Base64: text }'],
    ['!Cidr [10.0.0.0/16, 2, 8]', '{ Fn::Cidr: [10.0.0.0/16, 2, 8] }'],
    ["!Select [0, !GetAZs '']", "{ Fn::Select: [0, { Fn::GetAZs: '' }] }"],
    ['!ImportValue shared', '{ Fn::ImportValue: shared }'],
    ['!Transform { Name: Own }', '{ Fn::Transform: { Name: Own } }'],
    ['!ToJsonString { a: [1] }', '{ Fn::ToJsonString: { a: [1] } }'],
    ["!Sub ['${N}', { N: !Length [a, b] }]", "{ Fn::Sub: ['${N}', { N: { Fn::Length: [a, b] } }] }"],
  ])('%s', (short, long) => {
    expect(read(template(short))).toEqual(read(template(long)));
    expect(read(template(short))).toMatchObject({ errors: [] });
  });

  it.each([
    ['!Not [!Equals [!Ref Stage, live]]', '{ Fn::Not: [{ Fn::Equals: [{ Ref: Stage }, live] }] }'],
    ['!And [!Condition Other, !Equals [!Ref Stage, live]]', '{ Fn::And: [{ Condition: Other }, { Fn::Equals: [{ Ref: Stage }, live] }] }'],
    ['!Or [!Condition Other, !Equals [!Ref Stage, live]]', '{ Fn::Or: [{ Condition: Other }, { Fn::Equals: [{ Ref: Stage }, live] }] }'],
  ])('in conditions: %s', (short, long) => {
    const both = [short, long].map((condition) => read(template('!If [Other, a, b]', condition)));
    expect(both[0]).toEqual(both[1]);
    expect(both[0]).toMatchObject({ errors: [] });
  });

  it('of a name that no function has is said', () => {
    const [short, long] = [read(template('!Unheard x')), read(template('{ Fn::Unheard: x }'))];
    expect(short).toEqual(long);
    expect(short).toMatchObject({ errors: ['unknown function `Fn::Unheard`'] });
  });
});
