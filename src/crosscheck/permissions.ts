import type { LiveSubject } from './live/subject.ts';

export interface NeededFor {
  readonly live?: LiveSubject;
  readonly paidChecks: boolean;
  /** Whether there may be requests: from intents, findings or a file. */
  readonly requests: boolean;
}

interface Grant {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: string | readonly string[];
}

/**
 * The least that whoever runs a cross-check has to be allowed.
 *
 * Sources: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsiamaccessanalyzer.html,
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html
 */
export function neededPermissions({ live, paidChecks, requests }: NeededFor): { readonly Version: '2012-10-17'; readonly Statement: readonly Grant[] } {
  const statements: Grant[] = [
    grant('ValidatePolicies', ['access-analyzer:ValidatePolicy'], '*'),
    ...(paidChecks ? [grant('CheckPolicies', ['access-analyzer:CheckAccessNotGranted', 'access-analyzer:CheckNoNewAccess', 'access-analyzer:CheckNoPublicAccess'], '*')] : []),
    ...(requests ? [grant('SimulateRequests', ['iam:SimulateCustomPolicy'], '*')] : []),
    ...(live === undefined ? [] : liveGrants(live, requests)),
  ];
  return { Version: '2012-10-17', Statement: statements };
}

function liveGrants(live: LiveSubject, requests: boolean): readonly Grant[] {
  if (live.kind === 'account') {
    return [
      grant('ReadAccount', ['iam:GetAccountAuthorizationDetails'], '*'),
      ...(requests ? [grant('SimulatePrincipals', ['iam:SimulatePrincipalPolicy'], ['arn:*:iam::*:role/*', 'arn:*:iam::*:user/*'])] : []),
    ];
  }
  const { kind, name } = live;
  // A path may stand before the name.
  const principal = [`arn:*:iam::*:${kind}/${name}`, `arn:*:iam::*:${kind}/*/${name}`];
  const own = kind === 'role' ? ['iam:GetRole', 'iam:GetRolePolicy', 'iam:ListAttachedRolePolicies', 'iam:ListRolePolicies'] : ['iam:GetUser', 'iam:GetUserPolicy', 'iam:ListAttachedUserPolicies', 'iam:ListGroupsForUser', 'iam:ListUserPolicies'];
  return [
    grant('ReadPrincipal', [...own, ...(requests ? ['iam:SimulatePrincipalPolicy'] : [])], principal),
    ...(kind === 'user' ? [grant('ReadGroups', ['iam:GetGroupPolicy', 'iam:ListAttachedGroupPolicies', 'iam:ListGroupPolicies'], 'arn:*:iam::*:group/*')] : []),
    grant('ReadManagedPolicies', ['iam:GetPolicy', 'iam:GetPolicyVersion'], 'arn:*:iam::*:policy/*'),
  ];
}

function grant(Sid: string, Action: readonly string[], Resource: string | readonly string[]): Grant {
  return { Sid, Effect: 'Allow', Action, Resource };
}
