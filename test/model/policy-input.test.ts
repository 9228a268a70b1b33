import { expect, it } from 'vitest';
import { readPolicyInput } from '../../src/model/policy-input.ts';

it('reads a document once per type, since its errors depend on it', () => {
  const document = { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: '*' }] } as const;
  const asTrust = readPolicyInput(document, 'trust');
  const asIdentity = readPolicyInput(document, 'identity');
  expect(asTrust.errors).toEqual([]);
  expect(asIdentity.errors.map((error) => error.code)).toEqual(['principal-not-allowed', 'missing-resource']);
  expect(readPolicyInput(document, 'trust')).toBe(asTrust);
});
