import type { StatementReference } from '../model/evaluation.ts';
import type { LayerPlan, PlannedStatement } from './plan.ts';
import { namedAtAll, type Named } from './principal.ts';
import type { RequestView } from './request-view.ts';
import { matchesBody } from './statement.ts';
import { and, MAYBE, NO, or, YES, type Tri } from './tri.ts';

/** Whether a statement applies to the request, principals left aside. */
function matches(planned: PlannedStatement, request: RequestView): Tri {
  const body = matchesBody(planned.statement, request);
  if (!planned.actionIsUnknown || body === NO) return body;
  planned.statement.action(request.action, request);
  return MAYBE;
}

function noteUnseen(plan: LayerPlan, request: RequestView): void {
  if (request.noted === undefined) return;
  for (const name of plan.layer.unseen) request.noted.add(name);
}

/** Whether any statement of the layer denies. Those that do for certain are added to `matched`. */
export function denies(plan: LayerPlan, request: RequestView, matched: StatementReference[]): Tri {
  return anyApplies(plan.denies, plan, request, matched);
}

/** Whether any statement of the layer allows. */
export function allows(plan: LayerPlan, request: RequestView, matched: StatementReference[]): Tri {
  return anyApplies(plan.allows, plan, request, matched);
}

function anyApplies(statements: readonly PlannedStatement[], plan: LayerPlan, request: RequestView, matched: StatementReference[]): Tri {
  let result: Tri = NO;
  for (const planned of statements) {
    const { principal } = planned.statement;
    const named = principal === undefined ? YES : namedAtAll(principal(request));
    if (named === NO) continue;
    const applies = and(named, matches(planned, request));
    if (applies === YES) matched.push(planned.statement.reference);
    result = or(result, applies);
  }
  if (plan.layer.unseen.length > 0 && result === NO) {
    noteUnseen(plan, request);
    return MAYBE;
  }
  return result;
}

const nothing: Named = { direct: NO, role: NO, account: NO };

/** What a resource-based policy allows, by how it names the caller. */
export function grants(plan: LayerPlan, request: RequestView, matched: StatementReference[]): Named {
  let result = nothing;
  for (const planned of plan.allows) {
    const named = planned.statement.principal?.(request);
    if (named === undefined || namedAtAll(named) === NO) continue;
    const body = matches(planned, request);
    if (body === NO) continue;
    if (body === YES && namedAtAll(named) === YES) matched.push(planned.statement.reference);
    result =
      result === nothing && body === YES
        ? named
        : {
            direct: or(result.direct, and(named.direct, body)),
            role: or(result.role, and(named.role, body)),
            account: or(result.account, and(named.account, body)),
          };
  }
  if (plan.layer.unseen.length > 0 && result.direct === NO) {
    noteUnseen(plan, request);
    return { ...result, direct: MAYBE };
  }
  return result;
}
