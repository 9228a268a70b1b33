import type { ActionPlan } from './plan.ts';
import type { RequestView } from './request-view.ts';

/**
 * SCPs bind the users and roles, root included, of member accounts; not services, not callers without
 * an account, not service-linked roles.
 *
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 */
export function scpBinds({ principal }: RequestView): boolean {
  switch (principal.kind) {
    case 'user':
    case 'root':
    case 'federatedUser':
    case 'otherArn':
    case 'canonicalUser':
      return true;
    case 'roleSession':
      return !isServiceLinkedRole(principal.roleArn);
    case 'service':
    case 'federated':
    case 'anonymous':
      return false;
  }
}

/**
 * RCPs bind whoever calls, for the services that support them, but for service-linked roles, AWS
 * managed keys and `kms:RetireGrant`.
 *
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
 */
export function rcpBinds({ action, facts }: ActionPlan, { principal, resource }: RequestView): boolean {
  if (!facts.supportsRcp || action === 'kms:retiregrant') return false;
  if (principal.kind === 'roleSession' && isServiceLinkedRole(principal.roleArn)) return false;
  return !/^arn:[^:]*:kms:[^:]*:[^:]*:alias\/aws\//.test(resource);
}

function isServiceLinkedRole(roleArn: string): boolean {
  return roleArn.includes(':role/aws-service-role/');
}
