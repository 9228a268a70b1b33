import type { Location } from '../../model/location.ts';
import type { Policy } from '../../model/policy.ts';
import type { PolicyAttachment, SourceFile, SourcePolicy, SourcePrincipal } from '../../model/policy-source.ts';
import type { UnknownValue } from '../../model/unknown-value.ts';
import { referenceDate } from '../../reference/index.ts';
import { awsManagedPolicy } from './managed.ts';
import type { PolicyOrigin, TargetVariant } from './target.ts';

/** A principal with all its policies: its own, its groups', AWS's, and its boundary. */
export function principalVariant(principal: SourcePrincipal, file: SourceFile): TargetVariant {
  const origins = new Map<Policy, PolicyOrigin>();
  const resolve = (attachment: PolicyAttachment): Policy => resolveAttachment(attachment, file, origins);
  const identityPolicies = principal.attachments.filter((attachment) => attachment.kind !== 'boundary').map(resolve);
  const boundary = principal.boundary === undefined ? undefined : resolve(principal.boundary);
  const usesManaged = principal.attachments.some((attachment) => attachment.awsManagedArn !== undefined);
  return {
    when: principal.when ?? [],
    policies: { identityPolicies, ...(boundary === undefined ? {} : { permissionsBoundary: boundary }) },
    origins,
    assumptions: [
      ...principal.partial.map((reason) => `only the policies seen here bear on \`${principal.id}\`: ${reason}`),
      ...apart(principal).map((path) => `\`${path}\` and \`${file.path}\` are deployed in one account`),
      ...(usesManaged ? [`AWS managed policies are those of ${referenceDate().managedPolicies}`] : []),
    ],
    principal,
  };
}

/** Files whose policies are the principal's if the names that both write mean the same. */
function apart({ attachments, boundary }: SourcePrincipal): readonly string[] {
  const imported = [...attachments, ...(boundary === undefined ? [] : [boundary])].flatMap((attachment) => attachment.imported ?? []);
  return [...new Set(imported.filter(({ isApart }) => isApart).map(({ file }) => file.path))];
}

function resolveAttachment(attachment: PolicyAttachment, file: SourceFile, origins: Map<Policy, PolicyOrigin>): Policy {
  const { source, imported, awsManagedArn, unseen, loc } = attachment;
  if (source !== undefined) {
    const policy = documentOf(source);
    origins.set(policy, { label: source.label, source, file });
    return policy;
  }
  if (imported !== undefined) {
    const policy = documentOf(imported.source);
    origins.set(policy, { label: imported.source.label, source: imported.source, file: imported.file });
    return policy;
  }
  if (awsManagedArn !== undefined) {
    const managed = awsManagedPolicy(awsManagedArn);
    if (managed !== undefined) {
      origins.set(managed.policy, { label: { name: managed.name }, file, attachedAt: loc });
      return managed.policy;
    }
  }
  const name = awsManagedArn ?? unseen?.name ?? 'attached policy';
  const reason = awsManagedArn === undefined ? (unseen?.reason ?? 'the policy is not in the sources') : 'the reference knows no AWS managed policy of this ARN';
  const policy = unseenPolicy({ name, reason, shape: { kind: 'anyText' } }, loc);
  origins.set(policy, { label: { name }, file, attachedAt: loc });
  return policy;
}

/** A policy's document; one that could not be read at all may allow or deny anything. */
export function documentOf(source: SourcePolicy): Policy {
  return source.policy ?? unseenPolicy({ name: source.label.name, reason: 'the document could not be read', shape: { kind: 'anyText' } }, source.loc);
}

function unseenPolicy(unknown: UnknownValue, loc: Location): Policy {
  return { statements: [], unseen: [{ unknown, loc }], loc };
}
