import type { PolicyOrigin } from '../../intents/targets/target.ts';
import type { Policy, Statement } from '../../model/policy.ts';
import type { ConditionAssumption, SourceFile, SourcePrincipal } from '../../model/policy-source.ts';
import type { NamedCallers } from './caller.ts';
import type { Guard } from './resource-policies.ts';
import type { TemplateText } from '../../model/unknown-value.ts';

/** One of the policies that the resource may have, put together of all that guard it. */
export interface ResourceSide {
  /** Missing where the sources have none. */
  readonly policy?: Policy;
}

/** More conditions than this are not looked at in all combinations. */
const MAX_CONDITIONS = 5;

/** The sides that a principal may meet: what depends on conditions is there where its own form agrees. */
export function sidesFor(guards: readonly Guard[], principal: SourcePrincipal, file: SourceFile): readonly ResourceSide[] {
  if (guards.length === 0) return [{}];
  const given = new Map((principal.when ?? []).map(({ condition, value }) => [keyOf(file, condition), value]));
  const agreeing = guards.filter((guard) => !contradicts(guard, given));
  const found = new Map<string, readonly Guard[]>();
  for (const active of worlds(agreeing, given)) {
    const certain = active.filter(({ isCertain }) => isCertain);
    const perhaps = active.filter((guard) => !guard.isCertain && (guard.isOneOfMany || certain.every(({ isOneOfMany }) => isOneOfMany)));
    // Each is looked at by itself: what several of them decide together, one of them decides alone.
    for (const side of [certain, ...perhaps.map((guard) => [...certain, guard])]) found.set(side.map((guard) => guards.indexOf(guard)).join(), side);
  }
  return [...found.values()].map((side) => (side.length === 0 ? {} : { policy: merged(side.map(({ policy }) => policy)) }));
}

function keyOf({ path }: SourceFile, condition: string): string {
  return `${path}\n${condition}`;
}

function contradicts({ when, file }: Guard, given: ReadonlyMap<string, boolean>): boolean {
  return when.some(({ condition, value }) => (given.get(keyOf(file, condition)) ?? value) !== value);
}

/** Which of the policies are there together. */
function worlds(guards: readonly Guard[], given: ReadonlyMap<string, boolean>): readonly (readonly Guard[])[] {
  const open = new Set(guards.flatMap(({ when, file }) => when.map(({ condition }) => keyOf(file, condition)).filter((key) => !given.has(key))));
  if (open.size > MAX_CONDITIONS) {
    const always = guards.filter(({ when }) => when.length === 0);
    return [always, guards, ...guards.filter(({ when }) => when.length > 0).map((guard) => [...always, guard])];
  }
  let assignments: readonly ReadonlyMap<string, boolean>[] = [given];
  for (const key of open) assignments = assignments.flatMap((before) => [true, false].map((value) => new Map([...before, [key, value]])));
  const found = new Map<string, readonly Guard[]>();
  for (const assignment of assignments.filter(isPossible)) {
    const active = guards.filter((guard) => guard.when.every(({ condition, value }) => assignment.get(keyOf(guard.file, condition)) === value));
    found.set(active.map((guard) => guards.indexOf(guard)).join(), active);
  }
  return [...found.values()];
}

/** `Stage = live` and `Stage = test` are never so at once. */
function isPossible(assignment: ReadonlyMap<string, boolean>): boolean {
  const chosen = [...assignment].flatMap(([key, value]) => (value && key.includes(' = ') ? [key.slice(0, key.lastIndexOf(' = '))] : []));
  return new Set(chosen).size === chosen.length;
}

function merged(policies: readonly Policy[]): Policy {
  const [first, ...others] = policies;
  if (first === undefined || others.length === 0) return first ?? { statements: [], unseen: [], loc: { pointer: '' } };
  return { ...first, statements: policies.flatMap(({ statements }) => statements), unseen: policies.flatMap(({ unseen }) => unseen) };
}

/** Where the statements of the guards stand, whatever policy they are put together in. */
export function originsOf(guards: readonly Guard[]): ReadonlyMap<Statement, PolicyOrigin> {
  return new Map(guards.flatMap(({ policy, source, file }) => policy.statements.map((statement) => [statement, { label: source.label, source, file }] as const)));
}

/** What tells which of the sides it is. */
export function openOnSides(guards: readonly Guard[], when: readonly ConditionAssumption[] = []): readonly string[] {
  const decided = new Set(when.map(({ condition }) => condition));
  return [...new Set(guards.flatMap((guard) => [...guard.openOn, ...guard.when.map(({ condition }) => condition).filter((condition) => !decided.has(condition))]))];
}

/** Callers that the policies tell apart from others. */
export function namedCallers(guards: readonly Guard[]): NamedCallers {
  const arns = new Set<string>();
  const accounts = new Set<string>();
  const open: TemplateText[] = [];
  for (const { policy } of guards) {
    for (const { pattern } of policy.statements.flatMap(({ principal }) => principal?.entries ?? [])) {
      if (pattern.kind === 'user' || pattern.kind === 'role' || pattern.kind === 'assumedRole') arns.add(pattern.arn);
      if (pattern.kind === 'unresolved') open.push(pattern.text);
      if ('accountId' in pattern && /^\d{12}$/.test(pattern.accountId)) accounts.add(pattern.accountId);
    }
  }
  return { arns: [...arns], accounts: [...accounts], open };
}
