import { groundVariant } from '../../../src/intents/ground.ts';
import { askedBy } from '../../../src/intents/principal-layer.ts';
import { counterpartOf, fileName, idOf } from '../../../src/intents/targets/counterpart.ts';
import { targetsIn } from '../../../src/intents/targets/select.ts';
import type { Target, TargetVariant } from '../../../src/intents/targets/target.ts';
import { changedMeanings, settledValues } from '../../../src/intents/targets/versions.ts';
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
  /** Where only one of them has it. */
  readonly presence?: 'added' | 'removed';
  /** Why equal texts may not mean the same. */
  readonly changed: readonly string[];
  /** Why the two can't be compared. */
  readonly unpaired?: string;
}

const NOTHING: PolicySet<Policy> = { identityPolicies: [] };

/** What two versions have in common, and what only one of them has: that is compared with nothing. */
export function comparedTargets(before: readonly SourceFile[], after: readonly SourceFile[]): readonly ComparedTarget[] {
  const old = before.flatMap(targetsOf);
  const fresh = after.flatMap(targetsOf);
  // Two bare policies are the same thing whatever their files are called.
  if ([...before, ...after].every(({ format }) => format === 'policy')) return pair('', old[0], fresh[0]);
  const left = new Set(fresh);
  const names = namesOf([...old, ...fresh], [before, after].flatMap(([root]) => (root === undefined ? [] : [fileName(root.path)])));
  return [
    ...old.flatMap((target) => {
      const same = counterpartOf(target, [...left]);
      if (same === undefined) return pair(names(target), target, undefined);
      left.delete(same);
      return pair(idOf(same) === idOf(target) ? names(target) : `${names(same)} (it was ${idOf(target)})`, target, same);
    }),
    ...[...left].flatMap((target) => pair(names(target), undefined, target)),
  ];
}

/** Names for reports; with the file's of a stack inside, where another file has the same. */
function namesOf(targets: readonly Target[], roots: readonly string[]): (target: Target) => string {
  const plain = (target: Target): string => (target.kind === 'trust' ? `the trust of ${target.name}` : idOf(target));
  const places = new Map<string, Set<string>>();
  const placeOf = ({ file }: Target): string => (roots.includes(fileName(file.path)) ? '' : fileName(file.path));
  for (const target of targets) places.set(plain(target), (places.get(plain(target)) ?? new Set<string>()).add(placeOf(target)));
  return (target) => (placeOf(target) !== '' && (places.get(plain(target))?.size ?? 0) > 1 ? `${plain(target)} in ${placeOf(target)}` : plain(target));
}

function targetsOf(file: SourceFile): readonly Target[] {
  const held = new Set(file.principals.flatMap((principal) => [...principal.attachments, ...(principal.boundary === undefined ? [] : [principal.boundary])]).map(({ source }) => source?.label));
  const isHeld = ({ variants }: Target): boolean => variants.some(({ origins }) => [...origins.values()].some(({ label }) => held.has(label)));
  return [
    ...targetsIn(file, { principal: '*', intents: [] }),
    ...targetsIn(file, { trust: '*', intents: [] }),
    ...targetsIn(file, { policy: '*', intents: [] }).filter((target) => !isHeld(target)),
  ];
}

function pair(name: string, before: Target | undefined, after: Target | undefined): readonly ComparedTarget[] {
  const old = formsOf(before);
  const fresh = formsOf(after);
  const [onlyOld, ...moreOld] = old.values();
  const [onlyFresh, ...moreFresh] = fresh.values();
  const changed = (form: TargetVariant | undefined): readonly string[] => (before === undefined || after === undefined || form === undefined ? [] : changedMeanings(form, after.file, before.file));
  const deployed = (from: TargetVariant | undefined, to: TargetVariant | undefined): TargetVariant | undefined => (from === undefined || to === undefined || after === undefined ? from : groundVariant(from, settledValues(to, after.file)));
  if (moreOld.length === 0 && moreFresh.length === 0) return [compared(name, deployed(onlyOld, onlyFresh), onlyFresh, changed(onlyFresh))];
  return [...new Set([...old.keys(), ...fresh.keys()])].map((when) => {
    const label = when === '' ? name : `${name}, when ${when},`;
    const [from, to] = [old.get(when), fresh.get(when)];
    if (from !== undefined && to !== undefined) return compared(label, deployed(from, to), to, changed(to));
    const unpaired = `only the ${from === undefined ? 'new' : 'old'} file has it in this form`;
    return { name: label, before: NOTHING, after: NOTHING, assumptions: [], changed: [], unpaired };
  });
}

function compared(name: string, before: TargetVariant | undefined, after: TargetVariant | undefined, changed: readonly string[]): ComparedTarget {
  // Both are asked by the same caller: one that was only renamed has not lost anything.
  const principal = after?.principal ?? before?.principal;
  return {
    name,
    before: askedBy(before?.policies ?? NOTHING, principal),
    after: askedBy(after?.policies ?? NOTHING, principal),
    changed,
    assumptions: [...new Set([...(before?.assumptions ?? []), ...(after?.assumptions ?? [])])],
    ...(before === undefined ? { presence: 'added' as const } : after === undefined ? { presence: 'removed' as const } : {}),
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
