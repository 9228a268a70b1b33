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
