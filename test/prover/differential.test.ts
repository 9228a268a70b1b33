import { describe, expect, it } from 'vitest';
import { compile, evaluate } from '../../src/evaluator/index.ts';
import type { PolicyDocument } from '../../src/model/generated/policy-document.generated.ts';
import { implies } from '../../src/prover/index.ts';
import { dice, randomPolicy, randomRequest, relatedPolicy } from './random-policies.ts';

const pairs = 4000;
const requestsPerPair = 150;

interface Tally {
  holds: number;
  vacuous: number;
  violated: number;
  unknown: number;
}

/** Judges a pair, and looks for a sampled request that says otherwise. */
function judge(first: PolicyDocument, second: PolicyDocument, seed: number, tally: Tally): string | undefined {
  const verdict = implies(first, second, { evaluate, domain: 'abstract' });
  const [one, other] = [compile(first), compile(second)];
  const isAllowed = (policies: typeof one, request: ReturnType<typeof randomRequest>): boolean => policies.evaluate(request).decision === 'allowed';
  if (verdict.verdict === 'violated') {
    tally.violated += 1;
    return isAllowed(one, verdict.witness) && !isAllowed(other, verdict.witness) ? undefined : `the witness ${JSON.stringify(verdict.witness)} does not replay`;
  }
  if (verdict.verdict === 'unknown') {
    tally.unknown += 1;
    return undefined;
  }
  tally[verdict.vacuous ? 'vacuous' : 'holds'] += 1;
  const roll = dice(seed);
  for (let count = 0; count < requestsPerPair; count += 1) {
    const request = randomRequest(roll);
    if (!isAllowed(one, request)) continue;
    if (verdict.vacuous) return `not vacuous: ${JSON.stringify(request)}`;
    if (!isAllowed(other, request)) return `does not hold: ${JSON.stringify(request)}`;
  }
  return undefined;
}

describe('proofs against the evaluator', () => {
  it('agrees on random pairs of policies and sampled requests', () => {
    const tally: Tally = { holds: 0, vacuous: 0, violated: 0, unknown: 0 };
    const disagreements: string[] = [];
    for (let seed = 1; seed <= pairs; seed += 1) {
      const roll = dice(seed);
      const first = randomPolicy(roll);
      const second = roll.chance(0.7) ? relatedPolicy(roll, first) : randomPolicy(roll);
      const problem = judge(first, second, seed, tally);
      if (problem !== undefined) disagreements.push(`seed ${seed}: ${problem}\n${JSON.stringify(first)}\n${JSON.stringify(second)}`);
    }
    console.log(`random pairs: ${JSON.stringify(tally)}`);
    expect(disagreements).toEqual([]);
    expect(tally.holds).toBeGreaterThanOrEqual(pairs / 5);
    expect(tally.violated).toBeGreaterThanOrEqual(pairs / 5);
    expect(tally.unknown).toBeLessThanOrEqual(pairs / 50);
  });
});
