import type { Location } from '../../../model/location.ts';
import type { AttachmentKind, PolicyAttachment } from '../../../model/policy-source.ts';
import type { TemplateText } from '../../../model/unknown-value.ts';
import { joinPieces } from '../../text/text-pieces.ts';
import { arnPieces } from '../attributes.ts';
import { unknown, type Resolver } from '../resolver.ts';
import { existence } from '../existence.ts';
import { policiesAt, type TemplateReading } from '../template-policies.ts';
import { placesOf } from '../find-places.ts';
import { withBindings } from '../bindings.ts';
import { managedPoliciesAt } from './name-index.ts';
import { displayName, sameValue } from './values.ts';

/**
 * The managed policy that an ARN names: one of the template's, one of AWS's, or one that isn't seen. Of
 * AWS's the partition hardly ever matters; where it isn't known the ARN is that of `aws`.
 */
export function managedPolicy(
  arn: TemplateText,
  kind: Extract<AttachmentKind, 'customerManaged' | 'boundary'>,
  loc: Location,
  reading: TemplateReading,
  resolver: Resolver,
): PolicyAttachment {
  for (const resource of managedPoliciesAt(arn, reading)) {
    const own = withBindings(resource, resolver);
    if (!sameValue(arn, joinPieces(arnPieces(resource, own) ?? []))) continue;
    const [policy] = existence(resource, own) === true ? placesOf(resource.type).flatMap((place) => policiesAt(place, resource, reading, own)) : [];
    if (policy !== undefined) return { kind, source: policy, arn, loc };
  }
  const awsManagedArn = awsManaged(arn);
  if (awsManagedArn !== undefined) return { kind: kind === 'boundary' ? kind : 'awsManaged', awsManagedArn, arn, loc };
  return { ...unseenPolicy(kind, displayName(arn), loc), arn };
}

export function unseenPolicy(kind: AttachmentKind, name: string, loc: Location): PolicyAttachment {
  return { kind, unseen: unknown(name, 'policy that is not in the sources', { kind: 'anyText' }), loc };
}

function awsManaged(arn: TemplateText): string | undefined {
  const [first, second, third] = arn;
  if (arn.length === 1 && typeof first === 'string') return /^arn:aws[a-z-]*:iam::aws:policy\/./.test(first) ? first : undefined;
  if (arn.length !== 3 || first !== 'arn:' || typeof second !== 'object' || typeof third !== 'string') return undefined;
  return second.shape.kind === 'partition' && third.startsWith(':iam::aws:policy/') ? `arn:aws${third}` : undefined;
}
