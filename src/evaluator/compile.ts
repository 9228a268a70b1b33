import type { AccessRequest } from '../model/access-request.ts';
import type { Evaluation, EvaluationError, StatementReference } from '../model/evaluation.ts';
import type { PolicyInput, PolicySet } from '../model/policy-set.ts';
import { decide } from './decide.ts';
import { explain } from './explain.ts';
import { planAction, type ActionPlan } from './plan.ts';
import { compileLayers } from './policy-layers.ts';
import { policyStore, type PolicyStore } from './policy-store.ts';
import { readPolicySet } from '../model/policy-set-input.ts';
import { keyValues } from './key-values.ts';
import { readRequest } from './read-request.ts';
import type { RequestView } from './request-view.ts';

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
  return compileWith(policies, policyStore());
}

/**
 * Makes sets of policies ready that have policies in common: one that is in several of them, in the same place, is
 * compiled once. Keys are told as the first of them all writes them, and the missing ones may be more than a set by
 * itself asks for. Whoever changes a policy afterwards has to pass a new one.
 */
export function compiler(): (policies: PolicyInput | PolicySet) => CompiledPolicies {
  const store = policyStore();
  return (policies) => compileWith(policies, store);
}

function compileWith(policies: PolicyInput | PolicySet, store: PolicyStore): CompiledPolicies {
  const errors: EvaluationError[] = [];
  const layers = compileLayers(readPolicySet(policies, errors), store, errors);
  const { keys } = store;
  const hasBoundary = layers.boundary !== undefined;
  const values = keyValues(keys);
  const plans = new Map<string, ActionPlan>();

  /** Plans are found by the action as the request writes it, which saves both reading and lower case. */
  const newPlan = (action: string): ActionPlan => {
    const plan = planAction(action.toLowerCase(), layers);
    if (plans.size >= planLimit) plans.clear();
    plans.set(action, plan);
    return plan;
  };

  const evaluate = (request: AccessRequest, options?: EvaluateOptions): Evaluation => {
    if (!isObject(request)) return invalid(errors, ['expected a request: an object with `principal`, `action` and `resource`']);
    let plan = plans.get(request.action);
    const read = readRequest(request, plan !== undefined);
    if (!read.ok) return invalid(errors, read.errors);
    const facts = read.request;
    const malformed = values.fill(request, facts);
    if (malformed !== undefined) return invalid(errors, malformed);
    plan ??= newPlan(request.action);
    const view: RequestView = {
      principal: facts.principal,
      action: plan.action,
      resource: plan.facts.onlyWildcard ? '*' : facts.resource,
      values: values.current,
      hasBoundary,
      noted: undefined,
    };
    const matchedStatements: StatementReference[] = [];
    const { decision, decidedBy } = decide(plan, view, facts.resourceAccount, matchedStatements);
    const evaluation: Evaluation = { decision, decidedBy, matchedStatements, missingContextKeys: nothingMissing, errors };
    if (decision !== 'dependsOn' && options?.explain !== true) return evaluation;
    return {
      ...evaluation,
      ...(decision === 'dependsOn' ? { dependsOn: dependencies(plan, view, facts.resourceAccount) } : {}),
      ...(options?.explain === true ? explain(layers, keys, view) : {}),
    };
  };
  return { evaluate };
}

const nothingMissing: readonly string[] = [];

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

function invalid(ofPolicies: readonly EvaluationError[], messages: readonly string[]): Evaluation {
  const errors = [...ofPolicies, ...messages.map((message) => ({ message }))];
  return { decision: 'implicitDeny', decidedBy: { kind: 'invalidRequest' }, matchedStatements: [], missingContextKeys: [], errors };
}

/** Asks again, and collects the names of what was not known. */
function dependencies(plan: ActionPlan, request: RequestView, resourceAccount: string | undefined): readonly string[] {
  const noted = new Set<string>();
  decide(plan, { ...request, noted }, resourceAccount, []);
  return [...noted].sort();
}
