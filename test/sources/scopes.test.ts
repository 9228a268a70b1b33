import { compare, whoCan } from 'policy-lint';
import { describe, expect, it } from 'vitest';
import { readSource } from '../../src/sources/index.ts';

const allow = (resource: unknown): unknown => ({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: resource }] });
const loop = (name: string, collection: string): Record<string, unknown> => ({
  [`Fn::ForEach::${name}`]: ['Item', { Ref: collection }, { [`${name}\${Item}`]: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: allow({ 'Fn::Sub': 'arn:aws:s3:::${Item}/*' }) } } }],
});

describe('names of unknown values', () => {
  it('of two loops over unknown lists are two, whatever their variables are called', () => {
    const template = { Transform: 'AWS::LanguageExtensions', Parameters: { A: { Type: 'CommaDelimitedList' }, B: { Type: 'CommaDelimitedList' } }, Resources: { ...loop('First', 'A'), ...loop('Second', 'B') } };
    const [first, second] = readSource('a.json', JSON.stringify(template)).policies;
    expect([first?.policy, second?.policy].map((policy) => policy?.statements[0]?.resource?.entries[0]?.pattern.text)).toEqual(['arn:aws:s3:::${Item in First}/*', 'arn:aws:s3:::${Item in Second}/*']);
    if (first?.policy === undefined || second?.policy === undefined) throw new Error('no policies');
    expect(compare(first.policy, second.policy).relation).toBe('incomparable');
    expect(compare(first.policy, first.policy).relation).toBe('equivalent');
  });

  it('that are bounded in two ways are two values', () => {
    const bounded = (values: readonly string[]): unknown => ({
      Parameters: { Name: { Type: 'String', AllowedValues: values } },
      Resources: { P: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: allow({ 'Fn::Sub': 'arn:aws:s3:::${Name}/*' }) } } },
    });
    const [narrow, wide] = [['a'], ['a', 'b']].map((values) => readSource('a.json', JSON.stringify(bounded(values))).policies[0]?.policy);
    if (narrow === undefined || wide === undefined) throw new Error('no policies');
    expect(compare(wide, narrow).relation).not.toBe('equivalent');
    expect(compare(wide, narrow).relation).not.toBe('narrower');
  });

  it('of two files are not taken for one another', () => {
    const role = { Type: 'AWS::IAM::Role', Properties: { Policies: [{ PolicyName: 'p', PolicyDocument: allow('*') }] } };
    const profile = { Type: 'AWS::RolesAnywhere::Profile', Properties: { RoleArns: [{ 'Fn::GetAtt': ['Worker', 'Arn'] }], SessionPolicy: JSON.stringify(allow('arn:aws:s3:::x')) } };
    const ask = (...templates: readonly unknown[]): readonly string[] => {
      const files = templates.map((resources, index) => readSource(`${index}.json`, JSON.stringify({ Resources: resources })));
      return whoCan({ action: 's3:GetObject', resource: 'arn:aws:s3:::data/x' }, files).answers.map(({ dependsOn }) => dependsOn.join());
    };
    expect(ask({ Worker: role, Profile: profile })).toEqual([expect.stringContaining('Profile')]);
    expect(ask({ Worker: role }, { Worker: role, Profile: profile })).toEqual([expect.not.stringContaining('Profile'), expect.stringContaining('Profile')]);
  });
});
