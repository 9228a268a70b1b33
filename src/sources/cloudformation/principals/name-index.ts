import { member, type LocatedNode } from '../../../model/located.ts';
import type { PrincipalKind } from '../../../model/policy-source.ts';
import { knownText, type TemplateText } from '../../../model/unknown-value.ts';
import { joinPieces } from '../../text/text-pieces.ts';
import { arnPieces, NAMING, physicalName } from '../attributes.ts';
import { plainText, resourcesOf, type TemplateResource } from '../template.ts';
import type { TemplateReading } from '../template-policies.ts';
import { ATTACHING_TYPES, PRINCIPAL_TYPES } from './kinds.ts';
import { own } from '../../own.ts';
import { textKey } from '../../same-node.ts';

/** A resource that brings policies to the principals which a property of it names. */
export interface Attaching {
  readonly resource: TemplateResource;
  readonly property: string;
}

/** Entries under the names that they have in every reading, and those whose names depend on the reading. */
interface Names<T> {
  readonly all: readonly T[];
  readonly fixed: ReadonlyMap<string, readonly T[]>;
  readonly varying: readonly T[];
}

interface NameIndex {
  readonly principals: Names<TemplateResource>;
  readonly attaching: Names<Attaching>;
}

const indexes = new WeakMap<TemplateReading, Map<PrincipalKind, NameIndex>>();
const managedPolicies = new WeakMap<TemplateReading, Names<TemplateResource>>();

/** The template's principals of a kind that may have this name. */
export function principalsNamed(text: TemplateText, kind: PrincipalKind, reading: TemplateReading): readonly TemplateResource[] {
  return candidates(indexOf(kind, reading).principals, text);
}

/** The resources that may bring policies to the principal of this name. */
export function attachingTo(text: TemplateText, kind: PrincipalKind, reading: TemplateReading): readonly Attaching[] {
  return candidates(indexOf(kind, reading).attaching, text);
}

/** The template's managed policies that may have this ARN. */
export function managedPoliciesAt(arn: TemplateText, reading: TemplateReading): readonly TemplateResource[] {
  const index =
    managedPolicies.get(reading) ?? collect(resourcesOf(reading.context.template, 'AWS::IAM::ManagedPolicy'), (resource) => fixedArn(resource, reading));
  managedPolicies.set(reading, index);
  return candidates(index, arn);
}

/** All resources that bring policies to principals of a kind. */
export function attaching(kind: PrincipalKind, reading: TemplateReading): readonly Attaching[] {
  return indexOf(kind, reading).attaching.all;
}

function candidates<T>(names: Names<T>, text: TemplateText): readonly T[] {
  return [...(names.fixed.get(textKey(text)) ?? []), ...names.varying];
}

function indexOf(kind: PrincipalKind, reading: TemplateReading): NameIndex {
  const byKind = indexes.get(reading) ?? new Map<PrincipalKind, NameIndex>();
  indexes.set(reading, byKind);
  const known = byKind.get(kind);
  if (known !== undefined) return known;
  const { template } = reading.context;
  const principals = Object.entries(PRINCIPAL_TYPES).flatMap(([type, principal]) => (principal?.kind === kind ? resourcesOf(template, type) : []));
  const attachingResources = Object.entries(ATTACHING_TYPES).flatMap(([type, properties]): readonly Attaching[] => {
    const property = properties?.[kind];
    return property === undefined ? [] : resourcesOf(template, type).map((resource) => ({ resource, property }));
  });
  const index: NameIndex = {
    principals: collect(principals, (resource) => fixedName(resource, reading)),
    attaching: collect(attachingResources, (entry) => fixedNames(entry, reading)),
  };
  byKind.set(kind, index);
  return index;
}

function collect<T>(all: readonly T[], namesOf: (entry: T) => readonly TemplateText[] | undefined): Names<T> {
  const fixed = new Map<string, T[]>();
  const varying: T[] = [];
  for (const entry of all) {
    const names = namesOf(entry);
    if (names === undefined) varying.push(entry);
    for (const key of new Set(names?.map(textKey))) {
      const same = fixed.get(key);
      if (same === undefined) fixed.set(key, [entry]);
      else same.push(entry);
    }
  }
  return { all, fixed, varying };
}

function fixedName(resource: TemplateResource, reading: TemplateReading): readonly TemplateText[] | undefined {
  if (resource.bindings !== undefined) return undefined;
  const property = own(NAMING, resource.type)?.property;
  const name = property === undefined ? undefined : member(resource.properties, property);
  return name === undefined || isLiteral(name) ? [physicalName(resource, reading.undecided)] : undefined;
}

function fixedArn(resource: TemplateResource, reading: TemplateReading): readonly TemplateText[] | undefined {
  const path = member(resource.properties, 'Path');
  if (fixedName(resource, reading) === undefined || (path !== undefined && !isLiteral(path))) return undefined;
  return [joinPieces(arnPieces(resource, reading.undecided) ?? [])];
}

function fixedNames({ resource, property }: Attaching, reading: TemplateReading): readonly TemplateText[] | undefined {
  const node = member(resource.properties, property);
  if (node === undefined) return [];
  if (resource.bindings !== undefined) return undefined;
  const names: TemplateText[] = [];
  for (const item of node.kind === 'array' ? node.items : [node]) {
    const target = plainText(member(item, 'Ref'));
    const referred = target === undefined ? undefined : reading.context.template.resources.get(target);
    const found = isLiteral(item) ? [[plainText(item) ?? '']] : referred === undefined ? undefined : fixedName(referred, reading);
    if (found === undefined) return undefined;
    names.push(...found);
  }
  return names;
}

function isLiteral(node: LocatedNode): boolean {
  return node.kind === 'string' && knownText(node.text)?.includes('{{') === false;
}
