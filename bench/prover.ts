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
import { expandAction, managedPolicy, managedPolicyNames, service } from '../src/reference/index.ts';
import { dice, type Dice, type StatementDocument } from '../test/prover/random-policies.ts';

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

const services = ['s3', 'sqs', 'dynamodb', 'ec2', 'ssm', 'lambda', 'iam', 'logs'];

/** A statement as people write them: a service's actions, its ARNs, now and then a tag or a region. */
function statement(roll: Dice): StatementDocument {
  const prefix = roll.of(services);
  const all = expandAction(`${prefix}:*`);
  const actions = roll.chance(0.3) ? [`${prefix}:${roll.of(['*', 'Get*', 'List*', 'Describe*', 'Put*', 'Delete*'])}`] : roll.some(all, 5);
  const types = [...(service(prefix)?.resourceTypes.values() ?? [])];
  const arn = (): string => (roll.of(roll.of(types).arnPatterns)).replace('${Partition}', 'aws').replace('${Region}', roll.of(['*', 'us-east-1', 'eu-west-1'])).replace('${Account}', roll.of(['*', '111122223333'])).replace(/\$\{[^}]*\}/g, () => roll.of(['*', 'app-*', 'app-data', 'prod-??', '${aws:username}']));
  const conditions = [
    { StringEquals: { 'aws:ResourceTag/team': roll.some(['red', 'blue', 'green'], 2) } },
    { StringEquals: { 'aws:RequestedRegion': roll.some(['us-east-1', 'eu-west-1', 'eu-north-1'], 2) } },
    { Bool: { 'aws:SecureTransport': 'true' } },
    { StringLike: { 'aws:PrincipalTag/team': ['r*', 'blue'] } },
    { IpAddress: { 'aws:SourceIp': ['10.0.0.0/8', '192.0.2.0/24'] } },
    { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['team', 'owner'] } },
  ];
  return {
    Effect: roll.chance(0.15) ? 'Deny' : 'Allow',
    Action: actions,
    Resource: roll.chance(0.3) ? '*' : Array.from({ length: 1 + roll.below(3) }, arn),
    ...(roll.chance(0.4) ? { Condition: roll.of(conditions) } : {}),
  };
}

function randomPairs(size: number, count: number): void {
  const samples: Sample[] = [];
  for (let seed = 0; seed < count; seed += 1) {
    const roll = dice(size * 100_000 + seed);
    const first = Array.from({ length: size }, () => statement(roll));
    // Half of the second policies grow out of the first, as a bound does.
    const second = roll.chance(0.5) ? Array.from({ length: size }, () => statement(roll)) : [...first.map((each) => (roll.chance(0.2) ? { ...each, Resource: '*' } : each)), statement(roll)];
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
