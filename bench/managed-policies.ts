/**
 * How often each rule fires on AWS's own managed policies: `tsx bench/managed-policies.ts [rule-id …]`.
 * With rule IDs it prints their findings. The real service reports 237 findings on 1,444 of these
 * policies, so a rule that fires on hundreds of them is likely wrong.
 */
import { nodeHost } from '../src/host/node.ts';
import type { SourcePolicy } from '../src/model/policy-source.ts';
import { parsePlainObject } from '../src/model/parse/plain-object.ts';
import { parsePolicyNode } from '../src/model/parse/policy.ts';
import { useReferenceData } from '../src/reference/data.ts';
import { managedPolicy, managedPolicyNames } from '../src/reference/managed-policies.ts';
import { rules } from '../src/rules/index.ts';
import { runRules } from '../src/rules/run-rules.ts';

useReferenceData(nodeHost);
const wanted = new Set(process.argv.slice(2));
const chosen = wanted.size === 0 ? rules : rules.filter((rule) => wanted.has(rule.meta.id));
const settings = Object.fromEntries(chosen.map((rule) => [rule.meta.id, {}]));
const counts = new Map<string, { findings: number; policies: Set<string> }>();
const started = performance.now();
for (const name of managedPolicyNames()) {
  const document = managedPolicy(name)?.document;
  const { root: node } = parsePlainObject(document);
  if (node === undefined) continue;
  const { policy, errors } = parsePolicyNode(node, 'identity');
  const source: SourcePolicy = { type: 'identity', label: { name }, ...(policy === undefined ? {} : { policy }), node, errors, loc: node.loc };
  for (const finding of runRules(source, { rules: chosen, settings })) {
    const key = `${finding.severity.padEnd(10)} ${finding.accessAnalyzerCode ?? `(${finding.ruleId}/${finding.messageId})`}`;
    const count = counts.get(key) ?? { findings: 0, policies: new Set() };
    count.findings += 1;
    count.policies.add(name);
    counts.set(key, count);
    if (wanted.size > 0) console.log(`${name} ${finding.loc.pointer}: ${finding.message}`);
  }
}
for (const [key, { findings, policies }] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1))) {
  console.log(`${String(findings).padStart(6)} in ${String(policies.size).padStart(4)} policies  ${key}`);
}
console.log(`${managedPolicyNames().length} policies, ${chosen.length} rules, ${Math.round(performance.now() - started)} ms`);
