import type {
  CheckAccessNotGrantedRequest,
  CheckNoNewAccessRequest,
  CheckNoPublicAccessRequest,
  ValidatePolicyRequest,
} from '@aws-sdk/client-accessanalyzer';
import type {
  GetAccountAuthorizationDetailsRequest,
  GetGroupPolicyRequest,
  GetPolicyRequest,
  GetPolicyVersionRequest,
  GetRolePolicyRequest,
  GetRoleRequest,
  GetUserPolicyRequest,
  GetUserRequest,
  ListAttachedGroupPoliciesRequest,
  ListAttachedRolePoliciesRequest,
  ListAttachedUserPoliciesRequest,
  ListGroupPoliciesRequest,
  ListGroupsForUserRequest,
  ListRolePoliciesRequest,
  ListUserPoliciesRequest,
  SimulateCustomPolicyRequest,
  SimulatePrincipalPolicyRequest,
} from '@aws-sdk/client-iam';
import type {
  AccessCheckResponse,
  AccountAuthorizationDetails,
  AttachedPoliciesResponse,
  ExchangeFile,
  GetPolicyResponse,
  GetPolicyVersionResponse,
  GetRoleResponse,
  GetUserResponse,
  GroupsResponse,
  PolicyDetail,
  PolicyNamesResponse,
  SimulatePolicyResponse,
  ValidatePolicyResponse,
} from '../../model/generated/exchange.generated.ts';

/** An operation of AWS that a cross-check may ask, by its name in the API reference. */
export type Operation = ExchangeFile['operation'];

export type Service = 'accessanalyzer' | 'iam';

/** What each operation takes. These are types only: nothing of the SDK is loaded for them. */
export interface Requests {
  readonly ValidatePolicy: ValidatePolicyRequest;
  readonly CheckAccessNotGranted: CheckAccessNotGrantedRequest;
  readonly CheckNoNewAccess: CheckNoNewAccessRequest;
  readonly CheckNoPublicAccess: CheckNoPublicAccessRequest;
  readonly SimulateCustomPolicy: SimulateCustomPolicyRequest;
  readonly SimulatePrincipalPolicy: SimulatePrincipalPolicyRequest;
  readonly GetAccountAuthorizationDetails: GetAccountAuthorizationDetailsRequest;
  readonly GetRole: GetRoleRequest;
  readonly ListRolePolicies: ListRolePoliciesRequest;
  readonly GetRolePolicy: GetRolePolicyRequest;
  readonly ListAttachedRolePolicies: ListAttachedRolePoliciesRequest;
  readonly GetUser: GetUserRequest;
  readonly ListUserPolicies: ListUserPoliciesRequest;
  readonly GetUserPolicy: GetUserPolicyRequest;
  readonly ListAttachedUserPolicies: ListAttachedUserPoliciesRequest;
  readonly ListGroupsForUser: ListGroupsForUserRequest;
  readonly ListGroupPolicies: ListGroupPoliciesRequest;
  readonly GetGroupPolicy: GetGroupPolicyRequest;
  readonly ListAttachedGroupPolicies: ListAttachedGroupPoliciesRequest;
  readonly GetPolicy: GetPolicyRequest;
  readonly GetPolicyVersion: GetPolicyVersionRequest;
}

/** What each operation answers. */
export interface Answers {
  readonly ValidatePolicy: ValidatePolicyResponse;
  readonly CheckAccessNotGranted: AccessCheckResponse;
  readonly CheckNoNewAccess: AccessCheckResponse;
  readonly CheckNoPublicAccess: AccessCheckResponse;
  readonly SimulateCustomPolicy: SimulatePolicyResponse;
  readonly SimulatePrincipalPolicy: SimulatePolicyResponse;
  readonly GetAccountAuthorizationDetails: AccountAuthorizationDetails;
  readonly GetRole: GetRoleResponse;
  readonly ListRolePolicies: PolicyNamesResponse;
  readonly GetRolePolicy: PolicyDetail;
  readonly ListAttachedRolePolicies: AttachedPoliciesResponse;
  readonly GetUser: GetUserResponse;
  readonly ListUserPolicies: PolicyNamesResponse;
  readonly GetUserPolicy: PolicyDetail;
  readonly ListAttachedUserPolicies: AttachedPoliciesResponse;
  readonly ListGroupsForUser: GroupsResponse;
  readonly ListGroupPolicies: PolicyNamesResponse;
  readonly GetGroupPolicy: PolicyDetail;
  readonly ListAttachedGroupPolicies: AttachedPoliciesResponse;
  readonly GetPolicy: GetPolicyResponse;
  readonly GetPolicyVersion: GetPolicyVersionResponse;
}

interface OperationFacts {
  readonly service: Service;
  /** The definition of its answer in the schema of recorded exchanges. */
  readonly answer: string;
  /** The member of a request that asks for the next page. */
  readonly pagedBy?: 'nextToken' | 'Marker';
}

/**
 * Sources: https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_Operations.html,
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_Operations.html
 */
export const OPERATIONS: Readonly<Record<Operation, OperationFacts>> = {
  ValidatePolicy: { service: 'accessanalyzer', answer: 'ValidatePolicyResponse', pagedBy: 'nextToken' },
  CheckAccessNotGranted: { service: 'accessanalyzer', answer: 'AccessCheckResponse' },
  CheckNoNewAccess: { service: 'accessanalyzer', answer: 'AccessCheckResponse' },
  CheckNoPublicAccess: { service: 'accessanalyzer', answer: 'AccessCheckResponse' },
  SimulateCustomPolicy: { service: 'iam', answer: 'SimulatePolicyResponse', pagedBy: 'Marker' },
  SimulatePrincipalPolicy: { service: 'iam', answer: 'SimulatePolicyResponse', pagedBy: 'Marker' },
  GetAccountAuthorizationDetails: { service: 'iam', answer: 'AccountAuthorizationDetails', pagedBy: 'Marker' },
  GetRole: { service: 'iam', answer: 'GetRoleResponse' },
  ListRolePolicies: { service: 'iam', answer: 'PolicyNamesResponse', pagedBy: 'Marker' },
  GetRolePolicy: { service: 'iam', answer: 'PolicyDetail' },
  ListAttachedRolePolicies: { service: 'iam', answer: 'AttachedPoliciesResponse', pagedBy: 'Marker' },
  GetUser: { service: 'iam', answer: 'GetUserResponse' },
  ListUserPolicies: { service: 'iam', answer: 'PolicyNamesResponse', pagedBy: 'Marker' },
  GetUserPolicy: { service: 'iam', answer: 'PolicyDetail' },
  ListAttachedUserPolicies: { service: 'iam', answer: 'AttachedPoliciesResponse', pagedBy: 'Marker' },
  ListGroupsForUser: { service: 'iam', answer: 'GroupsResponse', pagedBy: 'Marker' },
  ListGroupPolicies: { service: 'iam', answer: 'PolicyNamesResponse', pagedBy: 'Marker' },
  GetGroupPolicy: { service: 'iam', answer: 'PolicyDetail' },
  ListAttachedGroupPolicies: { service: 'iam', answer: 'AttachedPoliciesResponse', pagedBy: 'Marker' },
  GetPolicy: { service: 'iam', answer: 'GetPolicyResponse' },
  GetPolicyVersion: { service: 'iam', answer: 'GetPolicyVersionResponse' },
};

/** The checks that AWS charges for: https://aws.amazon.com/iam/access-analyzer/pricing/ */
export type PaidOperation = 'CheckAccessNotGranted' | 'CheckNoNewAccess' | 'CheckNoPublicAccess';

export function isOperation(name: string): name is Operation {
  return Object.hasOwn(OPERATIONS, name);
}
