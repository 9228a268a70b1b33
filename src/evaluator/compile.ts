import type { AccessRequest } from '../model/access-request.ts';
import type { Evaluation, EvaluationError, StatementReference } from '../model/evaluation.ts';
import type { PolicyInput, PolicySet } from '../model/policy-set.ts';
import { contextKeys } from './context-keys.ts';
import { decide } from './decide.ts';
import { explain } from './explain.ts';
import { planAction, type ActionPlan } from './plan.ts';
import { compileLayers } from './policy-layers.ts';
import { toPolicySet } from './policy-set-input.ts';
import { fillValues, readRequest } from './prepare-request.ts';
import type { KeyValue, RequestView } from './request-view.ts';

export interface EvaluateOptions {
  /** Say for each statement whether it applies, and if not, what failed; and which keys the request lacks. */
  readonly explain?: boolean;
}

/** Policies made ready for many requests. */
export interface CompiledPolicies {
  /** Decides one request. Never throws: a request that can't be read is `implicitDeny` with errors. */
  readonly evaluate: (request: AccessRequest, options?: EvaluateOptions) => Evaluation;
}

/** Plans of as many actions are kept as one program is likely to ask for. */
const planLimit = 10_000;

/**
 * Makes policies ready for many requests: patterns and condition values are read once, and what an
 * action leaves to be asked is remembered per action.
 *
 * A bare policy is an identity-based policy, or a resource-based one where its statements have
 * principals.
 */
export function compile(policies: PolicyInput | PolicySet): CompiledPolicies {
  const keys = contextKeys();
  const errors: EvaluationError[] = [];
  const layers = compileLayers(toPolicySet(policies), keys, errors);
  const values: KeyValue[] = [];
  const plans = new Map<string, ActionPlan>();

  const planOf = (action: string, request: RequestView): ActionPlan => {
    const known = plans.get(action);
    if (known !== undefined) return known;
    const plan = planAction(request.action, layers, request);
    if (plans.size >= planLimit) plans.clear();
    plans.set(action, plan);
    return plan;
  };

  const evaluate = (request: AccessRequest, options?: EvaluateOptions): Evaluation => {
    const read = readRequest(request);
    if (!read.ok) return invalid([...errors, ...read.errors.map((message) => ({ message }))]);
    const facts = read.request;
    const malformed = fillValues(values, keys, request, facts);
    if (malformed.length > 0) {
      const messages = malformed.map((key) => ({ message: `the value of \`${key}\` is neither text, number, Boolean nor a list of texts` }));
      return invalid([...errors, ...messages]);
    }
    const view: RequestView = {
      principal: facts.principal,
      action: plans.get(facts.action)?.action ?? facts.action.toLowerCase(),
      resource: facts.resource,
      values,
      hasBoundary: layers.boundary !== undefined,
      noted: undefined,
    };
    const plan = planOf(facts.action, view);
    const asked = plan.facts.onlyWildcard && view.resource !== '*' ? { ...view, resource: '*' } : view;
    const matchedStatements: StatementReference[] = [];
    const outcome = decide(plan, asked, facts.resourceAccount, matchedStatements);
    const evaluation = { ...outcome, matchedStatements, missingContextKeys: [], errors };
    const answered = outcome.decision === 'dependsOn' ? { ...evaluation, dependsOn: dependencies(plan, asked, facts.resourceAccount) } : evaluation;
    return options?.explain === true ? { ...answered, ...explain(layers, keys, asked) } : answered;
  };
  return { evaluate };
}

function invalid(errors: readonly EvaluationError[]): Evaluation {
  return { decision: 'implicitDeny', decidedBy: { kind: 'invalidRequest' }, matchedStatements: [], missingContextKeys: [], errors };
}

/** Asks again, and collects the names of what was not known. */
function dependencies(plan: ActionPlan, request: RequestView, resourceAccount: string | undefined): readonly string[] {
  const noted = new Set<string>();
  decide(plan, { ...request, noted }, resourceAccount, []);
  return [...noted].sort();
}
