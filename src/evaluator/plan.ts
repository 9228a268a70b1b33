import { actionFacts, type ActionFacts } from './action-facts.ts';
import { allLayers, type CompiledLayer, type CompiledLayers } from './policy-layers.ts';
import type { RequestView } from './request-view.ts';
import type { CompiledStatement } from './statement.ts';
import { MAYBE, NO } from './tri.ts';

/** The statements of a layer that can apply to one action. */
export interface LayerPlan {
  readonly layer: CompiledLayer;
  readonly allows: readonly PlannedStatement[];
  readonly denies: readonly PlannedStatement[];
}

export interface PlannedStatement {
  readonly statement: CompiledStatement;
  /** Whether the action matches hangs on an unresolved value. */
  readonly actionIsUnknown: boolean;
}

/** What is left to ask about a request once its action is known; made once per action. */
export interface ActionPlan {
  readonly action: string;
  readonly facts: ActionFacts;
  /** Role trust policies and key policies: no identity policy replaces them. */
  readonly resourcePolicyDecides: boolean;
  readonly identity: LayerPlan | undefined;
  readonly boundary: LayerPlan | undefined;
  readonly session: LayerPlan | undefined;
  readonly resource: LayerPlan | undefined;
  /** Layers that limit whatever grants: for callers that SCPs bind, and for the others. */
  readonly limiting: readonly LayerPlan[];
  readonly limitingAnyone: readonly LayerPlan[];
  /** All layers that can deny. */
  readonly denying: readonly LayerPlan[];
}

export function planAction(action: string, layers: CompiledLayers): ActionPlan {
  const plans = new Map<CompiledLayer, LayerPlan>();
  for (const layer of allLayers(layers)) plans.set(layer, planLayer(action, layer));
  const planOf = (layer: CompiledLayer | undefined): LayerPlan | undefined => (layer === undefined ? undefined : plans.get(layer));
  const endpoint = planOf(layers.endpoint);
  const limitingAnyone = endpoint === undefined ? [] : [endpoint];
  return {
    action,
    facts: actionFacts(action),
    resourcePolicyDecides: action.startsWith('kms:') || action.startsWith('sts:'),
    identity: planOf(layers.identity),
    boundary: planOf(layers.boundary),
    session: planOf(layers.session),
    resource: planOf(layers.resource),
    limiting: [...layers.serviceControl.flatMap((layer) => planOf(layer) ?? []), ...limitingAnyone],
    limitingAnyone,
    denying: [...plans.values()].filter((plan) => plan.denies.length > 0 || plan.layer.unseen.length > 0),
  };
}

/** Actions have no variables: whether one matches hangs on nothing else of a request. */
const actionAlone: RequestView = { principal: { kind: 'anonymous' }, action: '', resource: '', values: [], hasBoundary: false, noted: undefined };

function planLayer(action: string, layer: CompiledLayer): LayerPlan {
  const allows: PlannedStatement[] = [];
  const denies: PlannedStatement[] = [];
  for (const statement of layer.statements) {
    if (statement.effect === 'Allow' && statement.problems.length > 0) continue;
    const matched = statement.action(action, actionAlone);
    if (matched === NO) continue;
    (statement.effect === 'Allow' ? allows : denies).push({ statement, actionIsUnknown: matched === MAYBE });
  }
  return { layer, allows, denies };
}
