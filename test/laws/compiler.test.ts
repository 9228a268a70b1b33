import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile, compiler, type CompiledPolicies } from '../../src/evaluator/index.ts';
import type { AccessRequest } from '../../src/model/access-request.ts';
import type { Evaluation } from '../../src/model/evaluation.ts';
import type { PolicySet } from '../../src/model/policy-set.ts';
import { policySet, request } from '../oracle/arbitrary.ts';

const RUNS = 500;

/** Sets that have policies of each other, in the same and in other places. */
function mixed(sets: readonly PolicySet[]): readonly PolicySet[] {
  return sets.flatMap((set, index) => {
    const other = sets[(index + 1) % sets.length] ?? set;
    const identityPolicies = [...(other.identityPolicies ?? []), ...(set.identityPolicies ?? [])];
    return [set, { ...set, identityPolicies }, { ...other, ...(identityPolicies[0] === undefined ? {} : { permissionsBoundary: identityPolicies[0] }) }];
  });
}

/** Keys are told as the first of all policies writes them. */
function answerOf({ evaluate }: CompiledPolicies, asked: AccessRequest): { readonly answer: Omit<Evaluation, 'missingContextKeys'>; readonly missing: readonly string[] } {
  const { missingContextKeys, ...answer } = evaluate(asked, { explain: true });
  return { answer, missing: missingContextKeys.map((key) => key.toLowerCase()) };
}

describe('sets of policies that are compiled together', () => {
  it('decide, depend and explain as each by itself', () => {
    fc.assert(
      fc.property(fc.array(policySet, { minLength: 2, maxLength: 4 }), fc.array(request, { minLength: 5, maxLength: 5 }), (sets, requests) => {
        const compileShared = compiler();
        const compiled = mixed(sets).map((policies) => ({ alone: compile(policies), shared: compileShared(policies) }));
        // In turn, so that each set meets what the others have left behind.
        for (const one of requests) {
          for (const { alone, shared } of compiled) {
            const { answer, missing } = answerOf(alone, one);
            const together = answerOf(shared, one);
            expect(together.answer).toEqual(answer);
            expect(together.missing).toEqual(expect.arrayContaining([...missing]));
          }
        }
      }),
      { numRuns: RUNS },
    );
  });
});
