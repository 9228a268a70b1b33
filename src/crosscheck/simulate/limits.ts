import { principalAccount } from '../../evaluator/derived-keys.ts';
import { parseArn } from '../../model/arn.ts';
import type { PolicyLayer, PolicySet } from '../../model/policy-set.ts';
import type { Policy } from '../../model/policy.ts';
import { parseRequestPrincipal, type RequestPrincipal } from '../../model/request-principal.ts';
import type { SimulationQuestion } from './question.ts';

/** What the simulator takes no policies of. */
const IGNORED_LAYERS: Readonly<Partial<Record<PolicyLayer, string>>> = {
  sessionPolicies: 'the simulator takes no session policies',
  resourceControlPolicies: 'the simulator takes no resource control policies',
  vpcEndpointPolicy: 'the simulator takes no policies of VPC endpoints',
};

/**
 * Why a request can't be put to the simulator, or why its answer would be to another question.
 *
 * Sources: https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulateCustomPolicy.html,
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_testing-policies.html
 */
export function notSimulated({ request, policies, livePrincipal, incomplete }: SimulationQuestion): string | undefined {
  if (incomplete === true) return 'not all policies of the principal could be read';
  const parsed = parseRequestPrincipal(request.principal);
  if (!parsed.ok) return parsed.message;
  const { principal } = parsed;
  const { action, resource } = request;
  for (const [layer, reason] of Object.entries(IGNORED_LAYERS)) if (layer in policies) return reason;
  if (principal.kind !== 'user' && principal.kind !== 'roleSession') return `the simulator takes users, groups and roles as callers, and the caller is ${callerText(principal)}`;
  if (policies.resourcePolicy !== undefined) {
    if (/^sts:AssumeRole/i.test(action) || /^arn:[^:]*:iam:[^:]*:[^:]*:role\//.test(resource)) return 'the simulator takes no trust policies';
    if (principal.kind === 'roleSession') return 'the simulator takes no resource policies where the caller is a role';
    if (resource === '*') return 'the simulator takes a resource policy only with the resource that it guards';
  } else if (isCrossAccount(principal, resource, request.resourceAccount)) {
    return 'the simulator does not ask the owner of a resource where it is given no resource policy, and this one is of another account';
  }
  if (livePrincipal === undefined && (policies.identityPolicies ?? []).length === 0) return 'the simulator needs a policy of the caller';
  if (action.length > 128 || !/^[a-z0-9-]+:[^:*?\s]+$/i.test(action)) return `the simulator takes names of actions, and \`${action}\` is none`;
  return levelsReason(policies, livePrincipal);
}

function levelsReason({ serviceControlPolicies = [], permissionsBoundary }: PolicySet<Policy>, livePrincipal: string | undefined): string | undefined {
  if (serviceControlPolicies.some((level) => level.length === 0)) return 'the simulator takes no level without service control policies';
  if (livePrincipal !== undefined && serviceControlPolicies.length > 0) return "the simulator takes the account's own service control policies where it looks up a principal";
  return permissionsBoundary?.statements.length === 0 ? 'the simulator takes no permissions boundary without statements' : undefined;
}

function isCrossAccount(principal: RequestPrincipal, resource: string, resourceAccount: string | undefined): boolean {
  const caller = principalAccount(principal);
  const named = parseArn(resource)?.account;
  const owner = resourceAccount ?? (named !== undefined && /^\d{12}$/.test(named) ? named : undefined);
  return caller !== undefined && owner !== undefined && caller !== owner;
}

function callerText(principal: RequestPrincipal): string {
  switch (principal.kind) {
    case 'anonymous':
      return 'anonymous';
    case 'root':
      return "an account's root user";
    case 'federatedUser':
      return 'a federated user';
    case 'federated':
      return 'of an identity provider';
    case 'service':
      return 'a service';
    case 'canonicalUser':
    case 'otherArn':
    case 'user':
    case 'roleSession':
      return 'of another kind';
  }
}
