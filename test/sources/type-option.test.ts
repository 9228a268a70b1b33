import { expect, it } from 'vitest';
import { readSource } from '../../src/sources/index.ts';

const statement = { Effect: 'Deny', Action: 's3:*', Resource: '*' };

it('says what a bare policy is, and leaves templates what they are', () => {
  const template = JSON.stringify({ Resources: { P: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: { Statement: statement } } } } });
  expect(readSource('a.json', template, { type: 'scp' })).toMatchObject({ format: 'cloudformation', policies: [{ type: 'identity' }] });
  expect(readSource('b.json', JSON.stringify({ Statement: statement }), { type: 'scp' })).toMatchObject({ format: 'policy', policies: [{ type: 'scp' }] });
  expect(readSource('c.json', '{"Statment": []}', { type: 'scp' })).toMatchObject({ format: 'policy', recognized: true });
});
