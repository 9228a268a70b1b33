import type { AccessAnalyzer } from '@aws-sdk/client-accessanalyzer';
import type { IAM } from '@aws-sdk/client-iam';
import type { Operation, Requests } from './operations.ts';

/** How the SDK's clients are asked, operation by operation. */
export type Calls<Names extends Operation> = { readonly [Name in Names]: (input: Requests[Name]) => Promise<object> };

export type AccessAnalyzerOperation = 'ValidatePolicy' | 'CheckAccessNotGranted' | 'CheckNoNewAccess' | 'CheckNoPublicAccess';
export type IamOperation = Exclude<Operation, AccessAnalyzerOperation>;

export function accessAnalyzerCalls(client: AccessAnalyzer): Calls<AccessAnalyzerOperation> {
  return {
    ValidatePolicy: (input) => client.validatePolicy(input),
    CheckAccessNotGranted: (input) => client.checkAccessNotGranted(input),
    CheckNoNewAccess: (input) => client.checkNoNewAccess(input),
    CheckNoPublicAccess: (input) => client.checkNoPublicAccess(input),
  };
}

export function iamCalls(client: IAM): Calls<IamOperation> {
  return {
    SimulateCustomPolicy: (input) => client.simulateCustomPolicy(input),
    SimulatePrincipalPolicy: (input) => client.simulatePrincipalPolicy(input),
    GetAccountAuthorizationDetails: (input) => client.getAccountAuthorizationDetails(input),
    GetRole: (input) => client.getRole(input),
    ListRolePolicies: (input) => client.listRolePolicies(input),
    GetRolePolicy: (input) => client.getRolePolicy(input),
    ListAttachedRolePolicies: (input) => client.listAttachedRolePolicies(input),
    GetUser: (input) => client.getUser(input),
    ListUserPolicies: (input) => client.listUserPolicies(input),
    GetUserPolicy: (input) => client.getUserPolicy(input),
    ListAttachedUserPolicies: (input) => client.listAttachedUserPolicies(input),
    ListGroupsForUser: (input) => client.listGroupsForUser(input),
    ListGroupPolicies: (input) => client.listGroupPolicies(input),
    GetGroupPolicy: (input) => client.getGroupPolicy(input),
    ListAttachedGroupPolicies: (input) => client.listAttachedGroupPolicies(input),
    GetPolicy: (input) => client.getPolicy(input),
    GetPolicyVersion: (input) => client.getPolicyVersion(input),
  };
}
