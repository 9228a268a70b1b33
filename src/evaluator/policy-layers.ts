import type { EvaluationError } from '../model/evaluation.ts';
import type { PolicyInput, PolicyLayer, PolicySet } from '../model/policy-set.ts';
import type { PolicyStore } from './policy-store.ts';
import type { CompiledStatement } from './statement.ts';

/** The policies of one layer, or of one level of a layer that has levels, compiled. */
export interface CompiledLayer {
  readonly layer: PolicyLayer;
  readonly level?: number;
  readonly statements: readonly CompiledStatement[];
  /** Names of statements that the template does not tell: each may allow or deny anything. */
  readonly unseen: readonly string[];
}

export interface CompiledLayers {
  readonly identity: CompiledLayer | undefined;
  readonly boundary: CompiledLayer | undefined;
  readonly session: CompiledLayer | undefined;
  readonly resource: CompiledLayer | undefined;
  readonly endpoint: CompiledLayer | undefined;
  /** By level, root first. */
  readonly serviceControl: readonly CompiledLayer[];
  readonly resourceControl: readonly CompiledLayer[];
}

export function compileLayers(set: PolicySet, store: PolicyStore, errors: EvaluationError[]): CompiledLayers {
  const compile = (layer: PolicyLayer, policies: readonly PolicyInput[], level?: number): CompiledLayer => {
    const at = level === undefined ? { layer } : { layer, level };
    const statements: CompiledStatement[] = [];
    const unseen: string[] = [];
    for (const [policyIndex, input] of policies.entries()) {
      const compiled = store.compiled(input, { ...at, policyIndex });
      errors.push(...compiled.errors);
      unseen.push(...compiled.unseen);
      statements.push(...compiled.statements);
    }
    return { ...at, statements, unseen };
  };
  const one = (layer: PolicyLayer, policy: PolicyInput | undefined): CompiledLayer | undefined =>
    policy === undefined ? undefined : compile(layer, [policy]);
  const many = (layer: PolicyLayer, policies: readonly PolicyInput[] | undefined): CompiledLayer | undefined =>
    policies === undefined ? undefined : compile(layer, policies);
  const levels = (layer: PolicyLayer, policies: readonly (readonly PolicyInput[])[] | undefined): readonly CompiledLayer[] =>
    (policies ?? []).map((level, index) => compile(layer, level, index));
  return {
    identity: many('identityPolicies', set.identityPolicies),
    boundary: one('permissionsBoundary', set.permissionsBoundary),
    session: many('sessionPolicies', set.sessionPolicies),
    resource: one('resourcePolicy', set.resourcePolicy),
    endpoint: one('vpcEndpointPolicy', set.vpcEndpointPolicy),
    serviceControl: levels('serviceControlPolicies', set.serviceControlPolicies),
    resourceControl: levels('resourceControlPolicies', set.resourceControlPolicies),
  };
}

/** In the order in which a denial is attributed. */
export function allLayers(layers: CompiledLayers): readonly CompiledLayer[] {
  const single = [layers.resource, layers.identity, layers.boundary, layers.session, layers.endpoint];
  return [...layers.serviceControl, ...layers.resourceControl, ...single.filter((layer) => layer !== undefined)];
}
