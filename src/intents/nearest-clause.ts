import type { AccessRequest } from '../model/access-request.ts';
import type { MismatchReason, StatementExplanation } from '../model/evaluation.ts';
import type { Location } from '../model/location.ts';
import type { Policy } from '../model/policy.ts';
import type { PolicySet } from '../model/policy-set.ts';
import { evaluate } from '../evaluator/index.ts';

/** Further down means nearer: what failed last. */
const ORDER: Readonly<Record<MismatchReason['element'], number>> = {
  Principal: 0,
  NotPrincipal: 0,
  Action: 1,
  NotAction: 1,
  Resource: 2,
  NotResource: 2,
  Condition: 3,
};

/** The clause of a bound that comes nearest to covering a request which it doesn't cover. */
export function nearestClause(bound: PolicySet<Policy>, request: AccessRequest): Location | undefined {
  const { explanation = [] } = evaluate(bound, request, { explain: true });
  let nearest: StatementExplanation | undefined;
  for (const candidate of explanation) {
    if (candidate.statement.statement.effect !== 'Allow' || candidate.because === undefined) continue;
    if (nearest?.because === undefined || ORDER[candidate.because.element] > ORDER[nearest.because.element]) nearest = candidate;
  }
  return nearest === undefined ? undefined : clauseLocation(nearest);
}

function clauseLocation({ statement: { statement }, because }: StatementExplanation): Location {
  switch (because?.element) {
    case 'Condition':
      return because.clause.loc;
    case 'Resource':
    case 'NotResource':
      return statement.resource?.loc ?? statement.loc;
    case 'Action':
    case 'NotAction':
      return statement.action.loc;
    case 'Principal':
    case 'NotPrincipal':
      return statement.principal?.loc ?? statement.loc;
    case undefined:
      return statement.loc;
  }
}

/** The statement that covers a request. */
export function matchingClause(bound: PolicySet<Policy>, request: AccessRequest): Location | undefined {
  return evaluate(bound, request).matchedStatements.find(({ statement }) => statement.effect === 'Allow')?.statement.loc;
}
