import type { AccessRequest } from '../model/access-request.ts';
import type { Evaluation, StatementReference } from '../model/evaluation.ts';
import type { ConditionTest, Policy, Statement } from '../model/policy.ts';
import { statementsAllowing } from './allowed-actions.ts';
import { isDerived, toRecord, variablesOf, withValue, type Context } from './context.ts';
import { decide, guardedRole, layersOf } from './replay.ts';
import { refuting, satisfying, type Wish } from './wishes.ts';
import type { World } from './world.ts';

/** A request without its condition keys, and what is fixed about them. */
export interface RequestDraft {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly context: Context;
  /** Keys, in lower case, that stay as they are. Those that follow from the caller do anyway. */
  readonly fixed: (key: string) => boolean;
}

export type Found =
  | {
      readonly kind: 'allowed';
      readonly request: AccessRequest;
      readonly context: Context;
      readonly evaluation: Evaluation;
      /** It is allowed only as long as tags that nobody has seen are as the context has them. */
      readonly hangsOnTags?: boolean;
    }
  | { readonly kind: 'dependsOn'; readonly request: AccessRequest; readonly dependsOn: readonly string[] };

/** As many contexts are decided for one request. */
const tryLimit = 32;

/**
 * Looks for condition keys with which the request is allowed: first as drafted, then by changing what
 * the statement that stands in the way asks for. Everything it returns was decided by the evaluator;
 * that it returns nothing proves nothing.
 */
export function findRequests(world: World, draft: RequestDraft, atMost = 1): readonly Found[] {
  const found: Found[] = [];
  const seen = new Set<string>();
  const queue: Context[] = [draft.context];
  let undecided: Found | undefined;
  for (let tried = 0; tried < tryLimit; ) {
    const context = queue.shift();
    if (context === undefined) break;
    const record = toRecord(context);
    const key = JSON.stringify(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
    if (seen.has(key)) continue;
    seen.add(key);
    tried += 1;
    const { principal, action, resource } = draft;
    const request: AccessRequest = { principal, action, resource, ...(context.size === 0 ? {} : { context: record }) };
    const evaluation = decide(world, request);
    if (evaluation.decision === 'allowed') found.push({ kind: 'allowed', request, context, evaluation });
    if (found.length >= atMost) return found;
    if (evaluation.decision === 'dependsOn') undecided ??= { kind: 'dependsOn', request, dependsOn: evaluation.dependsOn ?? [] };
    else queue.push(...nextContexts(world, draft, context, evaluation));
  }
  if (found.length > 0 || undecided === undefined) return found;
  return [undecided];
}

function nextContexts(world: World, draft: RequestDraft, context: Context, evaluation: Evaluation): readonly Context[] {
  const valueOf = variablesOf(draft.principal, context);
  if (evaluation.decision === 'explicitDeny') {
    return denials(evaluation.matchedStatements).flatMap((statement) =>
      testsOf(statement).flatMap((test) => changes(draft, context, test, refuting(test, valueOf))),
    );
  }
  return standingInTheWay(world, draft, evaluation).flatMap((statement) => satisfied(draft, context, statement));
}

function denials(references: readonly StatementReference[]): readonly Statement[] {
  return references.filter(({ statement }) => statement.effect === 'Deny').map(({ statement }) => statement);
}

/** The Allow statements, with conditions, of the layer that did not allow. */
function standingInTheWay(world: World, { principal, action, resource }: RequestDraft, { decision, decidedBy }: Evaluation): readonly Statement[] {
  const layers = layersOf(world, principal, guardedRole({ action, resource }));
  const granting = [...(layers.identityPolicies ?? []), ...(layers.resourcePolicy === undefined ? [] : [layers.resourcePolicy])];
  const policies = decidedBy.kind === 'layer' ? policiesOf(layers[decidedBy.layer], decidedBy.level) : granting;
  // One that is allowed already may be allowed otherwise, too: a grant of another policy, say.
  return statementsAllowing(decision === 'allowed' ? granting : policies, action).filter(({ conditions }) => conditions.length > 0);
}

type LayerValue = Policy | readonly Policy[] | readonly (readonly Policy[])[] | undefined;

function policiesOf(layer: LayerValue, level = 0): readonly Policy[] {
  if (layer === undefined) return [];
  if ('statements' in layer) return [layer];
  const entry = layer[level];
  if (entry !== undefined && !('statements' in entry)) return entry;
  return layer.flatMap((policy) => ('statements' in policy ? [policy] : []));
}

function testsOf({ conditions }: Statement): readonly ConditionTest[] {
  return conditions.filter((clause) => clause.kind === 'test');
}

function changes({ fixed }: RequestDraft, context: Context, test: ConditionTest, wishes: readonly Wish[]): readonly Context[] {
  if (isDerived(test.key.id) || fixed(test.key.id)) return [];
  return wishes.map((wish) => withValue(context, test.key.text, wish));
}

/** Contexts in which all conditions of a statement come true: the first choice everywhere, then others one at a time. */
function satisfied(draft: RequestDraft, context: Context, statement: Statement): readonly Context[] {
  const tests = testsOf(statement);
  const choices = tests.map((test) => {
    const free = !isDerived(test.key.id) && !draft.fixed(test.key.id);
    return free ? satisfying(test, variablesOf(draft.principal, context)) : [];
  });
  const first = tests.reduce((reached, test, index) => apply(reached, test, choices[index]?.[0], (choices[index]?.length ?? 0) > 0), context);
  const others = tests.flatMap((test, index) => (choices[index] ?? []).slice(1).map((wish) => apply(first, test, wish, true)));
  return [first, ...others];
}

function apply(context: Context, test: ConditionTest, wish: Wish, free: boolean): Context {
  if (!free) return context;
  // A key that an earlier condition of the statement set is left alone by one that does without it.
  if (wish === undefined && context.has(test.key.id)) return context;
  return withValue(context, test.key.text, wish);
}
