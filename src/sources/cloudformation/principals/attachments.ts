import type { PolicyAttachment, PrincipalKind } from '../../../model/policy-source.ts';
import type { TemplateText } from '../../../model/unknown-value.ts';
import { joinPieces } from '../../text/text-pieces.ts';
import { member } from '../../../model/located.ts';
import { own } from '../../own.ts';
import { arnPieces, NAMING, physicalName } from '../attributes.ts';
import { placesOf } from '../find-places.ts';
import { LOOPED, mayBeRoundOf } from '../for-each.ts';
import { unknown, type Resolver } from '../resolver.ts';
import type { TemplateResource } from '../template.ts';
import { existence } from '../existence.ts';
import { policiesAt, type TemplateReading } from '../template-policies.ts';
import { withBindings } from '../bindings.ts';
import { attaching, attachingTo, principalsNamed, type Attaching } from './name-index.ts';
import { isKnown, isMadeUp, sameValue, textsOf, type LocatedValue } from './values.ts';

/** Whom policies of the template are attached to. */
export interface Holder {
  readonly kind: PrincipalKind;
  readonly name: TemplateText;
  /** AWS makes up the name when the template is deployed: nobody can have named it before. */
  readonly generated: boolean;
}

export interface Attachments {
  readonly attachments: readonly PolicyAttachment[];
  readonly partial: readonly string[];
}

/** A principal of the template as others name it. */
export function holderOf(resource: TemplateResource, kind: PrincipalKind, resolver: Resolver): Holder {
  const property = own(NAMING, resource.type)?.property;
  return { kind, name: physicalName(resource, resolver), generated: property === undefined || member(resource.properties, property) === undefined };
}

/** The policies that other resources of the template attach to a principal by its name. */
export function attachedByName(holder: Holder, reading: TemplateReading, resolver: Resolver): Attachments {
  const attachments: PolicyAttachment[] = [];
  const partial: string[] = [];
  for (const { resource, property } of mayAttach(holder, reading)) {
    const bound = withBindings(resource, resolver);
    const there = namesIn(resource, property, holder, reading, bound);
    if (there.named === undefined && !there.maybe) continue;
    const present = existence(resource, bound);
    if (present === false) continue;
    if (there.named === undefined) {
      partial.push(`\`${resource.logicalId}\` may be attached to it: \`${property}\` has a value that is not known`);
      continue;
    }
    const { loc } = there.named.node;
    const kind = resource.type === 'AWS::IAM::ManagedPolicy' ? 'customerManaged' : 'inline';
    if (present === undefined) {
      attachments.push({ kind, unseen: unknown(resource.logicalId, `it depends on the condition \`${resource.condition ?? ''}\``, { kind: 'anyText' }), loc });
      continue;
    }
    const policies = placesOf(resource.type).flatMap((place) => policiesAt(place, resource, reading, bound));
    const pieces = kind === 'customerManaged' ? arnPieces(resource, bound) : undefined;
    attachments.push(...policies.map((source): PolicyAttachment => ({ kind, source, ...(pieces === undefined ? {} : { arn: joinPieces(pieces) }), loc })));
  }
  return { attachments, partial };
}

/** Whether one of the names that a property lists may turn out to be the holder's, where none is it for certain. */
export function mayName(resource: TemplateResource, property: string, holder: Holder, reading: TemplateReading, resolver: Resolver): boolean {
  const { named, maybe } = namesIn(resource, property, holder, reading, resolver);
  return named === undefined && maybe;
}

/** A name that AWS makes up, or that is known, is matched by the same name alone; any other by what may be equal. */
function mayAttach(holder: Holder, reading: TemplateReading): readonly Attaching[] {
  return holder.generated || isKnown(holder.name) ? attachingTo(holder.name, holder.kind, reading) : attaching(holder.kind, reading);
}

function namesIn(
  resource: TemplateResource,
  property: string,
  holder: Holder,
  reading: TemplateReading,
  resolver: Resolver,
): { readonly named?: LocatedValue; readonly maybe: boolean } {
  const values = textsOf(resource, property, resolver);
  const named = values.find(({ text }) => sameValue(text, holder.name));
  if (named !== undefined) return { named, maybe: true };
  return { maybe: values.some(({ text }) => mayBe(text, holder) && !namesAnother(text, holder, reading, resolver)) };
}

/** Two resources of a template never have the same name. */
function namesAnother(text: TemplateText, holder: Holder, reading: TemplateReading, resolver: Resolver): boolean {
  return principalsNamed(text, holder.kind, reading).some((other) => sameValue(text, physicalName(other, withBindings(other, resolver))));
}

/** Whether an unequal text may yet be the holder's name when the template is deployed. */
function mayBe(text: TemplateText, holder: Holder): boolean {
  if (isKnown(text) && isKnown(holder.name)) return false;
  if (text.some((part) => typeof part !== 'string' && part.reason === LOOPED && holder.name.some((own) => typeof own !== 'string' && mayBeRoundOf(part.name, own.name)))) return true;
  // What AWS makes up can't be known to whoever fills in a parameter, nor be another resource's name.
  if (holder.generated) return false;
  return !isMadeUp(text);
}
