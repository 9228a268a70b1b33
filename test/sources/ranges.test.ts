import { describe, expect, it } from 'vitest';
import type { Location } from '../../src/model/location.ts';
import type { SourceFile } from '../../src/model/policy-source.ts';
import { readSource } from '../../src/sources/index.ts';

function slice(file: SourceFile, loc: Location | undefined): string {
  return file.text.slice(loc?.span?.start, loc?.span?.end);
}

/** What is written where the actions, resources and conditions of the first policy are said to stand. */
function places(path: string, text: string): Record<string, readonly string[]> {
  const file = readSource(path, text);
  const statements = file.policies[0]?.policy?.statements ?? [];
  return {
    actions: statements.flatMap(({ action }) => action.entries.map(({ loc }) => slice(file, loc))),
    resources: statements.flatMap(({ resource }) => resource?.entries.map(({ loc }) => slice(file, loc)) ?? []),
    keys: statements.flatMap(({ conditions }) => conditions.map((clause) => (clause.kind === 'test' ? slice(file, clause.key.loc) : ''))),
    values: statements.flatMap(({ conditions }) => conditions.flatMap((clause) => (clause.kind === 'test' ? clause.values.map(({ loc }) => slice(file, loc)) : []))),
    effects: statements.map(({ effectLoc }) => slice(file, effectLoc)),
  };
}

function inTemplate(document: string): string {
  return `Resources:\n  P:\n    Type: AWS::IAM::ManagedPolicy\n    Properties:\n      PolicyDocument: ${document}\n`;
}

describe('every node keeps the range that it was written in', () => {
  it('in flow style, with all quotes', () => {
    const text = inTemplate(`{ Version: '2012-10-17', Statement: [{ Effect: "Allow", Action: ['s3:GetObject', "s3:PutObject", s3:List* ], Resource: '*', Condition: { Bool: { 'aws:SecureTransport': true } } }] }`);
    expect(places('a.yaml', text)).toEqual({
      actions: ["'s3:GetObject'", '"s3:PutObject"', 's3:List*'],
      resources: ["'*'"],
      keys: ["'aws:SecureTransport'"],
      values: ['true'],
      effects: ['"Allow"'],
    });
  });

  it('in block style, with CRLF, a byte order mark and characters of two and four bytes', () => {
    const text = `\uFEFF# 🔐 é\n${inTemplate(`
        Version: 2012-10-17
        Statement:
        - Effect: Allow # all
          Action:
          - s3:GetObject # é🔐
          - s3:PutObject
          Resource: arn:aws:s3:::café/🔐/*
`)}`.replaceAll('\n', '\r\n');
    expect(places('a.yaml', text)).toMatchObject({
      actions: ['s3:GetObject', 's3:PutObject'],
      resources: ['arn:aws:s3:::café/🔐/*'],
      effects: ['Allow'],
    });
  });

  it('with short tags, anchors and aliases', () => {
    const text = inTemplate(`
        Version: '2012-10-17'
        Statement:
        - Effect: Allow
          Action: &actions [s3:GetObject, s3:PutObject]
          Resource:
          - !Sub 'arn:aws:s3:::\${AWS::AccountId}/*'
          - !Join ['', [a, b]]
          - !Sub
            - 'x\${A}'
            - { A: !Ref AWS::Region }
          - &x !Ref AWS::Region
        - Effect: Deny
          Action: *actions
          Resource: *x
`);
    expect(places('a.yaml', text)).toMatchObject({
      actions: ['s3:GetObject', 's3:PutObject', 's3:GetObject', 's3:PutObject'],
      resources: [
        "!Sub 'arn:aws:s3:::${AWS::AccountId}/*'",
        "!Join ['', [a, b]]",
        "!Sub\n            - 'x${A}'\n            - { A: !Ref AWS::Region }",
        '!Ref AWS::Region',
        '!Ref AWS::Region',
      ],
    });
  });

  const document = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetObject","s3:PutObject"],"Resource":"*","Condition":{"StringLike":{"s3:prefix":"a*"}}}]}';
  const expected = { actions: ['"s3:GetObject"', '"s3:PutObject"'], resources: ['"*"'], keys: ['"s3:prefix"'], values: ['"a*"'], effects: ['"Allow"'] };

  it.each([
    ['single quotes', `'${document}'`],
    ['a plain block', `|\n        ${document}`],
    ['a block over several lines', `|-\n        ${document.replaceAll(',', ',\n          ').replaceAll('{', '{\n        ')}`],
    ['a folded block', `>\n        ${document.replaceAll(',', ',\n        ')}`],
    ['a folded block with a blank line', `>\n        ${document.replace(',', ',\n\n        ')}`],
    ['Fn::Sub', `!Sub '${document}'`],
    ['Fn::Sub with a block', `!Sub |\n        ${document.replaceAll(',', ',\n        ')}`],
    ['single quotes over several lines', `'${document.replaceAll(',', ',\n          ')}'`],
    ['Fn::Join', `!Join ['', ['${document.slice(0, 30)}', '${document.slice(30)}']]`],
    ['a JSON text of an object', `\n        Fn::ToJsonString: ${document}`],
  ])('inside JSON in %s', (_, written) => {
    expect(places('a.yaml', inTemplate(written))).toEqual(expected);
  });

  it('inside JSON in JSON', () => {
    const text = JSON.stringify({ Resources: { P: { Type: 'AWS::Logs::ResourcePolicy', Properties: { PolicyDocument: document } } } });
    expect(places('a.json', text)).toMatchObject({ actions: ['\\"s3:GetObject\\"', '\\"s3:PutObject\\"'], resources: ['\\"*\\"'] });
  });

  it('inside JSON in YAML double quotes', () => {
    expect(places('a.yaml', inTemplate(JSON.stringify(document)))).toMatchObject({ actions: ['\\"s3:GetObject\\"', '\\"s3:PutObject\\"'] });
  });

  it('around a hole in JSON', () => {
    const text = inTemplate(`!Sub '{"Statement":{"Effect":"Deny","Action":["s3:\${AWS::Region}x","a:b"],"Resource":"*"}}'`);
    expect(places('a.yaml', text)).toMatchObject({ actions: ['"s3:${AWS::Region}x"', '"a:b"'], effects: ['"Deny"'] });
  });
});
