import type { PrincipalKind } from '../../../model/policy-source.ts';

/** What a resource type that can hold policies is called, and which properties attach them. */
export interface PrincipalType {
  readonly kind: PrincipalKind;
  /** Holds ARNs of managed policies. */
  readonly managed: string;
  /** The property of AWS::IAM::Policy and AWS::IAM::ManagedPolicy that lists principals of this kind. */
  readonly listedIn?: 'Users' | 'Roles' | 'Groups';
}

export const PRINCIPAL_TYPES: Readonly<Partial<Record<string, PrincipalType>>> = {
  'AWS::IAM::User': { kind: 'user', managed: 'ManagedPolicyArns', listedIn: 'Users' },
  'AWS::IAM::Role': { kind: 'role', managed: 'ManagedPolicyArns', listedIn: 'Roles' },
  'AWS::IAM::Group': { kind: 'group', managed: 'ManagedPolicyArns', listedIn: 'Groups' },
  'AWS::SSO::PermissionSet': { kind: 'permissionSet', managed: 'ManagedPolicies' },
};

/** The resource types that bring a policy to principals which they name. */
export const ATTACHING_TYPES: Readonly<Partial<Record<string, Readonly<Partial<Record<PrincipalKind, string>>>>>> = {
  'AWS::IAM::Policy': { user: 'Users', role: 'Roles', group: 'Groups' },
  'AWS::IAM::ManagedPolicy': { user: 'Users', role: 'Roles', group: 'Groups' },
  'AWS::IAM::UserPolicy': { user: 'UserName' },
  'AWS::IAM::RolePolicy': { role: 'RoleName' },
  'AWS::IAM::GroupPolicy': { group: 'GroupName' },
};
