import type { EscalationPath, Slot } from './paths/path.ts';
import { boundArn, type Binding, type Branch } from './branch.ts';
import { candidateArns, isKeptByAws } from './candidate-arns.ts';
import { ARN_FORMS } from './arn-forms.ts';
import { allowsEverything, everything, mayDeny, nothing, trustPolicy } from './policies.ts';
import { actorOf, changed, identityPolicies, withHolder, type Holder, type World } from './world.ts';

/** How many of those that are there are tried for one slot. */
const seenLimit = 24;

/** Everything that a slot can be bound to, what was seen first. */
export function bindings(path: EscalationPath, name: string, branch: Branch, suppose: boolean): readonly Binding[] {
  const slot = path.slots[name];
  if (slot === undefined) return [];
  const { world } = branch;
  const actor = actorOf(world);
  const arns = (form: Parameters<typeof candidateArns>[2], called?: string): readonly string[] =>
    candidateArns(world, actionsOn(path, name), form, called);
  switch (slot.kind) {
    case 'self':
      return actor.kind === slot.of ? [{ arns: { [name]: actor.arn } }] : [];
    case 'new':
      return arns(slot.form).flatMap((arn) => (world.holders.has(arn) || world.managedPolicies.has(arn) ? [] : [{ arns: { [name]: arn } }]));
    case 'given':
      if (!slot.everywhere && !suppose) return [];
      return arns(slot.form).map((arn) => ({ arns: { [name]: arn }, ...(slot.everywhere ? {} : { supposes: [`\`${arn}\` exists`] }) }));
    case 'ownGroup':
      return [...actor.groups.map((arn) => ({ arns: { [name]: arn } })), ...(suppose && actor.kind === 'user' ? arns('group').map((arn) => ownGroup(world, actor, name, arn)) : [])];
    case 'ownPolicy':
      return [...actor.attached.map((arn) => ({ arns: { [name]: arn } })), ...(suppose ? arns('policy').map((arn) => attachedPolicy(world, actor, name, arn, nothing)) : [])];
    case 'versionedPolicy':
      return suppose ? arns('policy').map((arn) => versionedPolicy(world, actor, name, arn)) : [];
    case 'policyOf': {
      const holder = world.holders.get(boundArn(branch, slot.principal));
      if (holder === undefined) return [];
      return [...holder.attached.map((arn) => ({ arns: { [name]: arn } })), ...(suppose ? arns('policy').map((arn) => attachedPolicy(world, holder, name, arn, nothing)) : [])];
    }
    case 'principal':
      return principals(world, slot, name, suppose ? arns(slot.of, nameOfSupposed(slot.of, name)) : []);
    case 'workload':
      return workloads(path, branch, slot, name, suppose);
  }
}

/** The actions of a path that are authorized against a slot. */
function actionsOn({ steps }: EscalationPath, slot: string): readonly string[] {
  return steps.filter(({ on, by }) => by === undefined && on.includes(slot)).map(({ action }) => action);
}

function ownGroup(world: World, actor: Holder, name: string, arn: string): Binding {
  const group: Holder = { kind: 'group', arn, policies: [], attached: [], groups: [], tags: {}, origin: 'supposed' };
  return {
    arns: { [name]: arn },
    world: withHolder(withHolder(world, group), { ...actor, groups: [...actor.groups, arn] }),
    supposes: [`\`${actor.arn}\` is in the group \`${arn}\``],
  };
}

function attachedPolicy(world: World, holder: Holder, name: string, arn: string, document: typeof nothing): Binding {
  const known = world.managedPolicies.has(arn) ? world : changed(world, { managedPolicies: new Map(world.managedPolicies).set(arn, document) });
  return {
    arns: { [name]: arn },
    world: withHolder(known, { ...holder, attached: [...holder.attached, arn] }),
    supposes: [`the customer managed policy \`${arn}\` is attached to \`${holder.arn}\``],
  };
}

function versionedPolicy(world: World, actor: Holder, name: string, arn: string): Binding {
  const binding = actor.attached.includes(arn) ? { arns: { [name]: arn } } : attachedPolicy(world, actor, name, arn, nothing);
  return { ...binding, supposes: [...(binding.supposes ?? []), `an older version of \`${arn}\` allows everything`] };
}

function principals(world: World, slot: Extract<Slot, { kind: 'principal' }>, name: string, supposable: readonly string[]): readonly Binding[] {
  const { of: kind, supposed } = slot;
  const seen = [...world.holders.values()].filter(
    (holder) => holder.kind === kind && holder.arn !== world.actor && holder.origin !== 'target' && !isKeptByAws(holder.arn) && mayTrust(holder, supposed?.trusts),
  );
  const strongest = seen.sort((a, b) => Number(isPrivileged(world, b)) - Number(isPrivileged(world, a)) || (a.arn < b.arn ? -1 : 1));
  return [
    ...strongest.slice(0, seenLimit).map(({ arn }) => ({ arns: { [name]: arn } })),
    ...(supposed === undefined ? [] : supposable.flatMap((arn) => (world.holders.has(arn) ? [] : [supposedPrincipal(world, slot, name, arn)]))),
  ];
}

/** A role whose trust policy names nobody like that is not worth a try. */
function mayTrust({ trust, kind }: Holder, trusts: 'caller' | { readonly service: string } | undefined): boolean {
  if (kind !== 'role' || trusts === undefined) return true;
  if (trust === undefined) return false;
  if (trusts === 'caller') return true;
  return trust.statements.some(({ effect, principal }) => {
    if (effect !== 'Allow' || principal === undefined) return false;
    return (
      principal.kind === 'NotPrincipal' ||
      principal.entries.some(({ pattern }) => pattern.kind === 'anyone' || pattern.kind === 'unresolved' || (pattern.kind === 'service' && pattern.service === trusts.service))
    );
  });
}

function isPrivileged(world: World, holder: Holder): boolean {
  const policies = identityPolicies(world, holder);
  return allowsEverything(policies) && !mayDeny(policies) && holder.boundary === undefined;
}

/** A path's slots are mostly called after what they are. */
function nameOfSupposed(kind: string, slot: string): string {
  return kind === slot ? 'privileged' : `privileged-${slot}`;
}

function supposition({ kind, arn, policies }: Holder, trusted: string | undefined): string {
  const trusts = trusted === undefined ? '' : `trusts \`${trusted}\``;
  const administrates = policies.length === 0 ? '' : kind === 'group' ? 'makes its members administrators' : 'is an administrator';
  const [first = '', second = ''] = [trusts, administrates].filter((clause) => clause !== '');
  return `the ${kind} \`${arn}\` exists${second === '' ? (first === '' ? '' : ` and ${first}`) : `, ${first} and ${second}`}`;
}

function supposedPrincipal(world: World, { of: kind, supposed }: Extract<Slot, { kind: 'principal' }>, name: string, arn: string): Binding {
  // A role that named the caller itself would need no permission of the caller's: supposing it would tell nothing.
  const trusts = supposed?.trusts;
  const holder: Holder = {
    kind,
    arn,
    policies: supposed?.administrator === false ? [] : [everything],
    attached: [],
    groups: [],
    origin: 'supposed',
    ...(trusts === undefined ? {} : { trust: trustPolicy(trusts === 'caller' ? { AWS: world.place.account } : { Service: trusts.service }) }),
  };
  return { arns: { [name]: arn }, world: withHolder(world, holder), supposes: [supposition(holder, trusts === 'caller' ? world.place.account : trusts?.service)] };
}

/** A workload comes with the role that it runs with. */
function workloads(path: EscalationPath, branch: Branch, slot: Extract<Slot, { kind: 'workload' }>, name: string, suppose: boolean): readonly Binding[] {
  const { world } = branch;
  const form = ARN_FORMS[slot.form];
  const seen = world.workloads.filter(({ arn, roleArn }) => arn.split(':')[2] === form.service && arn.split(':').slice(5).join(':').startsWith(form.prefix) && world.holders.has(roleArn));
  const known = seen.slice(0, seenLimit).map(({ arn, roleArn }): Binding => ({ arns: { [name]: arn, [slot.role]: roleArn } }));
  const roleSlot = path.slots[slot.role];
  if (!suppose || roleSlot?.kind !== 'principal') return known;
  const roles = bindings(path, slot.role, branch, true);
  const made = candidateArns(world, actionsOn(path, name), slot.form);
  return [
    ...known,
    ...made.flatMap((arn) =>
      roles.map((role): Binding => {
        const roleArn = role.arns[slot.role] ?? '';
        return { arns: { [name]: arn, ...role.arns }, ...(role.world === undefined ? {} : { world: role.world }), supposes: [...(role.supposes ?? []), `\`${arn}\` exists and runs with \`${roleArn}\``] };
      }),
    ),
  ];
}
