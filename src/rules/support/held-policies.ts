import type { Policy } from '../../model/policy.ts';
import type { AttachmentKind, SourcePolicy, SourcePrincipal } from '../../model/policy-source.ts';
import { managedPolicyDocument } from '../../reference/managed-documents.ts';
import type { RuleSource } from '../rule.ts';

/** One of the policies that a principal holds. */
export interface HeldPolicy {
  readonly kind: AttachmentKind;
  /** For people. */
  readonly name: string;
  readonly policy: Policy;
  /** Where it stands in this file; an AWS managed policy doesn't. */
  readonly source?: SourcePolicy;
}

/** The identity-based policies of a principal that can be read, its boundary aside. */
export function heldPolicies({ attachments }: SourcePrincipal): readonly HeldPolicy[] {
  return attachments.flatMap(({ kind, source, awsManagedArn }): readonly HeldPolicy[] => {
    if (kind === 'boundary') return [];
    if (source !== undefined) return source.policy === undefined ? [] : [{ kind, name: source.label.name, policy: source.policy, source }];
    const policy = awsManagedArn === undefined ? undefined : managedPolicyDocument(awsManagedArn);
    return policy === undefined || awsManagedArn === undefined ? [] : [{ kind, name: awsManagedArn.slice(awsManagedArn.lastIndexOf('/') + 1), policy }];
  });
}

/** The permissions boundary of a principal; undefined where it has none, or none that can be read. */
export function boundaryOf({ boundary }: SourcePrincipal): Policy | undefined {
  if (boundary?.source !== undefined) return boundary.source.policy;
  return boundary?.awsManagedArn === undefined ? undefined : managedPolicyDocument(boundary.awsManagedArn);
}

/** Whether all that a principal holds is seen, so that something may be said of what it does not hold. */
export function isWhole(principal: SourcePrincipal): boolean {
  const held = heldPolicies(principal);
  const attached = principal.attachments.filter(({ kind }) => kind !== 'boundary').length;
  return principal.partial.length === 0 && held.length === attached && held.every(({ policy }) => policy.unseen.length === 0);
}

/** Those to whom the policy gives permissions: a boundary gives none. */
export function granteesOf(source: RuleSource): readonly SourcePrincipal[] {
  return (source.holders ?? []).filter(({ attachments }) => attachments.some((attachment) => attachment.kind !== 'boundary' && attachment.source !== undefined && isSame(attachment.source, source)));
}

/** Whether the policy is seen to be a boundary, and nothing else: what it allows, nobody has by it. */
export function isOnlyBoundary(source: RuleSource): boolean {
  return (source.holders ?? []).length > 0 && granteesOf(source).length === 0;
}

/** Whether the policy is one of the principal's own, which nobody else can hold. */
export function isInlineOf(principal: SourcePrincipal, source: RuleSource): boolean {
  return principal.attachments.some((attachment) => attachment.kind === 'inline' && isSame(attachment.source, source));
}

/** Whether both are the same document of the file. */
export function isSame(a: SourcePolicy | undefined, b: SourcePolicy): boolean {
  return a?.node === b.node;
}
