import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actionFacts } from '../../src/evaluator/action-facts.ts';
import { compile } from '../../src/evaluator/index.ts';
import type { Decision } from '../../src/model/evaluation.ts';
import { policySet, request } from '../oracle/arbitrary.ts';
import { interpret } from '../oracle/interpret.ts';

const policySets = 4000;
const requestsPerSet = 25;

describe('the compiled evaluator', () => {
  it('decides as the plain interpreter does', () => {
    const seen = new Map<Decision, number>();
    let conditions = 0;
    fc.assert(
      fc.property(policySet, fc.array(request, { minLength: requestsPerSet, maxLength: requestsPerSet }), (policies, requests) => {
        const compiled = compile(policies);
        if (JSON.stringify(policies).includes('"Condition"')) conditions += 1;
        for (const one of requests) {
          const expected = interpret(policies, one, actionFacts(one.action.toLowerCase()));
          seen.set(expected, (seen.get(expected) ?? 0) + 1);
          const { decision } = compiled.evaluate(one);
          // Without its own named session a role may be any of its sessions: both answers are right then.
          if (decision === 'dependsOn') expect(one.principal).toMatch(/:role\//);
          else expect({ one, decision }).toEqual({ one, decision: expected });
        }
      }),
      { numRuns: policySets },
    );
    expect(conditions).toBeGreaterThan(policySets / 2);
    // The laws would hold of an evaluator that denies everything, too.
    const total = policySets * requestsPerSet;
    for (const decision of ['allowed', 'explicitDeny', 'implicitDeny'] as const) expect([...seen], decision).toSatisfy(() => (seen.get(decision) ?? 0) > total / 20);
  });
});
