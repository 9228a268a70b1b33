import { expect, it } from 'vitest';
import { member } from '../../src/model/located.ts';
import { readSource } from '../../src/sources/index.ts';
import { plain } from './show.ts';

it.each([
  ['String', '/stage/name'],
  ['AWS::SSM::Parameter::Value<String>', '${P}'],
])('takes what is given for a parameter of type %s as its value, or as the name of what is stored', (type, seen) => {
  const document = { Statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: { Ref: 'P' } } };
  const template = { Parameters: { P: { Type: type } }, Resources: { R: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: document } } } };
  const { policies } = readSource('t.json', JSON.stringify(template), { parameters: { P: '/stage/name' } });
  expect(policies.map(({ node }) => plain(member(member(node, 'Statement') ?? node, 'Resource') ?? node))).toEqual([seen]);
});

it.each([
  ['AWS::EC2::VPC::Id', 'plain'],
  ['List<AWS::EC2::Subnet::Id>', 'plain'],
  ['AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>', 'plain'],
  ['AWS::SSM::Parameter::Value<List<AWS::EC2::Subnet::Id>>', 'plain'],
  // Their names may be `*`.
  ['AWS::EC2::SecurityGroup::GroupName', 'anyText'],
  ['List<AWS::EC2::SecurityGroup::GroupName>', 'anyText'],
  ['AWS::EC2::KeyPair::KeyName', 'anyText'],
  ['AWS::SSM::Parameter::Value<AWS::EC2::KeyPair::KeyName>', 'anyText'],
  ['AWS::SSM::Parameter::Value<String>', 'anyText'],
  ['Number', 'matching'],
])('bounds what may be given for a parameter of type %s', (type, kind) => {
  const { parameters } = readSource('t.json', JSON.stringify({ AWSTemplateFormatVersion: '2010-09-09', Parameters: { P: { Type: type } }, Resources: {} }));
  expect(parameters?.declared.get('P')?.shape.kind).toBe(kind);
});
