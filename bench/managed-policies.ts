/**
 * How long all rules take for all of AWS's own managed policies, how often each rule fires on them, and how the time
 * splits between the rules: `npm run build && tsx bench/managed-policies.ts [rule-id …]`. With rule IDs it prints their
 * findings and measures nothing. The real service
 * reports 237 findings on 1,444 of these policies, so a rule that fires on hundreds of them is likely wrong.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { nodeHost } from '../src/host/node.ts';
import { ruleEngine } from '../src/lint/engine.ts';
import type { SourcePolicy } from '../src/model/policy-source.ts';
import { parsePlainObject } from '../src/model/parse/plain-object.ts';
import { parsePolicyNode } from '../src/model/parse/policy.ts';
import { useReferenceData } from '../src/reference/data.ts';
import { managedPolicy, managedPolicyNames } from '../src/reference/managed-policies.ts';
import { rules } from '../src/rules/index.ts';
import type { Rule, RuleVisitors } from '../src/rules/rule.ts';
import { runRules } from '../src/rules/run-rules.ts';

const RUNS = 3;

/** As many of the slowest rules are shown. */
const SLOWEST = 20;

useReferenceData(nodeHost);
const wanted = new Set(process.argv.slice(2));
const chosen = wanted.size === 0 ? rules : rules.filter((rule) => wanted.has(rule.meta.id));
const settings = Object.fromEntries(chosen.map((rule) => [rule.meta.id, {}]));
const names = managedPolicyNames();
// One policy after the other, as a run of the command takes files: none is kept.
const findings = names.flatMap((name) => sourceOf(name).flatMap((source) => lint(source, chosen)));

const counts = new Map<string, { findings: number; policies: Set<string> }>();
for (const { name, severity, accessAnalyzerCode, ruleId, messageId, loc, message } of findings) {
  const key = `${severity.padEnd(10)} ${accessAnalyzerCode ?? `(${ruleId}/${messageId})`}`;
  const count = counts.get(key) ?? { findings: 0, policies: new Set() };
  count.findings += 1;
  count.policies.add(name);
  counts.set(key, count);
  if (wanted.size > 0) console.log(`${name} ${loc.pointer}: ${message}`);
}
for (const [key, { findings: found, policies }] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1))) {
  console.log(`${String(found).padStart(6)} in ${String(policies.size).padStart(4)} policies  ${key}`);
}
if (wanted.size > 0) process.exit();

console.log('\nthe built package, in processes of their own:');
for (let run = 0; run < RUNS; run += 1) spawnSync(process.execPath, [fileURLToPath(new URL('every-rule.js', import.meta.url))], { stdio: 'inherit' });

// Once more, warm: what several rules ask for counts for the first that does.
const times = new Map<string, number>();
const timed = chosen.map(timedRule);
let all = 0;
for (const source of names.flatMap(sourceOf)) {
  const from = performance.now();
  lint(source, timed);
  all += performance.now() - from;
}
console.log(`\nrun warm, with a clock around each rule, they take ${ms(all)}; of that:`);
const slowest = [...times].sort(([, a], [, b]) => b - a).slice(0, SLOWEST);
for (const [id, time] of slowest) console.log(`${ms(time).padStart(9)} ${((100 * time) / all).toFixed(1).padStart(5)} %  ${id}`);

function sourceOf(name: string): readonly SourcePolicy[] {
  const { root: node } = parsePlainObject(managedPolicy(name)?.document);
  if (node === undefined) return [];
  const { policy, errors } = parsePolicyNode(node, 'identity');
  return [{ type: 'identity', label: { name }, ...(policy === undefined ? {} : { policy }), node, errors, loc: node.loc }];
}

function lint(source: SourcePolicy, run: readonly Rule[]) {
  return runRules(source, { rules: run, settings, engine: ruleEngine }).map((finding) => ({ name: source.label.name, ...finding }));
}

function timedRule(rule: Rule): Rule {
  const clocked = <Arguments extends readonly unknown[], Result>(call: (...given: Arguments) => Result): ((...given: Arguments) => Result) => {
    return (...given) => {
      const from = performance.now();
      const result = call(...given);
      times.set(rule.meta.id, (times.get(rule.meta.id) ?? 0) + performance.now() - from);
      return result;
    };
  };
  return {
    meta: rule.meta,
    create: clocked((context) => {
      const made = rule.create(context);
      const visitors: RuleVisitors = {
        ...(made.source === undefined ? {} : { source: clocked((source) => made.source?.(source)) }),
        ...(made.policy === undefined ? {} : { policy: clocked((policy, statements) => made.policy?.(policy, statements)) }),
        ...(made.statement === undefined ? {} : { statement: clocked((statement) => made.statement?.(statement)) }),
        ...(made.action === undefined ? {} : { action: clocked((entry, statement) => made.action?.(entry, statement)) }),
        ...(made.resource === undefined ? {} : { resource: clocked((entry, statement) => made.resource?.(entry, statement)) }),
        ...(made.principal === undefined ? {} : { principal: clocked((entry, statement) => made.principal?.(entry, statement)) }),
        ...(made.condition === undefined ? {} : { condition: clocked((test, statement) => made.condition?.(test, statement)) }),
        ...(made.conditionValue === undefined ? {} : { conditionValue: clocked((value, test, statement) => made.conditionValue?.(value, test, statement)) }),
        ...(made.end === undefined ? {} : { end: clocked(() => made.end?.()) }),
      };
      return visitors;
    }),
  };
}

function ms(time: number): string {
  return `${Math.round(time)} ms`;
}
