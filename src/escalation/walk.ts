import type { AccessRequest } from '../model/access-request.ts';
import { parseArn } from '../model/arn.ts';
import type { StatementReference } from '../model/evaluation.ts';
import { bindings } from './bindings.ts';
import { addStep, bind, boundArn, described, type Branch } from './branch.ts';
import { contextOf, isChosen, isDerived, withValue, type Context } from './context.ts';
import { after } from './effects.ts';
import { findRequests, type Found, type RequestDraft } from './find-request.ts';
import type { EscalationPath, PathStep } from './paths/path.ts';
import { decide, OUTSIDER } from './replay.ts';
import { namesPolicy, startingContexts } from './starting-contexts.ts';
import { actorOf, type World } from './world.ts';

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

/** How many ways of making one request are followed, where the ways differ in what they grant. */
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
  const inContext = Object.values(context ?? {}).flatMap((values) => [...String(values).matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ''));
  const inEffect = effect.kind === 'none' ? [] : effect.kind === 'join' ? [effect.group, effect.user] : [effect.slot];
  return [...on.filter((name) => name !== '*'), ...inContext, ...inEffect].flatMap((name) => {
    const slot = path.slots[name];
    return slot?.kind === 'policyOf' ? [slot.principal, name] : [name];
  });
}

type Allowed = Extract<Found, { kind: 'allowed' }>;

/** The branches on which a step was allowed for everything that it is about, with what it leaves behind. */
function* take(path: EscalationPath, step: PathStep, index: number, branch: Branch, options: WalkOptions): Generator<Branch> {
  const [first, ...rest] = step.on;
  if (first === undefined) return;
  for (const context of startingContexts(path, step, index, branch)) {
    for (const found of ask(path, step, first, branch, context, namesPolicy(step) ? waysLimit : 1, options)) {
      const reached = withOthers(path, step, rest, noted(branch, step, first, found), context, options);
      const tagged = reached === undefined ? undefined : withTagging(path, reached, step, found, options);
      if (tagged !== undefined) yield { ...tagged, world: after(tagged, step.effect, found.request) };
    }
  }
}

/** One call is authorized against each of its resources. */
function withOthers(path: EscalationPath, step: PathStep, resources: readonly string[], branch: Branch, context: Context, options: WalkOptions): Branch | undefined {
  let reached = branch;
  for (const resource of resources) {
    const [other] = ask(path, step, resource, reached, context, 1, options);
    if (other === undefined) return undefined;
    reached = noted(reached, step, resource, other);
  }
  return reached;
}

/** Whoever tags what it makes needs the permission for the tagging, too. */
function withTagging(path: EscalationPath, branch: Branch, step: PathStep, { context, request }: Allowed, options: WalkOptions): Branch | undefined {
  const action = step.action === 'iam:CreateRole' ? 'iam:TagRole' : step.action === 'iam:CreateUser' ? 'iam:TagUser' : undefined;
  if (action === undefined || ![...context.keys()].some((key) => key.startsWith('aws:requesttag/'))) return branch;
  const tagging: PathStep = { action, on: step.on, effect: { kind: 'none' }, text: 'tags it as it makes it' };
  const tags = contextOf(Object.fromEntries(Object.entries(request.context ?? {}).filter(([key]) => /^aws:RequestTag\//i.test(key))));
  const [first = '*'] = step.on;
  const [found] = ask(path, tagging, first, branch, tags, 1, options);
  return found === undefined ? undefined : noted(branch, tagging, first, found);
}

function ask(path: EscalationPath, step: PathStep, on: string, branch: Branch, context: Context, atMost: number, options: WalkOptions): readonly Allowed[] {
  if (options.budget.remaining <= 0) return [];
  options.budget.remaining -= 1;
  const asked = draft(path, step, on, branch, context, options.suppose);
  const found = findRequests(branch.world, asked.draft, atMost).map((each) => withOpenTags(branch.world, each, asked.unknownTags, options.suppose));
  for (const each of found) if (each.kind === 'dependsOn') options.undecided(each.request, each.dependsOn);
  return found.filter((each) => each.kind === 'allowed').filter(({ context: chosen }) => step.by === undefined || !actsForAnother(branch.world, chosen));
}

interface Asked {
  readonly draft: RequestDraft;
  /** Condition keys of tags that nobody has seen. */
  readonly unknownTags: readonly string[];
}

function draft(path: EscalationPath, step: PathStep, on: string, branch: Branch, context: Context, suppose: boolean): Asked {
  const { world } = branch;
  const resource = on === '*' ? '*' : boundArn(branch, on);
  const tags = resource === '*' || isMadeBy(path, step, on) ? {} : tagsOf(world, resource);
  const principalTags = step.by === undefined ? actorOf(world).tags : {};
  const stays = new Set(Object.keys(step.context ?? {}).map((key) => key.toLowerCase()));
  const request: RequestDraft = {
    principal: step.by === undefined ? world.actor : step.by === 'outsider' ? OUTSIDER : step.by.service,
    action: step.action,
    resource,
    context: fromService(step, world, withTags(withTags(context, 'aws:ResourceTag/', tags), 'aws:PrincipalTag/', principalTags)),
    fixed: (key) =>
      stays.has(key) ||
      (key === 'aws:sourceaccount' && step.by !== undefined) ||
      ((tags !== undefined || !suppose) && isResourceTag(key)) ||
      ((principalTags !== undefined || !suppose) && isPrincipalTag(key)) ||
      (key === 'iam:policyarn' && !namesPolicy(step)) ||
      (key.startsWith('aws:requesttag/') && step.effect.kind === 'create' && context.has(key)),
  };
  return { draft: request, unknownTags: [...(tags === undefined ? ['aws:ResourceTag/*'] : []), ...(principalTags === undefined ? ['aws:PrincipalTag/*'] : [])] };
}

/** What was allowed may hang on tags that nobody has seen: that has to be supposed, or is not decided. */
function withOpenTags(world: World, found: Found, unknownKeys: readonly string[], suppose: boolean): Found {
  if (found.kind !== 'allowed' || unknownKeys.length === 0) return found;
  const { decision, dependsOn = [] } = decide(world, { ...found.request, unknownKeys });
  if (decision === 'allowed') return found;
  return suppose ? { ...found, hangsOnTags: true } : { kind: 'dependsOn', request: found.request, dependsOn };
}

/** A service that acts for something in the account says whose it is. */
function fromService({ by }: PathStep, { place }: World, context: Context): Context {
  return by === undefined || by === 'outsider' ? context : withValue(context, 'aws:SourceAccount', place.account);
}

/** It says what it acts for as well, and that is in the account, too. */
function actsForAnother({ place }: World, context: Context): boolean {
  const source = context.get('aws:sourcearn')?.value;
  const account = typeof source === 'string' ? parseArn(source)?.account : undefined;
  return account !== undefined && account !== '' && account !== place.account;
}

/** What a call makes has no tags while AWS decides whether it may be made; those that it will have are the request's. */
function isMadeBy({ slots, steps }: EscalationPath, step: PathStep, on: string): boolean {
  return slots[on]?.kind === 'new' && steps.find((each) => each.on.includes(on))?.action === step.action;
}

function tagsOf(world: World, resource: string): Readonly<Record<string, string>> | undefined {
  return world.holders.get(resource)?.tags ?? world.workloads.find(({ arn }) => arn === resource)?.tags;
}

function withTags(context: Context, prefix: string, tags: Readonly<Record<string, string>> = {}): Context {
  return Object.entries(tags).reduce((reached, [key, value]) => withValue(reached, `${prefix}${key}`, value), context);
}

function isPrincipalTag(key: string): boolean {
  return key.startsWith('aws:principaltag/');
}

function isResourceTag(key: string): boolean {
  return /^[a-z0-9-]+:resourcetag\//.test(key);
}

function noted(branch: Branch, step: PathStep, on: string, { request, context, evaluation, hangsOnTags = false }: Allowed): Branch {
  const allowing = evaluation.matchedStatements.filter(({ statement }) => statement.effect === 'Allow');
  const allowedBy = [...allowing.filter(isGrant), ...allowing.filter((reference) => !isGrant(reference))];
  const effect = on === step.on[0] ? described(branch, step.text) : `the same, for \`${request.resource}\``;
  const open = step.by === undefined ? [...context].filter(([key]) => isAssumed(branch.world, step, request.resource, key)) : [];
  const assumptions = open.map(([, { name, value }]) => `\`${name}\` is \`${typeof value === 'object' ? value.join('`, `') : String(value)}\` in the request for \`${step.action}\``);
  const chosen = open.some(([key]) => isResourceTag(key) || isPrincipalTag(key));
  const untagged = hangsOnTags && !chosen ? [`no tag stands in the way of \`${step.action}\` on \`${request.resource}\``] : [];
  const reached = addStep(branch, request, effect, allowedBy, [...assumptions, ...untagged]);
  // How a request is sent is up to whoever sends it; how things are tagged is not.
  return hangsOnTags || chosen ? { ...reached, supposes: true } : reached;
}

/** The other layers only leave standing what these grant. */
function isGrant({ layer }: StatementReference): boolean {
  return layer === 'identityPolicies' || layer === 'resourcePolicy';
}

/** Whether a key's value is one that the caller does not choose and that neither the step nor the world tells. */
function isAssumed(world: World, { context = {} }: PathStep, resource: string, key: string): boolean {
  if (isChosen(key) || isDerived(key) || Object.keys(context).some((name) => name.toLowerCase() === key)) return false;
  if (isResourceTag(key)) return tagsOf(world, resource) === undefined;
  return !(isPrincipalTag(key) && actorOf(world).tags !== undefined);
}
