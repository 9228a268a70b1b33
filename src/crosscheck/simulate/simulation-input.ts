import type { SimulateCustomPolicyRequest, SimulatePrincipalPolicyRequest } from '@aws-sdk/client-iam';
import type { Policy } from '../../model/policy.ts';
import { policyText } from '../render/policy-text.ts';
import { contextEntries } from './context-entries.ts';
import { notSimulated } from './limits.ts';
import type { SimulationQuestion } from './question.ts';

/** A question but for its action and resource: requests with the same rest share calls. */
export type SimulationRest =
  | { readonly operation: 'SimulateCustomPolicy'; readonly input: Omit<SimulateCustomPolicyRequest, 'ActionNames' | 'ResourceArns'> }
  | { readonly operation: 'SimulatePrincipalPolicy'; readonly input: Omit<SimulatePrincipalPolicyRequest, 'ActionNames' | 'ResourceArns'> };

export type SimulationInput = { readonly ok: true; readonly rest: SimulationRest } | { readonly ok: false; readonly reason: string };

/** Characters of one document, whitespace included: https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulateCustomPolicy.html */
const MAX_DOCUMENT = 131_072;

/** A question as the simulator takes it, or why it doesn't. */
export function simulationInput(question: SimulationQuestion): SimulationInput {
  const limit = notSimulated(question);
  if (limit !== undefined) return { ok: false, reason: limit };
  const context = contextEntries(question.request, question.policies);
  if (!context.ok) return context;
  const reasons: string[] = [];
  const write = (policy: Policy): string => {
    const written = policyText([policy]);
    if (!written.ok) reasons.push(`a policy can't be put to the simulator: ${written.reason}`);
    else if (written.text.length > MAX_DOCUMENT) reasons.push(`a policy is longer than the ${MAX_DOCUMENT} characters that the simulator takes`);
    return written.ok ? written.text : '';
  };
  const rest = restOf(question, write, context.entries.length === 0 ? {} : { ContextEntries: [...context.entries] });
  const [reason] = reasons;
  return reason === undefined ? { ok: true, rest } : { ok: false, reason };
}

function restOf({ request, policies, livePrincipal }: SimulationQuestion, write: (policy: Policy) => string, context: Pick<SimulateCustomPolicyRequest, 'ContextEntries'>): SimulationRest {
  const { identityPolicies = [], permissionsBoundary, serviceControlPolicies = [], resourcePolicy } = policies;
  const caller = typeof request.principal === 'string' ? request.principal : undefined;
  const guarded =
    resourcePolicy === undefined
      ? {}
      : {
          ResourcePolicy: write(resourcePolicy),
          ...(caller === undefined ? {} : { CallerArn: caller }),
        };
  const { resourceAccount } = request;
  if (livePrincipal !== undefined) {
    const owner = resourcePolicy === undefined || resourceAccount === undefined ? {} : { ResourceOwner: resourceAccount };
    return { operation: 'SimulatePrincipalPolicy', input: { PolicySourceArn: livePrincipal, ...guarded, ...owner, ...context } };
  }
  // One operation takes the account's ID, the other its ARN.
  const owner = resourcePolicy === undefined || resourceAccount === undefined ? {} : { ResourceOwner: `arn:aws:iam::${resourceAccount}:root` };
  return {
    operation: 'SimulateCustomPolicy',
    input: {
      PolicyInputList: identityPolicies.map(write),
      ...(permissionsBoundary === undefined ? {} : { PermissionsBoundaryPolicyInputList: [write(permissionsBoundary)] }),
      ...(serviceControlPolicies.length === 0
        ? {}
        : { OrderedOrganizationPolicyInputList: serviceControlPolicies.map((level) => ({ ServiceControlPolicyInputList: level.map(write) })) }),
      ...guarded,
      ...owner,
      ...context,
    },
  };
}
