/**
 * How long a proof takes: random pairs of policies of 5, 15 and 40 statements, and AWS managed policies
 * against each other within a service. The first checks of a process, whose code is not compiled and whose
 * reference data is not loaded, are told apart from the others; those come after a warm-up with pairs of their
 * own, and each policy is new to them. Run with `npx tsx bench/prover.ts [most managed pairs]`.
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
  /** Wall time in ms. */
  readonly time: number;
  /** CPU time in ms, that of the threads that collect garbage and compile included. */
  readonly cpu: number;
  readonly verdict: string;
  readonly why?: string;
}

function check(first: Policy | PolicyDocument, second: Policy | PolicyDocument): Sample {
  const before = process.cpuUsage();
  const start = performance.now();
  const verdict = implies(first, second, { evaluate });
  const time = performance.now() - start;
  const used = process.cpuUsage(before);
  const cpu = (used.user + used.system) / 1000;
  if (verdict.verdict === 'unknown') return { time, cpu, verdict: 'unknown', why: verdict.reason.construct };
  return { time, cpu, verdict: verdict.verdict === 'holds' && verdict.vacuous ? 'vacuous' : verdict.verdict };
}

function report(name: string, samples: readonly Sample[]): void {
  const sorted = (of: 'time' | 'cpu'): readonly number[] => samples.map((sample) => sample[of]).sort((a, b) => a - b);
  const at = (times: readonly number[], share: number): string => (times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(2);
  const said = (times: readonly number[]): string => `median ${at(times, 0.5)} ms, p99 ${at(times, 0.99)} ms, worst ${at(times, 1)} ms`;
  const shares = new Map<string, number>();
  for (const { verdict, why } of samples) {
    const key = why === undefined ? verdict : `${verdict} (${why})`;
    shares.set(key, (shares.get(key) ?? 0) + 1);
  }
  const verdicts = [...shares].map(([verdict, count]) => `${verdict} ${((100 * count) / samples.length).toFixed(2)} %`).join(', ');
  console.log(`${name}: ${samples.length} checks, ${said(sorted('time'))}; of CPU ${said(sorted('cpu'))}; ${verdicts}`);
}

type Pair = readonly [PolicyDocument, PolicyDocument];

/** Made one at a time: no policy is kept longer than its check takes. */
function* randomPairs(size: number, count: number, from = 0): Iterable<Pair> {
  for (let index = 0; index < count; index += 1) {
    const roll = dice(size * 100_000 + from + index);
    const first = Array.from({ length: size }, () => realisticStatement(roll));
    // Half of the second policies grow out of the first, as a bound does.
    const second = roll.chance(0.5) ? Array.from({ length: size }, () => realisticStatement(roll)) : [...first.map((each) => (roll.chance(0.2) ? { ...each, Resource: '*' } : each)), realisticStatement(roll)];
    yield [
      { Version: '2012-10-17', Statement: first },
      { Version: '2012-10-17', Statement: second },
    ];
  }
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

const checkAll = (pairs: Iterable<readonly [Policy | PolicyDocument, Policy | PolicyDocument]>): readonly Sample[] => Array.from(pairs, ([first, second]) => check(first, second));

const cold = checkAll(randomPairs(5, 50, 50_000));
console.log(`the first check of the process: ${(cold[0]?.time ?? 0).toFixed(1)} ms`);
report('the next ones, of 5 statements, cold', cold.slice(1));
for (const size of [5, 15]) checkAll(randomPairs(size, 300, 60_000));
for (const [size, count] of [[5, 500], [15, 500], [40, 200]] as const) report(`random pairs of ${size} statements`, checkAll(randomPairs(size, count)));
const most = Number(process.argv[2] ?? 3000);
const pairs = [...managedPairs()];
const step = Math.max(1, Math.floor(pairs.length / most));
console.log(`managed policies: ${pairs.length} pairs, every ${step}. of them`);
report(
  'managed policies within a service',
  checkAll(pairs.filter((_, index) => index % step === 0)),
);
