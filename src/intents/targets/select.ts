import type { IntentTarget, OneOrMoreStrings } from '../../model/generated/intents.generated.ts';
import type { SourceFile, SourcePolicy, SourcePrincipal } from '../../model/policy-source.ts';
import type { Policy } from '../../model/policy.ts';
import { knownText } from '../../model/unknown-value.ts';
import { matchesName } from './names.ts';
import { documentOf, principalVariant } from './principal-target.ts';
import type { PolicyOrigin, Target, TargetVariant } from './target.ts';

/** The targets that a declaration selects in one file. */
export function targetsIn(file: SourceFile, declared: IntentTarget): readonly Target[] {
  if (declared.principal !== undefined) return principals(file, declared.principal);
  if (declared.trust !== undefined) return trusts(file, declared.trust);
  if (declared.policy !== undefined) return policies(file, declared.policy);
  // A file that is one policy document needs no name for it.
  return file.format === 'policy' ? policies(file, '*') : [];
}

/** What there is to select, for the message when nothing is. */
export function selectable(file: SourceFile, declared: IntentTarget): readonly string[] {
  const names =
    declared.policy === undefined
      ? file.principals.filter((principal) => declared.trust === undefined || principal.trust !== undefined).map((principal) => principal.id)
      : file.policies.filter((policy) => policy.type !== 'trust').map((policy) => policy.label.logicalId ?? policy.label.name);
  return [...new Set(names)];
}

function principals(file: SourceFile, patterns: OneOrMoreStrings): readonly Target[] {
  const groups = grouped(
    file.principals.filter((principal) => isNamed(principal, patterns)),
    (principal) => `${principal.kind} ${principal.id}`,
  );
  return groups.map((group) => ({
    kind: 'identity',
    ...nameOf(group[0]),
    file,
    variants: group.map((principal) => principalVariant(principal, file)),
  }));
}

function trusts(file: SourceFile, patterns: OneOrMoreStrings): readonly Target[] {
  const groups = grouped(
    file.principals.filter((principal) => principal.trust !== undefined && isNamed(principal, patterns)),
    (principal) => principal.id,
  );
  return groups.map((group) => ({
    kind: 'trust',
    ...nameOf(group[0]),
    file,
    variants: group.flatMap((principal) => (principal.trust === undefined ? [] : [{ ...policyVariant(principal.trust, file), principal }])),
  }));
}

function policies(file: SourceFile, patterns: OneOrMoreStrings): readonly Target[] {
  const named = file.policies.filter(
    ({ type, label }) => type !== 'trust' && matchesName(patterns, [label.name, label.logicalId, label.constructPath]),
  );
  return grouped(named, ({ type, label }) => `${type} ${label.logicalId ?? ''} ${label.name}`).map((group) => {
    const [first] = group;
    const label = first?.label;
    return {
      kind: first?.type === 'resource' || first?.type === 'rcp' ? 'resource' : 'identity',
      name: label?.name ?? '',
      ...(label?.logicalId === undefined ? {} : { logicalId: label.logicalId }),
      file,
      variants: group.map((policy) => policyVariant(policy, file)),
    };
  });
}

/** A policy by itself: as a layer of its own, with whatever it needs beside it assumed to allow. */
function policyVariant(source: SourcePolicy, file: SourceFile): TargetVariant {
  const policy = documentOf(source);
  const resourceBased = source.type === 'resource' || source.type === 'trust' || source.type === 'rcp';
  const origin: PolicyOrigin = { label: source.label, source, file };
  return {
    when: source.when ?? [],
    policies: resourceBased ? { resourcePolicy: policy } : { identityPolicies: [policy] },
    origins: new Map<Policy, PolicyOrigin>([[policy, origin]]),
    assumptions: resourceBased ? ["the callers' own policies allow what this one does"] : [],
  };
}

function isNamed(principal: SourcePrincipal, patterns: OneOrMoreStrings): boolean {
  return matchesName(patterns, [principal.id, knownText(principal.name), principal.constructPath]);
}

function nameOf(principal: SourcePrincipal | undefined): Pick<Target, 'name' | 'logicalId'> {
  return principal === undefined ? { name: '' } : { name: principal.id, logicalId: principal.id };
}

function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly (readonly Item[])[] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}
