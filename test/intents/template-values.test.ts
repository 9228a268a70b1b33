import { describe, expect, it } from 'vitest';
import { bindingTexts, templateValues, withTemplateValues } from '../../src/intents/template-values.ts';
import type { LocatedNode } from '../../src/model/located.ts';
import { parsePlainObject } from '../../src/model/parse/plain-object.ts';
import type { SourceError } from '../../src/model/source-error.ts';
import { readSource } from '../../src/sources/index.ts';

const template = `
AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  Prefix: { Type: String }
Resources:
  Queue: { Type: AWS::SQS::Queue }
  Policy:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Action: s3:GetObject
            Resource: [!Sub 'arn:aws:s3:::\${Prefix}/*', !GetAtt Queue.Arn]
`;

function fill(value: unknown, bindings: Readonly<Record<string, string | readonly string[]>> = {}): { readonly node: LocatedNode | undefined; readonly messages: readonly string[] } {
  const { root } = parsePlainObject(value);
  const errors: SourceError[] = [];
  const values = templateValues(readSource('t.yaml', template), bindings);
  const node = root === undefined ? undefined : withTemplateValues(root, values, (error) => errors.push(error));
  return { node, messages: errors.map(({ message }) => message) };
}

function partsOf(text: string, bindings: Readonly<Record<string, string | readonly string[]>> = {}): readonly unknown[] {
  const { node } = fill(text, bindings);
  return node?.kind === 'string' ? node.text.map((part) => (typeof part === 'string' ? part : [part.name, part.shape.kind])) : [];
}

describe('template values in intents', () => {
  it.each([
    ['arn:aws:s3:::${Prefix}/x', ['arn:aws:s3:::', ['Prefix', 'anyText'], '/x']],
    ['${AWS::Region}', [['AWS::Region', 'region']]],
    ['session/${aws:username}-*', ['session/${aws:username}-*']],
    ['${aws:PrincipalTag/team, \'none\'}', ["${aws:PrincipalTag/team, 'none'}"]],
    ['a${*}b', ['a${*}b']],
    ['plain', ['plain']],
    ['', ['']],
  ])('reads `%s`', (text, expected) => {
    expect(partsOf(text)).toEqual(expected);
  });

  it('puts bound values in', () => {
    expect(partsOf('x-${Prefix}-${AWS::Region}', { Prefix: 'logs', 'AWS::Region': 'eu-west-1' })).toEqual(['x-logs-eu-west-1']);
  });

  it('spreads a bound list in a list', () => {
    const { node } = fill(['a', '${List}'], { List: ['b', 'c'] });
    expect(node?.kind === 'array' ? node.items.length : 0).toBe(3);
  });

  it.each([
    ['${Prefx}', ['no policy of the target has the value `${Prefx}`, did you mean `${Prefix}`?']],
    ['${Nowhere}', ['no policy of the target has the value `${Nowhere}`: bind it under `parameters`']],
    ['${!aws:username}', ['write `${aws:username}` here: `${!…}` is for `Fn::Sub`']],
  ])('refuses `%s`', (text, expected) => {
    expect(fill(text).messages).toEqual(expected);
  });

  it('takes later bindings over earlier ones', () => {
    expect(bindingTexts({ A: 1, B: true }, undefined, { A: ['x', 2] })).toEqual({ A: ['x', '2'], B: 'true' });
  });
});
