import type { PrincipalKind, SourcePrincipal } from '../../../model/policy-source.ts';
import type { TemplateText } from '../../../model/unknown-value.ts';
import { joinPieces, type TextPiece } from '../../text/text-pieces.ts';
import { physicalName, pseudoPieces } from '../attributes.ts';
import { readings } from '../readings.ts';
import { unknown, type Resolver } from '../resolver.ts';
import { existence } from '../existence.ts';
import { type TemplateReading } from '../template-policies.ts';
import { attachedByName, type Holder } from './attachments.ts';
import { withBindings } from '../bindings.ts';
import { groupPolicies, joinings } from './groups.ts';
import { attaching, principalsNamed } from './name-index.ts';
import { samePrincipal, unseenReasons, withWhen, type FoundPrincipal } from './principals.ts';
import { displayName, sameValue, textsOf, type LocatedValue } from './values.ts';

interface Outsider extends LocatedValue {
  readonly kind: PrincipalKind;
}

const KINDS: readonly PrincipalKind[] = ['user', 'role', 'group'];

/** Users, roles and groups that the template attaches policies to, or puts into groups, without making them. */
export function outsidePrincipals(reading: TemplateReading): readonly SourcePrincipal[] {
  return outsiders(reading).flatMap((outsider) => {
    const forms = readings<FoundPrincipal | undefined>(reading.context, reading.formulas, {
      name: displayName(outsider.text),
      loc: outsider.node.loc,
      read: (resolver) => readOutsider(outsider, reading, resolver),
      same: (a, b) => a === b || (a !== undefined && b !== undefined && samePrincipal(a, b)),
    });
    return forms.flatMap(({ value, when }) => (value === undefined ? [] : [withWhen(value, when)]));
  });
}

function outsiders(reading: TemplateReading): readonly Outsider[] {
  const found: Outsider[] = [];
  for (const kind of KINDS) {
    for (const { resource, property } of [...attaching(kind, reading), ...(kind === 'user' ? joinings(reading) : [])]) {
      const forms = readings<readonly LocatedValue[]>(reading.context, reading.formulas, {
        name: resource.logicalId,
        loc: resource.keyLoc,
        read: (resolver) => {
          const bound = withBindings(resource, resolver);
          // Under conditions without the resource there is nobody that it names.
          return existence(resource, bound) === false ? [] : namedOutside(textsOf(resource, property, bound), kind, reading, resolver);
        },
        same: (a, b) => a.length === b.length && a.every(({ text }, index) => sameValue(text, b[index]?.text ?? [])),
      });
      for (const { value } of forms) {
        for (const { text, node } of value) {
          if (!found.some((known) => known.kind === kind && sameValue(known.text, text))) found.push({ kind, text, node });
        }
      }
    }
  }
  return found;
}

function namedOutside(values: readonly LocatedValue[], kind: PrincipalKind, reading: TemplateReading, resolver: Resolver): readonly LocatedValue[] {
  return values.filter(({ text }) => {
    return !principalsNamed(text, kind, reading).some((resource) => {
      const own = withBindings(resource, resolver);
      return sameValue(text, physicalName(resource, own)) && existence(resource, own) !== false;
    });
  });
}

/** Undefined under conditions with which the template does make the principal, or attaches nothing to it. */
function readOutsider({ kind, text, node }: Outsider, reading: TemplateReading, resolver: Resolver): FoundPrincipal | undefined {
  if (namedOutside([{ text, node }], kind, reading, resolver).length === 0) return undefined;
  const holder: Holder = { kind, name: text, generated: false };
  const named = attachedByName(holder, reading, resolver);
  const groups = kind === 'user' ? groupPolicies(undefined, holder, reading, resolver) : { attachments: [], partial: [], groups: [] };
  const attachments = [...named.attachments, ...groups.attachments];
  if (attachments.length === 0) return undefined;
  const id = displayName(text);
  return {
    kind,
    id,
    name: text,
    arn: outsiderArn(kind, text, id, resolver),
    attachments,
    ...(groups.groups.length === 0 ? {} : { groups: groups.groups }),
    partial: [notMadeHere({ kind, id }), ...unseenReasons(attachments), ...named.partial, ...groups.partial],
    loc: node.loc,
  };
}

export function notMadeHere({ kind, id }: Pick<SourcePrincipal, 'kind' | 'id'>): string {
  return `the ${kind} \`${id}\` is not made in this file: it may have other policies`;
}

/** Whether its file names the principal without making it. */
export function isOutside(principal: SourcePrincipal): boolean {
  return principal.partial.includes(notMadeHere(principal));
}

function outsiderArn(kind: PrincipalKind, name: TemplateText, id: string, resolver: Resolver): TemplateText {
  const path = unknown(`path of ${id}`, 'the principal is not made in this file', { kind: 'plain' });
  const pieces: readonly TextPiece[] = [
    { kind: 'written', text: 'arn:' },
    ...pseudoPieces('AWS::Partition', resolver),
    { kind: 'written', text: ':iam::' },
    ...pseudoPieces('AWS::AccountId', resolver),
    { kind: 'written', text: `:${kind}/` },
    { kind: 'unknown', unknown: path },
    ...name.map((part): TextPiece => (typeof part === 'string' ? { kind: 'written', text: part } : { kind: 'unknown', unknown: part })),
  ];
  return joinPieces(pieces);
}
