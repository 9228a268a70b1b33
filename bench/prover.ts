/**
 * How long a proof takes: random pairs of policies of 5, 15 and 40 statements, and AWS managed policies
 * against each other within a service. Run with `npx tsx bench/prover.ts [most managed pairs]`.
 */
import { evaluate } from '../src/evaluator/index.ts';
import { nodeHost } from '../src/host/node.ts';
import { parsePolicy } from '../src/model/parse/parse-policy.ts';
import type { PolicyDocument } from '../src/model/generated/policy-document.generated.ts';
import type { Policy } from '../src/model/policy.ts';
import { implies } from '../src/prover/index.ts';
import { useReferenceData } from '../src/reference/data.ts';
import { managedPolicy, managedPolicyNames } from '../src/reference/index.ts';
import { dice } from '../test/prover/random-policies.ts';
import { realisticStatement } from '../test/prover/realistic.ts';

useReferenceData(nodeHost);

interface Sample {
  readonly time: number;
  readonly verdict: string;
  readonly why?: string;
}

function check(first: Policy | PolicyDocument, second: Policy | PolicyDocument): Sample {
  const start = performance.now();
  const verdict = implies(first, second, { evaluate });
  const time = performance.now() - start;
  if (verdict.verdict === 'unknown') return { time, verdict: 'unknown', why: verdict.reason.construct };
  return { time, verdict: verdict.verdict === 'holds' && verdict.vacuous ? 'vacuous' : verdict.verdict };
}

function report(name: string, samples: readonly Sample[]): void {
  const times = samples.map(({ time }) => time).sort((a, b) => a - b);
  const at = (share: number): string => (times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(2);
  const shares = new Map<string, number>();
  for (const { verdict, why } of samples) {
    const key = why === undefined ? verdict : `${verdict} (${why})`;
    shares.set(key, (shares.get(key) ?? 0) + 1);
  }
  const said = [...shares].map(([verdict, count]) => `${verdict} ${((100 * count) / samples.length).toFixed(2)} %`).join(', ');
  console.log(`${name}: ${samples.length} checks, median ${at(0.5)} ms, p99 ${at(0.99)} ms, worst ${at(1)} ms; ${said}`);
}

function randomPairs(size: number, count: number): void {
  const samples: Sample[] = [];
  for (let seed = 0; seed < count; seed += 1) {
    const roll = dice(size * 100_000 + seed);
    const first = Array.from({ length: size }, () => realisticStatement(roll));
    // Half of the second policies grow out of the first, as a bound does.
    const second = roll.chance(0.5) ? Array.from({ length: size }, () => realisticStatement(roll)) : [...first.map((each) => (roll.chance(0.2) ? { ...each, Resource: '*' } : each)), realisticStatement(roll)];
    samples.push(check({ Version: '2012-10-17', Statement: first }, { Version: '2012-10-17', Statement: second }));
  }
  report(`random pairs of ${size} statements`, samples);
}

/** Pairs whose policies name the same service first. */
function* managedPairs(): Iterable<readonly [Policy, Policy]> {
  const groups = new Map<string, Policy[]>();
  for (const name of managedPolicyNames()) {
    const { policy } = parsePolicy(managedPolicy(name)?.document);
    if (policy === undefined) continue;
    const first = policy.statements[0]?.action.entries[0]?.pattern.text.split(':')[0] ?? '';
    const group = groups.get(first);
    if (group === undefined) groups.set(first, [policy]);
    else group.push(policy);
  }
  for (const group of groups.values()) for (const one of group) for (const other of group) if (one !== other) yield [one, other];
}

randomPairs(5, 200);
for (const size of [5, 15, 40]) randomPairs(size, size === 40 ? 200 : 500);
const most = Number(process.argv[2] ?? 3000);
const pairs = [...managedPairs()];
const step = Math.max(1, Math.floor(pairs.length / most));
console.log(`managed policies: ${pairs.length} pairs, every ${step}. of them`);
report(
  'managed policies within a service',
  pairs.filter((_, index) => index % step === 0).map(([first, second]) => check(first, second)),
);
