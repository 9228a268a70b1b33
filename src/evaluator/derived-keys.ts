import { parseArn } from '../model/arn.ts';
import type { RequestPrincipal } from '../model/request-principal.ts';

/** What a request says of itself, from which AWS fills in condition keys. */
export interface RequestFacts {
  readonly principal: RequestPrincipal;
  readonly resource: string;
  readonly resourceAccount: string | undefined;
}

export type Derivation = (facts: RequestFacts) => string | undefined;

/**
 * Condition keys that follow from the caller and the resource, by lower-case name. A caller that
 * signs no request has few of them.
 *
 * Sources: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html,
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable
 */
export const derivedKeys: ReadonlyMap<string, Derivation> = new Map<string, Derivation>([
  ['aws:principalarn', ({ principal }) => principalArn(principal)],
  ['aws:principalaccount', ({ principal }) => principalAccount(principal)],
  ['kms:calleraccount', ({ principal }) => principalAccount(principal)],
  ['aws:principaltype', ({ principal }) => principalType(principal)],
  ['aws:username', ({ principal }) => (principal.kind === 'user' ? principal.name : undefined)],
  ['aws:userid', ({ principal }) => userId(principal)],
  ['aws:principalisawsservice', ({ principal }) => isAwsService(principal)],
  ['aws:principalservicename', ({ principal }) => (principal.kind === 'service' ? principal.service : undefined)],
  ['aws:resourceaccount', ({ resourceAccount }) => resourceAccount],
  ['aws:requestedregion', ({ resource }) => region(resource)],
]);

/** A global resource has none. */
function region(resource: string): string | undefined {
  const found = parseArn(resource)?.region;
  return found === '' ? undefined : found;
}

/** Of a session, the ARN of its role. */
export function principalArn(principal: RequestPrincipal): string | undefined {
  switch (principal.kind) {
    case 'roleSession':
      return principal.roleArn;
    case 'root':
    case 'user':
    case 'federatedUser':
    case 'otherArn':
      return principal.arn;
    case 'anonymous':
    case 'federated':
    case 'service':
    case 'canonicalUser':
      return undefined;
  }
}

/** The account that the caller belongs to, if it is an identity of IAM or STS. */
export function principalAccount(principal: RequestPrincipal): string | undefined {
  switch (principal.kind) {
    case 'roleSession':
    case 'root':
    case 'user':
    case 'federatedUser':
    case 'otherArn':
      return principal.accountId;
    case 'anonymous':
    case 'federated':
    case 'service':
    case 'canonicalUser':
      return undefined;
  }
}

function principalType(principal: RequestPrincipal): string | undefined {
  switch (principal.kind) {
    case 'roleSession':
      return 'AssumedRole';
    case 'root':
      return 'Account';
    case 'user':
      return 'User';
    case 'federatedUser':
      return 'FederatedUser';
    case 'anonymous':
      return 'Anonymous';
    case 'federated':
    case 'service':
    case 'canonicalUser':
    case 'otherArn':
      return undefined;
  }
}

/** Users and roles have unique IDs that no ARN tells. */
function userId(principal: RequestPrincipal): string | undefined {
  switch (principal.kind) {
    case 'root':
      return principal.accountId;
    case 'federatedUser':
      return `${principal.accountId}:${principal.name}`;
    case 'anonymous':
      return 'anonymous';
    case 'user':
    case 'roleSession':
    case 'federated':
    case 'service':
    case 'canonicalUser':
    case 'otherArn':
      return undefined;
  }
}

/** Requests that nobody signed don't have the key. */
function isAwsService(principal: RequestPrincipal): string | undefined {
  switch (principal.kind) {
    case 'service':
      return 'true';
    case 'user':
    case 'root':
    case 'roleSession':
    case 'federatedUser':
    case 'canonicalUser':
    case 'otherArn':
      return 'false';
    case 'anonymous':
    case 'federated':
      return undefined;
  }
}
