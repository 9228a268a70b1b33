import { describe, expect, it } from 'vitest';
import type { SourceFile } from '../../src/model/policy-source.ts';
import { readSource } from '../../src/sources/index.ts';
import { plain } from './show.ts';

const INCLUDE = { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 's3://bucket/part.yaml' } } };

function policy(resource: unknown, more: object = {}): object {
  return {
    Type: 'AWS::IAM::ManagedPolicy',
    Properties: { PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: resource }] } },
    ...more,
  };
}

function read(template: object): SourceFile {
  return readSource('a.json', JSON.stringify({ AWSTemplateFormatVersion: '2010-09-09', ...template }));
}

function messages({ errors }: SourceFile): readonly string[] {
  return errors.map(({ code, message, loc }) => `${code} at ${loc.pointer}: ${message}`);
}

/** The resources that the policies name, each with what it depends on. */
function resources({ policies }: SourceFile): readonly string[] {
  return policies.flatMap(({ node, when = [] }) => {
    const { Statement: [statement] = [] } = plain(node) as { readonly Statement?: readonly { readonly Resource: unknown }[] };
    return [[JSON.stringify(statement?.Resource), ...when.map(({ condition, value }) => `${value ? '' : 'not '}${condition}`)].join(' if ')];
  });
}

describe('what a macro brings is not seen, which is said', () => {
  it.each<[string, object, readonly string[]]>([
    ['a macro for the template', { Transform: 'Own', Resources: { A: policy('*') } }, ['unseen-part at /Transform: the macro `Own` may rewrite the whole template: what it makes is not seen']],
    ['one of several macros', { Transform: ['AWS::LanguageExtensions', { Name: 'AWS::Include' }], Resources: { A: policy('*') } }, ['unseen-part at /Transform: the macro `AWS::Include` may rewrite the whole template: what it makes is not seen']],
    ['a part of the template', { ...INCLUDE, Resources: { A: policy('*') } }, ['unseen-part at /Fn::Transform: a macro adds to the template here: what it adds is not seen']],
    ['resources', { Resources: { A: policy('*'), ...INCLUDE } }, ['unseen-part at /Resources/Fn::Transform: a macro adds resources here that are not seen']],
    ['a resource', { Resources: { A: INCLUDE } }, ['unseen-part at /Resources/A/Fn::Transform: a macro makes parts of `A` that are not seen']],
    ['parts of a resource', { Resources: { A: policy('*', INCLUDE) } }, ['unseen-part at /Resources/A/Fn::Transform: a macro makes parts of `A` that are not seen']],
    ['properties', { Resources: { A: { Type: 'AWS::IAM::ManagedPolicy', Properties: INCLUDE } } }, ['unseen-part at /Resources/A: a function makes properties of `A` that are not all seen']],
    ['a module', { Resources: { A: { Type: 'Own::Team::Roles::MODULE' } } }, ['unseen-part at /Resources/A: the resources of the module `A` are not seen']],
  ])('%s', (_, template, expected) => {
    const role = { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [] } } };
    const file = read(template);
    expect(messages(file)).toEqual(expected);
    const withRole = read({ ...template, Resources: { ...('Resources' in template ? template.Resources as object : {}), Role: role } });
    expect(withRole.principals.map(({ partial }) => partial)).toEqual([expected.map((message) => message.replace(/^.*?: /, ''))]);
  });

  it('a document, and a statement', () => {
    const document = (value: unknown): SourceFile => read({ Resources: { A: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: value } } } });
    for (const file of [document(INCLUDE), document({ Version: '2012-10-17', Statement: [INCLUDE] }), document({ Version: '2012-10-17', ...INCLUDE })]) {
      expect(file.policies.map(({ policy: read }) => read?.unseen.length)).toEqual([1]);
    }
  });
});

describe('names that are not there may come from a macro', () => {
  const find = (key: unknown, ...more: readonly unknown[]): object => ({ 'Fn::FindInMap': ['M', key, 'b', ...more] });
  const P = { P: { Type: 'String' } };
  it.each<[string, object, readonly string[]]>([
    ['a mapping', { Mappings: INCLUDE, Resources: { A: policy(find('a')) } }, ['"${Fn::FindInMap at /Resources/A/Properties/PolicyDocument/Statement/0/Resource}…"']],
    ['a mapping, rather than a default', { Mappings: INCLUDE, Resources: { A: policy(find('a', { DefaultValue: 'x' })) } }, ['"${Fn::FindInMap at /Resources/A/Properties/PolicyDocument/Statement/0/Resource}…"']],
    ['a key of a mapping', { Mappings: { M: { c: { b: 'x' }, ...INCLUDE } }, Resources: { A: policy(find('a', { DefaultValue: 'x' })) } }, ['"${Fn::FindInMap at /Resources/A/Properties/PolicyDocument/Statement/0/Resource}…"']],
    ['but not a key that is there', { Mappings: { M: { a: { b: 'x' }, ...INCLUDE } }, Resources: { A: policy(find('a')) } }, ['"x"']],
    ['one of the keys that may be asked for', { Parameters: P, Mappings: { M: { a: { b: 'x' }, ...INCLUDE } }, Resources: { A: policy(find({ Ref: 'P' })) } }, ['"${Fn::FindInMap at /Resources/A/Properties/PolicyDocument/Statement/0/Resource}…"']],
    ['an inner key', { Mappings: { M: { a: INCLUDE } }, Resources: { A: policy(find('a')) } }, ['"${Fn::FindInMap at /Resources/A/Properties/PolicyDocument/Statement/0/Resource}…"']],
    ['a condition of a resource', { Conditions: INCLUDE, Resources: { A: policy('*', { Condition: 'C' }) } }, ['"*" if C']],
    ['a condition of a value', { Conditions: INCLUDE, Resources: { A: policy({ 'Fn::If': ['C', 'x', 'y'] }) } }, ['"x" if C', '"y" if not C']],
    ['a condition in a condition', { Conditions: { D: { 'Fn::Not': [{ Condition: 'C' }] }, ...INCLUDE }, Resources: { A: policy('x', { Condition: 'C' }), B: policy({ 'Fn::If': ['D', 'x', 'y'] }) } }, ['"x" if C', '"x" if D', '"y" if not D']],
    ['what a condition compares', { Parameters: P, Mappings: { M: { a: { b: 'x' }, ...INCLUDE } }, Conditions: { C: { 'Fn::Equals': [find({ Ref: 'P' }), 'z'] } }, Resources: { A: policy('*', { Condition: 'C' }) } }, ['"*" if C']],
    ['a parameter', { Parameters: INCLUDE, Resources: { A: policy({ Ref: 'X' }) } }, ['"${Ref at /Resources/A/Properties/PolicyDocument/Statement/0/Resource}…"']],
  ])('%s', (_, template, expected) => {
    const file = read(template);
    expect(messages(file)).toEqual([]);
    expect(resources(file)).toEqual(expected);
  });

  it('a resource', () => {
    const file = read({ Resources: { ...INCLUDE, A: policy([{ 'Fn::GetAtt': ['X', 'Arn'] }, { 'Fn::Sub': '${X}/*' }]) } });
    expect(messages(file)).toEqual(['unseen-part at /Resources/Fn::Transform: a macro adds resources here that are not seen']);
  });

  it.each([
    ['a mapping', { Resources: { A: policy(find('a')) } }, 'the template has no mapping `M`'],
    ['a condition', { Resources: { A: policy('*', { Condition: 'C' }) } }, 'the template has no condition `C`'],
    ['a parameter', { Resources: { A: policy({ Ref: 'X' }) } }, 'the template has no parameter or resource `X`'],
  ])('without one, %s that is not there is a mistake', (_, template, message) => {
    expect(messages(read(template)).map((text) => text.replace(/^.*?: /, ''))).toEqual([message]);
  });
});
