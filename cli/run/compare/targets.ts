import { askedBy } from '../../../src/intents/principal-layer.ts';
import { targetsIn } from '../../../src/intents/targets/select.ts';
import type { Target, TargetVariant } from '../../../src/intents/targets/target.ts';
import type { PolicySet } from '../../../src/model/policy-set.ts';
import type { ConditionAssumption, SourceFile } from '../../../src/model/policy-source.ts';
import type { Policy } from '../../../src/model/policy.ts';

/** Two states of one principal, trust or policy. */
export interface ComparedTarget {
  /** Empty for the one policy of a file. */
  readonly name: string;
  readonly before: PolicySet<Policy>;
  readonly after: PolicySet<Policy>;
  readonly assumptions: readonly string[];
  /** Why the two can't be compared. */
  readonly unpaired?: string;
}

const NOTHING: PolicySet<Policy> = { identityPolicies: [] };

/** What two files have in common, and what only one of them has: that is compared with nothing. */
export function comparedTargets(before: SourceFile, after: SourceFile): readonly ComparedTarget[] {
  const old = namedTargets(before);
  const fresh = namedTargets(after);
  // Two bare policies are the same thing whatever their files are called.
  if (before.format === 'policy' && after.format === 'policy') return pair('', first(old), first(fresh));
  return [...new Set([...old.keys(), ...fresh.keys()])].flatMap((name) => pair(name, old.get(name), fresh.get(name)));
}

function first(targets: ReadonlyMap<string, Target>): Target | undefined {
  return [...targets.values()][0];
}

function namedTargets(file: SourceFile): ReadonlyMap<string, Target> {
  const held = new Set(file.principals.flatMap((principal) => [...principal.attachments, ...(principal.boundary === undefined ? [] : [principal.boundary])]).map(({ source }) => source?.label));
  const targets = new Map<string, Target>();
  for (const target of targetsIn(file, { principal: '*', intents: [] })) targets.set(target.name, target);
  for (const target of targetsIn(file, { trust: '*', intents: [] })) targets.set(`the trust of ${target.name}`, target);
  for (const target of targetsIn(file, { policy: '*', intents: [] })) {
    const isHeld = target.variants.some(({ origins }) => [...origins.values()].some(({ label }) => held.has(label)));
    if (!isHeld) targets.set(target.logicalId ?? target.name, target);
  }
  return targets;
}

function pair(name: string, before: Target | undefined, after: Target | undefined): readonly ComparedTarget[] {
  const old = formsOf(before);
  const fresh = formsOf(after);
  const [onlyOld, ...moreOld] = old.values();
  const [onlyFresh, ...moreFresh] = fresh.values();
  if (moreOld.length === 0 && moreFresh.length === 0) return [compared(name, onlyOld, onlyFresh)];
  return [...new Set([...old.keys(), ...fresh.keys()])].map((when) => {
    const label = when === '' ? name : `${name}, when ${when},`;
    const [from, to] = [old.get(when), fresh.get(when)];
    if (from !== undefined && to !== undefined) return compared(label, from, to);
    const unpaired = `only the ${from === undefined ? 'new' : 'old'} file has it in this form`;
    return { name: label, before: NOTHING, after: NOTHING, assumptions: [], unpaired };
  });
}

function compared(name: string, before: TargetVariant | undefined, after: TargetVariant | undefined): ComparedTarget {
  // Both are asked by the same caller: one that was only renamed has not lost anything.
  const principal = after?.principal ?? before?.principal;
  return {
    name,
    before: askedBy(before?.policies ?? NOTHING, principal),
    after: askedBy(after?.policies ?? NOTHING, principal),
    assumptions: [...new Set([...(before?.assumptions ?? []), ...(after?.assumptions ?? [])])],
  };
}

function formsOf(target: Target | undefined): ReadonlyMap<string, TargetVariant> {
  if (target === undefined) return new Map();
  return new Map(target.variants.map((variant) => [whenText(variant.when), variant]));
}

function whenText(when: readonly ConditionAssumption[]): string {
  return when
    .map(({ condition, value }) => `${condition} is ${value}`)
    .sort()
    .join(' and ');
}
