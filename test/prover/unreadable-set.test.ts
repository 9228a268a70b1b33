import { expect, it } from 'vitest';
import { evaluate } from '../../src/evaluator/index.ts';
import type { PolicyDocument } from '../../src/model/generated/policy-document.generated.ts';
import type { PolicySet } from '../../src/model/policy-set.ts';
import { implies, isEmpty } from '../../src/prover/index.ts';

const all: PolicyDocument = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

it('proves nothing of a set whose layers are not listed as they should be', () => {
  // As a caller without types would write it: one list where one per level is expected.
  const flat = JSON.parse(JSON.stringify({ identityPolicies: [all], serviceControlPolicies: [all] })) as PolicySet;
  expect(isEmpty(flat, { evaluate }).verdict).toBe('unknown');
  expect(implies(flat, all, { evaluate }).verdict).not.toBe('violated');
  expect(implies(all, flat, { evaluate }).verdict).toBe('unknown');
});
