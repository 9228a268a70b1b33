import { readPolicyInput } from '../model/policy-input.ts';
import { readPolicySet } from '../model/policy-set-input.ts';
import { LAYERS, type PolicyInput, type PolicyLayer, type PolicySet } from '../model/policy-set.ts';
import type { Policy, UnseenPart } from '../model/policy.ts';
import type { EvaluationError, StatementReference } from '../model/evaluation.ts';
import type { UnknownValue } from '../model/unknown-value.ts';

/** The policies of one layer, or of one level of it. */
export interface Layer {
  readonly layer: PolicyLayer;
  readonly level?: number;
  readonly statements: readonly StatementReference[];
  /** Statements that the template does not tell. */
  readonly unseen: readonly UnseenPart[];
}

export interface Layers {
  readonly identity: Layer | undefined;
  readonly boundary: Layer | undefined;
  readonly session: Layer | undefined;
  readonly resource: Layer | undefined;
  readonly endpoint: Layer | undefined;
  readonly serviceControl: readonly Layer[];
  readonly resourceControl: readonly Layer[];
}

export type Policies = PolicyInput | PolicySet;

/**
 * A bare policy is an identity-based policy, or a resource-based one where its statements have principals.
 * Of a set that can't be read nothing is known: its one policy has a statement that nobody has seen.
 */
export function toPolicySet(policies: Policies): PolicySet {
  const errors: EvaluationError[] = [];
  const set = readPolicySet(policies, errors);
  const [error] = errors;
  if (error === undefined) return set;
  const unknown: UnknownValue = { name: 'policy set', reason: error.message, shape: { kind: 'anyText' } };
  const loc = { pointer: '' };
  return { identityPolicies: [{ statements: [], unseen: [{ unknown, loc }], loc }] };
}

/** The set with its documents parsed. */
export function parseSet(set: PolicySet): PolicySet<Policy> {
  const one = (layer: PolicyLayer, input: PolicyInput): Policy => readPolicyInput(input, LAYERS[layer].type).policy;
  const { identityPolicies, permissionsBoundary, sessionPolicies, resourcePolicy, serviceControlPolicies, resourceControlPolicies, vpcEndpointPolicy } = set;
  return {
    ...(identityPolicies === undefined ? {} : { identityPolicies: identityPolicies.map((input) => one('identityPolicies', input)) }),
    ...(permissionsBoundary === undefined ? {} : { permissionsBoundary: one('permissionsBoundary', permissionsBoundary) }),
    ...(sessionPolicies === undefined ? {} : { sessionPolicies: sessionPolicies.map((input) => one('sessionPolicies', input)) }),
    ...(resourcePolicy === undefined ? {} : { resourcePolicy: one('resourcePolicy', resourcePolicy) }),
    ...(serviceControlPolicies === undefined
      ? {}
      : { serviceControlPolicies: serviceControlPolicies.map((level) => level.map((input) => one('serviceControlPolicies', input))) }),
    ...(resourceControlPolicies === undefined
      ? {}
      : { resourceControlPolicies: resourceControlPolicies.map((level) => level.map((input) => one('resourceControlPolicies', input))) }),
    ...(vpcEndpointPolicy === undefined ? {} : { vpcEndpointPolicy: one('vpcEndpointPolicy', vpcEndpointPolicy) }),
  };
}

export function policiesOf(set: PolicySet<Policy>): readonly Policy[] {
  return [
    ...(set.identityPolicies ?? []),
    ...(set.permissionsBoundary === undefined ? [] : [set.permissionsBoundary]),
    ...(set.sessionPolicies ?? []),
    ...(set.resourcePolicy === undefined ? [] : [set.resourcePolicy]),
    ...(set.serviceControlPolicies ?? []).flat(),
    ...(set.resourceControlPolicies ?? []).flat(),
    ...(set.vpcEndpointPolicy === undefined ? [] : [set.vpcEndpointPolicy]),
  ];
}

export function layersOf(set: PolicySet<Policy>): Layers {
  const one = (layer: PolicyLayer, policy: Policy | undefined): Layer | undefined => (policy === undefined ? undefined : layerOf(layer, [policy]));
  const many = (layer: PolicyLayer, policies: readonly Policy[] | undefined): Layer | undefined => (policies === undefined ? undefined : layerOf(layer, policies));
  const levels = (layer: PolicyLayer, policies: readonly (readonly Policy[])[] | undefined): readonly Layer[] =>
    (policies ?? []).map((level, index) => layerOf(layer, level, index));
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

function layerOf(layer: PolicyLayer, policies: readonly Policy[], level?: number): Layer {
  const at = level === undefined ? { layer } : { layer, level };
  return {
    ...at,
    statements: policies.flatMap((policy, policyIndex) => policy.statements.map((statement) => ({ ...at, policyIndex, policy, statement }))),
    unseen: policies.flatMap(({ unseen }) => unseen),
  };
}
