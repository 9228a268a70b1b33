import type { AccessRequest } from '../model/access-request.ts';
import type { StatementReference } from '../model/evaluation.ts';
import type { ConditionTest } from '../model/policy.ts';
import { statementsAllowing } from './allowed-actions.ts';
import { bindings } from './bindings.ts';
import { addStep, bind, boundArn, described, type Branch } from './branch.ts';
import { contextOf, isChosen, isDerived, noContext, variablesOf, withValue, type Context } from './context.ts';
import { after } from './effects.ts';
import { findRequests, type Found, type RequestDraft } from './find-request.ts';
import type { EscalationPath, PathStep } from './paths/path.ts';
import { administratorAccess } from './policies.ts';
import { layersOf, OUTSIDER } from './replay.ts';
import { satisfying } from './wishes.ts';
import type { World } from './world.ts';

/** What a search may use, shared by all of its branches. */
export interface SearchBudget {
  /** Requests that may still be looked for. */
  remaining: number;
}

export interface WalkOptions {
  readonly suppose: boolean;
  readonly budget: SearchBudget;
  /** Told of a step that could not be decided. */
  readonly undecided: (request: AccessRequest, dependsOn: readonly string[]) => void;
}

/** How many ways of making one request are followed. */
const waysLimit = 6;

/** All ways in which a path can be walked to its end from a branch, one after the other. */
export function* walk(path: EscalationPath, branch: Branch, options: WalkOptions, index = 0): Generator<Branch> {
  const step = path.steps[index];
  if (step === undefined) {
    yield branch;
    return;
  }
  const unbound = slotsOf(path, step).find((slot) => !branch.bound.has(slot));
  if (unbound !== undefined) {
    for (const binding of bindings(path, unbound, branch, options.suppose)) yield* walk(path, bind(branch, binding), options, index);
    return;
  }
  for (const taken of take(path, step, index, branch, options)) yield* walk(path, taken, options, index + 1);
}

/** The slots that a step needs, those that others hang on first. */
function slotsOf(path: EscalationPath, { on, context, effect }: PathStep): readonly string[] {
  const inContext = Object.values(context ?? {}).flatMap((value) => [...value.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ''));
  const inEffect = effect.kind === 'none' ? [] : effect.kind === 'join' ? [effect.group, effect.user] : [effect.slot];
  return [...on.filter((name) => name !== '*'), ...inContext, ...inEffect].flatMap((name) => {
    const slot = path.slots[name];
    return slot?.kind === 'policyOf' ? [slot.principal, name] : [name];
  });
}

function* take(path: EscalationPath, step: PathStep, index: number, branch: Branch, options: WalkOptions): Generator<Branch> {
  const [first, ...rest] = step.on;
  if (first === undefined) return;
  for (const context of startingContexts(path, step, index, branch)) {
    for (const found of ask(step, first, branch, context, step.effect.kind === 'grant' ? waysLimit : 1, options)) {
      let reached: Branch | undefined = noted(branch, step, first, found);
      for (const resource of rest) {
        if (reached === undefined) break;
        const [other]: readonly Allowed[] = ask(step, resource, reached, context, 1, options);
        reached = other === undefined ? undefined : noted(reached, step, resource, other);
      }
      const tagged = reached === undefined ? undefined : withTagging(reached, step, found, options);
      if (tagged !== undefined) yield { ...tagged, world: after(tagged, step.effect, found.request) };
    }
  }
}

type Allowed = Extract<Found, { kind: 'allowed' }>;

function ask(step: PathStep, on: string, branch: Branch, context: Context, atMost: number, options: WalkOptions): readonly Allowed[] {
  if (options.budget.remaining <= 0) return [];
  options.budget.remaining -= 1;
  const found = findRequests(branch.world, draft(step, on, branch, context), atMost);
  for (const { request, ...rest } of found) if (rest.kind === 'dependsOn') options.undecided(request, rest.dependsOn);
  return found.filter((each) => each.kind === 'allowed');
}

function draft(step: PathStep, on: string, branch: Branch, context: Context): RequestDraft {
  const { world } = branch;
  const resource = on === '*' ? '*' : boundArn(branch, on);
  const principal = step.by === undefined ? world.actor : step.by === 'outsider' ? OUTSIDER : step.by.service;
  const tags = world.holders.get(resource)?.tags ?? world.workloads.find(({ arn }) => arn === resource)?.tags;
  const known = tags === undefined ? context : Object.entries(tags).reduce((reached, [key, value]) => withValue(reached, `aws:ResourceTag/${key}`, value), context);
  const stays = new Set(Object.keys(step.context ?? {}).map((key) => key.toLowerCase()));
  return {
    principal,
    action: step.action,
    resource,
    context: known,
    fixed: (key) => stays.has(key) || (tags !== undefined && /^[a-z0-9-]+:resourcetag\//.test(key)) || (!isGrantKey(step) && key === 'iam:policyarn') || (key.startsWith('aws:requesttag/') && step.effect.kind === 'create' && context.has(key)),
  };
}

function isGrantKey({ effect, action }: PathStep): boolean {
  return effect.kind === 'grant' && /^iam:Attach/.test(action);
}

function noted(branch: Branch, step: PathStep, on: string, { request, context, evaluation }: Allowed): Branch {
  const allowedBy = evaluation.matchedStatements.filter(({ statement }) => statement.effect === 'Allow');
  const assumptions = step.by === undefined ? assumed(step, context, allowedBy, branch.world) : [];
  const text = described(branch, step.text);
  const effect = on === step.on[0] ? text : `the same, for \`${request.resource}\``;
  return addStep(branch, request, effect, allowedBy, assumptions);
}

/** Values that the caller does not choose and that the world does not say. */
function assumed(step: PathStep, context: Context, _allowedBy: readonly StatementReference[], world: World): readonly string[] {
  return [...context].flatMap(([key, { name, value }]) => {
    const known = isChosen(key) || isDerived(key) || step.context?.[name] !== undefined;
    const tagOfMade = /^[a-z0-9-]+:resourcetag\//.test(key) && [...world.holders.values()].some(({ origin, tags }) => origin === 'made' && tags !== undefined);
    return known || tagOfMade ? [] : [`\`${name}\` is \`${typeof value === 'object' ? value.join('`, `') : String(value)}\` in the request for \`${step.action}\``];
  });
}

/** The keys that a call has from the start, and, where it makes a principal, what later steps will ask of that. */
function startingContexts(path: EscalationPath, step: PathStep, index: number, branch: Branch): readonly Context[] {
  const { world } = branch;
  const given = Object.entries(step.context ?? {}).map(([key, value]) => [key, value.replace(/\{(\w+)\}/g, (_, slot: string) => boundArn(branch, slot))] as const);
  let context = given.length === 0 ? noContext : contextOf(Object.fromEntries(given));
  if (isGrantKey(step) && !context.has('iam:policyarn')) context = withValue(context, 'iam:PolicyARN', administratorAccess(world.place.partition));
  if (step.effect.kind !== 'create' || step.effect.slot !== step.on[0]) {
    const boundary = step.on[0] === undefined || step.on[0] === '*' || step.by !== undefined ? undefined : world.holders.get(boundArn(branch, step.on[0]))?.boundaryArn;
    return [boundary === undefined ? context : withValue(context, 'iam:PermissionsBoundary', boundary)];
  }
  const form = path.slots[step.effect.slot];
  if (form?.kind !== 'new' || (form.form !== 'role' && form.form !== 'user')) return [context];
  const later = path.steps.slice(index).map(({ action }) => action);
  const boundaries = wanted(world, later, (test) => test.key.id === 'iam:permissionsboundary').map(([, value]) => withValue(context, 'iam:PermissionsBoundary', value));
  const tags = wanted(world, later, (test) => /^(?:aws|iam):resourcetag\//.test(test.key.id));
  const tagged = tags.reduce((reached, [name, value]) => withValue(reached, name.replace(/^[^/]*\//, 'aws:RequestTag/'), value), context);
  return tags.length === 0 ? [context, ...boundaries] : [context, tagged, ...boundaries];
}

/** Values that conditions of the one who acts ask for, by key. */
function wanted(world: World, actions: readonly string[], of: (test: ConditionTest) => boolean): readonly (readonly [string, string])[] {
  const { identityPolicies = [], permissionsBoundary } = layersOf(world, world.actor, '');
  const policies = permissionsBoundary === undefined ? identityPolicies : [...identityPolicies, permissionsBoundary];
  const valueOf = variablesOf(world.actor, noContext);
  const statements = [...new Set(actions.flatMap((action) => statementsAllowing(policies, action)))];
  return statements
    .flatMap(({ conditions }) => conditions.filter((clause) => clause.kind === 'test').filter(of))
    .flatMap((test) => satisfying(test, valueOf).flatMap((wish) => (typeof wish === 'string' ? [[test.key.text, wish] as const] : [])));
}

/** Whoever tags what it makes needs the permission for the tagging, too. */
function withTagging(branch: Branch, step: PathStep, { context, request }: Allowed, options: WalkOptions): Branch | undefined {
  const action = step.action === 'iam:CreateRole' ? 'iam:TagRole' : step.action === 'iam:CreateUser' ? 'iam:TagUser' : undefined;
  if (action === undefined || ![...context.keys()].some((key) => key.startsWith('aws:requesttag/'))) return branch;
  const tagging: PathStep = { action, on: step.on, effect: { kind: 'none' }, text: 'tags it as it makes it' };
  const tags = contextOf(Object.fromEntries(Object.entries(request.context ?? {}).filter(([key]) => /^aws:RequestTag\//i.test(key))));
  const [first = '*'] = step.on;
  const [found] = ask(tagging, first, branch, tags, 1, options);
  return found === undefined ? undefined : noted(branch, tagging, first, found);
}
