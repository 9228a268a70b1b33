import type { ConditionTest } from '../model/policy.ts';
import { statementsAllowing } from './allowed-actions.ts';
import { boundArn, type Branch } from './branch.ts';
import { contextOf, noContext, variablesOf, withValue, type Context } from './context.ts';
import type { EscalationPath, PathStep } from './paths/path.ts';
import { allowsEverything } from './policies.ts';
import { layersOf } from './replay.ts';
import { satisfying } from './wishes.ts';
import type { World } from './world.ts';

/** A grant whose policy the request names. */
export function namesPolicy({ effect, action }: PathStep): boolean {
  return effect.kind === 'grant' && action.startsWith('iam:Attach');
}

/**
 * The condition keys that a call has from the start. Where it makes a principal, also what conditions
 * of later steps will ask of that: tags, and a permissions boundary.
 */
export function startingContexts(path: EscalationPath, step: PathStep, index: number, branch: Branch): readonly Context[] {
  return fixedContexts(step, branch).flatMap((fixed) => {
    const contexts = namesPolicy(step) && !fixed.has('iam:policyarn') ? powerfulPolicies(branch.world).map((arn) => withValue(fixed, 'iam:PolicyARN', arn)) : [fixed];
    return contexts.flatMap((context) => (makesPrincipal(path, step) ? withWantedOf(path, index, branch.world, context) : [withBoundaryOf(step, branch, context)]));
  });
}

/** As many customer managed policies are tried. */
const managedLimit = 3;

/** Policies that are worth attaching: those that give everything, then those with which one gets there. */
function powerfulPolicies({ place, managedPolicies }: World): readonly string[] {
  const own = [...managedPolicies].filter(([, policy]) => allowsEverything([policy])).map(([arn]) => arn);
  const ofAws = (name: string): string => `arn:${place.partition}:iam::aws:policy/${name}`;
  return [ofAws('AdministratorAccess'), ...own.slice(0, managedLimit), ofAws('IAMFullAccess'), ofAws('PowerUserAccess')];
}

/** One for each value that the call may have. */
function fixedContexts({ context = {} }: PathStep, branch: Branch): readonly Context[] {
  let contexts: readonly Context[] = [noContext];
  for (const [key, values] of Object.entries(context)) {
    const texts = (typeof values === 'string' ? [values] : values).map((value) => value.replace(/\{(\w+)\}/g, (_, slot: string) => boundArn(branch, slot)));
    contexts = contexts.flatMap((known) => texts.map((text) => withValue(known, key, text)));
  }
  return contexts;
}

function makesPrincipal(path: EscalationPath, { effect, on }: PathStep): boolean {
  const slot = effect.kind === 'create' && effect.slot === on[0] ? path.slots[effect.slot] : undefined;
  return slot?.kind === 'new' && (slot.form === 'role' || slot.form === 'user');
}

/** IAM tells of the permissions boundary that the principal has which the call is about. */
function withBoundaryOf({ on: [first], by }: PathStep, branch: Branch, context: Context): Context {
  const boundaryArn = first === undefined || first === '*' || by !== undefined ? undefined : branch.world.holders.get(boundArn(branch, first))?.boundaryArn;
  return boundaryArn === undefined ? context : withValue(context, 'iam:PermissionsBoundary', boundaryArn);
}

function withWantedOf(path: EscalationPath, index: number, world: World, context: Context): readonly Context[] {
  const later = path.steps.slice(index).map(({ action }) => action);
  const boundaries = wantedValues(world, later, (test) => test.key.id === 'iam:permissionsboundary').map(([, value]) => value);
  const tags = wantedValues(world, later, (test) => /^(?:aws|iam):resourcetag\//.test(test.key.id));
  const tagged = tags.reduce((reached, [name, value]) => withValue(reached, name.replace(/^[^/]*\//, 'aws:RequestTag/'), value), context);
  const plain = tags.length === 0 ? [context] : [context, tagged];
  return [...plain, ...[...new Set(boundaries)].flatMap((boundary) => plain.map((each) => withValue(each, 'iam:PermissionsBoundary', boundary)))];
}

/** Values that conditions of the one who acts ask for, with their keys. */
function wantedValues(world: World, actions: readonly string[], of: (test: ConditionTest) => boolean): readonly (readonly [string, string])[] {
  const { identityPolicies = [], permissionsBoundary } = layersOf(world, world.actor, '');
  const policies = permissionsBoundary === undefined ? identityPolicies : [...identityPolicies, permissionsBoundary];
  const valueOf = variablesOf(world.actor, contextOf({}));
  const statements = [...new Set(actions.flatMap((action) => statementsAllowing(policies, action)))];
  return statements
    .flatMap(({ conditions }) => conditions.filter((clause) => clause.kind === 'test').filter(of))
    .flatMap((test) => satisfying(test, valueOf).flatMap((wish) => (typeof wish === 'string' ? [[test.key.text, wish] as const] : [])));
}
