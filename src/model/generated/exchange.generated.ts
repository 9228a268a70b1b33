// Generated from src/model/schema/exchange.schema.json by `npm run generate`. Change that file instead.

/**
 * By operation: see the definitions.
 */
export type Responses =
  | ValidatePolicyResponse
  | AccessCheckResponse
  | SimulatePolicyResponse
  | AccountAuthorizationDetails
  | GetRoleResponse
  | PolicyNamesResponse
  | PolicyDetail
  | AttachedPoliciesResponse
  | GetUserResponse
  | GroupsResponse
  | GetPolicyResponse
  | GetPolicyVersionResponse;
export type SimulatedDecision = 'allowed' | 'explicitDeny' | 'implicitDeny';

/**
 * One question to AWS and its answer, as `policy-lint cross-check --record` stores it: one file each. No credentials are in it; the policies that were asked about are.
 */
export interface ExchangeFile {
  readonly $schema?: string;
  readonly schemaVersion: 1;
  /**
   * The operation, as the API reference of AWS names it.
   */
  readonly operation:
    | 'ValidatePolicy'
    | 'CheckAccessNotGranted'
    | 'CheckNoNewAccess'
    | 'CheckNoPublicAccess'
    | 'SimulateCustomPolicy'
    | 'SimulatePrincipalPolicy'
    | 'GetAccountAuthorizationDetails'
    | 'GetRole'
    | 'ListRolePolicies'
    | 'GetRolePolicy'
    | 'ListAttachedRolePolicies'
    | 'GetUser'
    | 'ListUserPolicies'
    | 'GetUserPolicy'
    | 'ListAttachedUserPolicies'
    | 'ListGroupsForUser'
    | 'ListGroupPolicies'
    | 'GetGroupPolicy'
    | 'ListAttachedGroupPolicies'
    | 'GetPolicy'
    | 'GetPolicyVersion';
  /**
   * The input of the operation, as the AWS SDK takes it.
   */
  readonly request: {
    readonly [k: string]: unknown;
  };
  /**
   * The output of the operation. Missing where AWS refused.
   */
  readonly response?: Responses;
  /**
   * What AWS refused with.
   */
  readonly error?: AwsError;
}
export interface ValidatePolicyResponse {
  readonly findings: readonly ValidatePolicyFinding[];
  readonly nextToken?: string;
  readonly [k: string]: unknown;
}
export interface ValidatePolicyFinding {
  readonly findingDetails?: string;
  readonly findingType: 'ERROR' | 'SECURITY_WARNING' | 'SUGGESTION' | 'WARNING';
  readonly issueCode: string;
  readonly learnMoreLink?: string;
  readonly locations: readonly FindingLocation[];
  readonly [k: string]: unknown;
}
export interface FindingLocation {
  readonly path: readonly PathElement[];
  readonly span?: {
    readonly start: FindingPosition;
    readonly end: FindingPosition;
    readonly [k: string]: unknown;
  };
  readonly [k: string]: unknown;
}
/**
 * One step from the document down: exactly one of the members is there.
 */
export interface PathElement {
  readonly index?: number;
  readonly key?: string;
  readonly substring?: {
    readonly start: number;
    readonly length: number;
    readonly [k: string]: unknown;
  };
  readonly value?: string;
  readonly [k: string]: unknown;
}
export interface FindingPosition {
  readonly line?: number;
  readonly column?: number;
  readonly offset: number;
  readonly [k: string]: unknown;
}
export interface AccessCheckResponse {
  readonly result: 'PASS' | 'FAIL';
  readonly message?: string;
  readonly reasons?: {
    readonly description?: string;
    readonly statementIndex?: number;
    readonly statementId?: string;
    readonly [k: string]: unknown;
  }[];
  readonly [k: string]: unknown;
}
export interface SimulatePolicyResponse {
  readonly EvaluationResults: readonly EvaluationResult[];
  readonly IsTruncated: boolean;
  readonly Marker?: string;
  readonly [k: string]: unknown;
}
export interface EvaluationResult {
  readonly EvalActionName: string;
  readonly EvalResourceName?: string;
  readonly EvalDecision: SimulatedDecision;
  readonly MissingContextValues?: readonly string[];
  readonly MatchedStatements?: readonly MatchedStatement[];
  readonly OrganizationsDecisionDetail?: {
    readonly AllowedByOrganizations?: boolean;
    readonly [k: string]: unknown;
  };
  readonly PermissionsBoundaryDecisionDetail?: {
    readonly AllowedByPermissionsBoundary?: boolean;
    readonly [k: string]: unknown;
  };
  readonly ResourceSpecificResults?: readonly ResourceSpecificResult[];
  readonly [k: string]: unknown;
}
export interface MatchedStatement {
  readonly SourcePolicyId?: string;
  readonly SourcePolicyType?: string;
  readonly [k: string]: unknown;
}
export interface ResourceSpecificResult {
  readonly EvalResourceName: string;
  readonly EvalResourceDecision: SimulatedDecision;
  readonly MissingContextValues?: readonly string[];
  readonly MatchedStatements?: readonly MatchedStatement[];
  readonly [k: string]: unknown;
}
export interface AccountAuthorizationDetails {
  readonly UserDetailList?: readonly UserDetail[];
  readonly GroupDetailList?: readonly GroupDetail[];
  readonly RoleDetailList?: readonly RoleDetail[];
  readonly Policies?: readonly ManagedPolicyDetail[];
  readonly IsTruncated: boolean;
  readonly Marker?: string;
  readonly [k: string]: unknown;
}
export interface UserDetail {
  readonly UserName: string;
  readonly Arn: string;
  readonly UserPolicyList?: readonly PolicyDetail[];
  readonly GroupList?: readonly string[];
  readonly AttachedManagedPolicies?: readonly AttachedPolicy[];
  readonly PermissionsBoundary?: PermissionsBoundary;
  readonly Tags?: readonly Tag[];
  readonly [k: string]: unknown;
}
export interface PolicyDetail {
  readonly PolicyName: string;
  /**
   * URL-encoded (RFC 3986), as AWS answers it.
   */
  readonly PolicyDocument: string;
  readonly [k: string]: unknown;
}
export interface AttachedPolicy {
  readonly PolicyName?: string;
  readonly PolicyArn: string;
  readonly [k: string]: unknown;
}
export interface PermissionsBoundary {
  readonly PermissionsBoundaryArn?: string;
  readonly PermissionsBoundaryType?: string;
  readonly [k: string]: unknown;
}
export interface Tag {
  readonly Key: string;
  readonly Value: string;
  readonly [k: string]: unknown;
}
export interface GroupDetail {
  readonly GroupName: string;
  readonly Arn?: string;
  readonly GroupPolicyList?: readonly PolicyDetail[];
  readonly AttachedManagedPolicies?: readonly AttachedPolicy[];
  readonly [k: string]: unknown;
}
export interface RoleDetail {
  readonly RoleName: string;
  readonly Arn: string;
  readonly AssumeRolePolicyDocument?: string;
  readonly RolePolicyList?: readonly PolicyDetail[];
  readonly AttachedManagedPolicies?: readonly AttachedPolicy[];
  readonly PermissionsBoundary?: PermissionsBoundary;
  readonly Tags?: readonly Tag[];
  readonly [k: string]: unknown;
}
export interface ManagedPolicyDetail {
  readonly PolicyName?: string;
  readonly Arn: string;
  readonly DefaultVersionId?: string;
  readonly PolicyVersionList?: readonly PolicyVersion[];
  readonly [k: string]: unknown;
}
export interface PolicyVersion {
  readonly Document?: string;
  readonly VersionId?: string;
  readonly IsDefaultVersion?: boolean;
  readonly [k: string]: unknown;
}
export interface GetRoleResponse {
  readonly Role: RoleDetail;
  readonly [k: string]: unknown;
}
export interface PolicyNamesResponse {
  readonly PolicyNames: readonly string[];
  readonly IsTruncated: boolean;
  readonly Marker?: string;
  readonly [k: string]: unknown;
}
export interface AttachedPoliciesResponse {
  readonly AttachedPolicies: readonly AttachedPolicy[];
  readonly IsTruncated: boolean;
  readonly Marker?: string;
  readonly [k: string]: unknown;
}
export interface GetUserResponse {
  readonly User: UserDetail;
  readonly [k: string]: unknown;
}
export interface GroupsResponse {
  readonly Groups: {
    readonly GroupName: string;
    readonly Arn?: string;
    readonly [k: string]: unknown;
  }[];
  readonly IsTruncated: boolean;
  readonly Marker?: string;
  readonly [k: string]: unknown;
}
export interface GetPolicyResponse {
  readonly Policy: {
    readonly PolicyName?: string;
    readonly Arn: string;
    readonly DefaultVersionId: string;
    readonly [k: string]: unknown;
  };
  readonly [k: string]: unknown;
}
export interface GetPolicyVersionResponse {
  readonly PolicyVersion: PolicyVersion;
  readonly [k: string]: unknown;
}
export interface AwsError {
  /**
   * The code of the error, such as `AccessDeniedException`.
   */
  readonly name: string;
  readonly message: string;
}
