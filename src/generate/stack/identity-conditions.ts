import { member, type LocatedNode } from '../../model/located.ts';
import type { ConditionDocument } from '../../model/generated/policy-document.generated.ts';
import type { ResolvedResource } from '../../sources/index.ts';
import { ownArn } from './own-arn.ts';
import { patternOf, type Stack } from './stack.ts';

/**
 * Limits what may be done to an identity of the template to what the template does: it is changed only under its
 * permissions boundary, and gets only the managed policies that it names.
 *
 * Sources: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html and
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_controlling.html#access_controlling-policies
 */
export function identityCondition(action: string, resource: ResolvedResource, stack: Stack): ConditionDocument | undefined {
  if (!action.startsWith('iam:')) return undefined;
  const boundary = GRANTING.test(action) ? boundaryOf(resource, stack) : undefined;
  const attached = /^iam:Attach(?:Role|User|Group)Policy$/.test(action) ? attachedPolicies(resource, stack) : [];
  const condition = {
    ...(boundary !== undefined ? { StringEquals: { 'iam:PermissionsBoundary': boundary } } : {}),
    ...(attached.length > 0 ? { ArnLike: { 'iam:PolicyARN': attached } } : {}),
  };
  return Object.keys(condition).length === 0 ? undefined : condition;
}

/** What gives an identity permissions, or others access to it, and takes the key `iam:PermissionsBoundary`. */
const GRANTING = /^iam:(?:Create(?:Role|User)|Put(?:Role|User)PermissionsBoundary|(?:Attach|Put)(?:Role|User)Policy|UpdateAssumeRolePolicy)$/;

/** The boundary of an identity, or the one that all identities of a policy have. */
function boundaryOf(resource: ResolvedResource, stack: Stack): string | undefined {
  const holders = /^AWS::IAM::(?:Managed)?Policy$/.test(resource.type)
    ? [...resource.references].flatMap((id) => stack.resources.get(id) ?? []).filter(({ type }) => /^AWS::IAM::(?:Role|User)$/.test(type))
    : [resource];
  const boundaries = [...new Set(holders.map((holder) => textOf(member(holder.properties, 'PermissionsBoundary'), stack)))];
  const [only] = boundaries;
  return boundaries.length === 1 && only !== undefined && !/[*?]/.test(only) ? only : undefined;
}

/** The ARNs of the managed policies, patterns where a name is not known; empty where one may be anything. */
function attachedPolicies(resource: ResolvedResource, stack: Stack): readonly string[] {
  if (resource.type === 'AWS::IAM::ManagedPolicy') return [ownArn(resource, stack) ?? '*'].filter((arn) => arn !== '*');
  const list = member(resource.properties, 'ManagedPolicyArns');
  const arns = list?.kind === 'array' ? list.items.map((item) => textOf(item, stack)) : [undefined];
  return arns.every((arn) => arn?.startsWith('arn:') === true) ? arns.filter((arn) => arn !== undefined) : [];
}

/** A reference to a managed policy of the stack is its ARN. */
function textOf(node: LocatedNode | undefined, stack: Stack): string | undefined {
  if (node?.kind === 'string') return patternOf(node.text, stack);
  const policy = node?.kind === 'unknown' ? stack.resources.get(node.unknown.name) : undefined;
  return policy?.type === 'AWS::IAM::ManagedPolicy' ? ownArn(policy, stack) : undefined;
}
