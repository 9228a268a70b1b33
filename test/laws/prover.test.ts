import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/evaluator/index.ts';
import type { PolicyDocument } from '../../src/model/generated/policy-document.generated.ts';
import type { Domain, Verdict } from '../../src/model/verdict.ts';
import { compare, disjoint, implies, isEmpty } from '../../src/prover/index.ts';
import { dice, randomPolicy, randomStatement, relatedPolicy, statementsOf, type Dice } from '../prover/random-policies.ts';
import { randomSet } from '../prover/random-sets.ts';

const rounds = 150;
const domains: readonly Domain[] = ['typed', 'abstract'];

function policyOf(statements: PolicyDocument['Statement']): PolicyDocument {
  return { Version: '2012-10-17', Statement: statements };
}

function forAll(check: (roll: Dice, domain: Domain) => void): void {
  for (let seed = 1; seed <= rounds; seed += 1) for (const domain of domains) check(dice(seed), domain);
}

const holds = (verdict: Verdict): boolean => verdict.verdict === 'holds';

describe('laws of the prover', () => {
  it('every policy implies itself', () => {
    forAll((roll, domain) => {
      const policy = randomPolicy(roll);
      expect(implies(policy, policy, { evaluate, domain }).verdict, JSON.stringify(policy)).toBe('holds');
      const set = randomSet(roll);
      expect(implies(set, set, { evaluate, domain }).verdict, JSON.stringify(set)).toBe('holds');
    });
  });

  it('implication is transitive', () => {
    let chains = 0;
    forAll((roll, domain) => {
      const first = randomPolicy(roll);
      const second = relatedPolicy(roll, first);
      const third = relatedPolicy(roll, second);
      if (!holds(implies(first, second, { evaluate, domain })) || !holds(implies(second, third, { evaluate, domain }))) return;
      chains += 1;
      expect(implies(first, third, { evaluate, domain }).verdict, JSON.stringify([first, second, third])).not.toBe('violated');
    });
    expect(chains).toBeGreaterThan(rounds / 10);
  });

  it('a Deny never adds access, an Allow never removes it', () => {
    forAll((roll, domain) => {
      const policy = randomPolicy(roll);
      const narrower = policyOf([...statementsOf(policy), randomStatement(roll, true)]);
      const wider = policyOf([...statementsOf(policy), randomStatement(roll, false)]);
      expect(implies(narrower, policy, { evaluate, domain }).verdict, JSON.stringify(narrower)).toBe('holds');
      expect(implies(policy, wider, { evaluate, domain }).verdict, JSON.stringify(wider)).toBe('holds');
    });
  });

  it('order and duplicates do not matter', () => {
    forAll((roll, domain) => {
      const statements = statementsOf(randomPolicy(roll));
      const shuffled = [...statements].reverse().concat(roll.of(statements));
      expect(compare(policyOf(statements), policyOf(shuffled), { evaluate, domain }).relation).toBe('equivalent');
    });
  });

  it('a policy that implies both of two that share nothing allows nothing', () => {
    forAll((roll, domain) => {
      const [first, second] = [randomPolicy(roll), randomPolicy(roll)];
      if (!holds(disjoint(first, second, { evaluate, domain }))) return;
      const both = { identityPolicies: [first], permissionsBoundary: second };
      expect(isEmpty(both, { evaluate, domain }).verdict).not.toBe('violated');
    });
  });
});
