import type { PolicyDocument } from './generated/policy-document.generated.ts';
import type { Policy, PolicyType } from './policy.ts';

/** A policy as the API takes it: parsed, or a plain document. */
export type PolicyInput = Policy | PolicyDocument;

/**
 * All policies that bear on a request. A layer that is absent does not limit; one that is present but
 * empty allows nothing.
 */
export interface PolicySet<P = PolicyInput> {
  /** Attached to the caller: inline, managed and from groups. */
  readonly identityPolicies?: readonly P[];
  readonly permissionsBoundary?: P;
  readonly sessionPolicies?: readonly P[];
  /** The resource's own policy: a bucket policy, key policy or, for `sts:AssumeRole…`, the role's trust policy. */
  readonly resourcePolicy?: P;
  /** One inner list per level, root first, then the OUs, the account last. */
  readonly serviceControlPolicies?: readonly (readonly P[])[];
  readonly resourceControlPolicies?: readonly (readonly P[])[];
  /** Only for requests that pass the endpoint. */
  readonly vpcEndpointPolicy?: P;
}

export type PolicyLayer = keyof PolicySet;

/** What the policies of each layer are, and how they are listed. A role's trust policy is a resource policy too. */
export const LAYERS: Readonly<Record<PolicyLayer, { readonly type: PolicyType; readonly listed: 'one' | 'list' | 'levels' }>> = {
  identityPolicies: { type: 'identity', listed: 'list' },
  permissionsBoundary: { type: 'identity', listed: 'one' },
  sessionPolicies: { type: 'identity', listed: 'list' },
  resourcePolicy: { type: 'resource', listed: 'one' },
  serviceControlPolicies: { type: 'scp', listed: 'levels' },
  resourceControlPolicies: { type: 'rcp', listed: 'levels' },
  vpcEndpointPolicy: { type: 'resource', listed: 'one' },
};
