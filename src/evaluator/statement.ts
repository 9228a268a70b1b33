import type { StatementReference } from '../model/evaluation.ts';
import type { Location } from '../model/location.ts';
import type { PolicyLayer } from '../model/policy-set.ts';
import { hasVariables, type Policy, type Statement } from '../model/policy.ts';
import type { SourceError } from '../model/source-error.ts';
import { anyAction, compileActions, type ActionTest } from './actions.ts';
import type { CompileContext } from './compile-context.ts';
import { compileClause, type CompiledClause } from './conditions.ts';
import type { ContextKeys } from './context-keys.ts';
import { compilePrincipal, type PrincipalTest } from './principal.ts';
import type { RequestView } from './request-view.ts';
import { compileResources, type ResourceTest } from './resources.ts';
import { and, NO, YES, type Tri } from './tri.ts';

export interface CompiledStatement {
  readonly reference: StatementReference;
  readonly effect: 'Allow' | 'Deny';
  /** Undefined where the policy's place says whom it concerns, and for a Deny whose principals could not be read. */
  readonly principal: PrincipalTest | undefined;
  readonly action: ActionTest;
  /** Undefined where the policy's place says on which resource, as in a role's trust policy. */
  readonly resource: ResourceTest | undefined;
  readonly clauses: readonly CompiledClause[];
  /** What is wrong with it. An Allow grants nothing then; a Deny holds for what could be read of it. */
  readonly problems: readonly SourceError[];
}

export interface StatementPlace {
  readonly layer: PolicyLayer;
  readonly level?: number;
  readonly policyIndex: number;
  readonly policy: Policy;
}

/** @param report takes what is without effect in it, though not malformed */
export function compileStatement(statement: Statement, place: StatementPlace, keys: ContextKeys, report: (message: string) => void): CompiledStatement {
  const context: CompileContext = { effect: statement.effect, keys, variables: hasVariables(place.policy), report };
  const problems = [...statement.problems, ...misplacedPrincipal(statement, place.layer)];
  const readable = (loc: Location): boolean => !problems.some((problem) => isInside(problem.loc, loc));
  const { principal, action, resource } = statement;
  return {
    reference: { ...place, statement },
    effect: statement.effect,
    principal: principal === undefined || !readable(principal.loc) ? undefined : compilePrincipal(principal, context),
    action: readable(action.loc) ? compileActions(action, context) : anyAction,
    resource: resource === undefined || !readable(resource.loc) ? undefined : compileResources(resource, context),
    clauses: statement.conditions.filter((clause) => readable(clause.loc)).map((clause) => compileClause(clause, context)),
    problems,
  };
}

function isInside(inner: Location, outer: Location): boolean {
  return inner.pointer === outer.pointer || inner.pointer.startsWith(`${outer.pointer}/`);
}

/** A parsed policy may have been read without regard to where it is attached. */
function misplacedPrincipal({ principal, problems, loc }: Statement, layer: PolicyLayer): readonly SourceError[] {
  const named = layer === 'resourcePolicy' || layer === 'resourceControlPolicies' || layer === 'vpcEndpointPolicy';
  if (named === (principal !== undefined)) return [];
  const code = named ? 'missing-principal' : 'principal-not-allowed';
  if (problems.some((problem) => problem.code === code)) return [];
  return [
    named || principal === undefined
      ? { code, message: 'the statement has no `Principal`', loc }
      : { code, message: `the statement stands where a policy has no \`${principal.kind}\``, loc: principal.keyLoc },
  ];
}

/** Resource and conditions, in the order that is likely to fail soonest. */
export function matchesBody(statement: CompiledStatement, request: RequestView): Tri {
  let result: Tri = statement.resource === undefined ? YES : statement.resource(request);
  for (const clause of statement.clauses) {
    if (result === NO) return NO;
    result = and(result, clause.test(request));
  }
  return result;
}
