import { member, type LocatedNode } from '../../model/located.ts';
import type { ConditionDocument } from '../../model/generated/policy-document.generated.ts';
import { action as lookUp } from '../../reference/index.ts';
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
  const boundary = textOf(member(resource.properties, 'PermissionsBoundary'), stack);
  const attached = /^iam:Attach(?:Role|User|Group)Policy$/.test(action) ? attachedPolicies(resource, stack) : [];
  const condition = {
    ...(boundary !== undefined && !/[*?]/.test(boundary) && takesKey(action, 'iam:permissionsboundary') ? { StringEquals: { 'iam:PermissionsBoundary': boundary } } : {}),
    ...(attached.length > 0 ? { ArnLike: { 'iam:PolicyARN': attached } } : {}),
  };
  return Object.keys(condition).length === 0 ? undefined : condition;
}

function takesKey(action: string, key: string): boolean {
  return lookUp(action)?.action.conditionKeys.some((known) => known.toLowerCase() === key) === true;
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
