import { member, type LocatedNode } from '../../model/located.ts';
import type { PolicyLabel } from '../../model/finding.ts';
import { parsePolicyNode } from '../../model/parse/policy.ts';
import type { PolicyType } from '../../model/policy.ts';
import type { ConditionAssumption, SourcePolicy } from '../../model/policy-source.ts';
import type { SourceError } from '../../model/source-error.ts';
import { displayText, knownText } from '../../model/unknown-value.ts';
import { sameNode } from '../same-node.ts';
import { scalarText } from '../text/text-pieces.ts';
import { withFullResources } from './api-resources.ts';
import { cannedAcl } from './canned-acl.ts';
import type { TemplateContext } from './create-resolver.ts';
import { existence } from './existence.ts';
import { documentsAt, placesOf, sitesAt, type Site } from './find-places.ts';
import { apiArn } from './guarded.ts';
import type { PolicyPlace } from './policy-locations.ts';
import { readDocument, type ReadDocument } from './policy-document.ts';
import { sameScope, scopeOf, type PolicyScope } from './policy-scope.ts';
import { readings } from './readings.ts';
import type { Resolver } from './resolver.ts';
import type { TemplateResource } from './template.ts';
import { hasSameBounds, type AskedBounds, type Formulas } from './world.ts';

/** A document as one reading finds it. */
export interface FoundDocument extends ReadDocument {
  readonly type: PolicyType;
  readonly name: string;
  /** What the resource around it tells of it. */
  readonly scope: PolicyScope;
}

/** Everything that reading the policies of a template needs. */
export interface TemplateReading {
  readonly context: TemplateContext;
  readonly formulas: Formulas;
  readonly file: string;
  /** A resolver that decides no condition. */
  readonly undecided: Resolver;
  /** The policies found so far, by the site that they stand at: attachments refer to them. */
  readonly found: Map<string, readonly SourcePolicy[]>;
  /** Sites that no decision bears on, and what a reading must be told for the policies there to be the ones found. */
  readonly decisive: Map<string, readonly AskedBounds[]>;
}

/** The policies in the documents of one resource, in every form that the conditions give them. */
export function resourcePolicies(resource: TemplateResource, reading: TemplateReading): readonly SourcePolicy[] {
  const { properties } = resource;
  if (properties === undefined) return [];
  return placesOf(resource.type).flatMap((place) =>
    sitesAt(place.path, properties, reading.undecided).flatMap((site) => sitePolicies(site, place, resource, reading)),
  );
}

function sitePolicies(site: Site, place: PolicyPlace, resource: TemplateResource, reading: TemplateReading): readonly SourcePolicy[] {
  const key = siteKey(site, place, resource);
  let decides = resource.bindings !== undefined;
  const told = new Map<string, AskedBounds>();
  const found = readings(reading.context, reading.formulas, {
    name: resource.logicalId,
    loc: site.node.loc,
    ...(resource.bindings === undefined ? {} : { loop: resource.bindings }),
    read: (resolver) => (existence(resource, resolver) !== false ? readSite(site, place, resource, reading.file, resolver) : []),
    same: sameDocuments,
    asked: (question) => {
      if (question.kind === 'decision') decides = true;
      else told.set(question.unknown.name, question);
    },
  });
  const policies = found.flatMap(({ value, when }) => value.map((document) => sourcePolicy(document, place, resource, when)));
  reading.found.set(key, policies);
  if (!decides && policies.length === 1) reading.decisive.set(key, [...told.values()]);
  return policies;
}

function siteKey(site: Site, place: PolicyPlace, resource: TemplateResource): string {
  return `${resource.logicalId} ${place.path.join('/')} ${site.node.loc.pointer}`;
}

/** The policies at a place of a resource, as one reading of the template has them. */
export function policiesAt(place: PolicyPlace, resource: TemplateResource, reading: TemplateReading, resolver: Resolver): readonly SourcePolicy[] {
  if (resource.properties === undefined) return [];
  return sitesAt(place.path, resource.properties, resolver).flatMap((site) => {
    const key = siteKey(site, place, resource);
    const known = reading.found.get(key) ?? [];
    if (reading.decisive.get(key)?.every((told) => hasSameBounds(told, resolver.world)) === true) return known;
    return readSite(site, place, resource, reading.file, resolver).map(
      (document) => known.find((policy) => sameNode(policy.node, document.node)) ?? sourcePolicy(document, place, resource, []),
    );
  });
}

export function readSite(site: Site, place: PolicyPlace, resource: TemplateResource, file: string, resolver: Resolver): readonly FoundDocument[] {
  const type = policyType(place, resource, resolver);
  if (type === undefined) return [];
  return documentsAt(site, resolver).flatMap((found): readonly FoundDocument[] => {
    const document = place.kind === 'acl' ? readAcl(found.node, resource, resolver) : readDocument(found.node, file, resolver);
    if (document === undefined) return [];
    const node = resource.type === 'AWS::ApiGateway::RestApi' ? withFullResources(document.node, apiArn(resource, resolver), resolver.origins) : document.node;
    return [{ ...document, node, type, name: nameOf(found.holder, resource, resolver), scope: scopeOf(place, resource, resolver) }];
  });
}

function readAcl(raw: LocatedNode, resource: TemplateResource, resolver: Resolver): ReadDocument | undefined {
  const node = cannedAcl(raw, resource, resolver);
  return node === undefined ? undefined : { node, errors: [] };
}

/** Undefined for a policy of AWS Organizations that is none of IAM's, such as a tag policy. */
function policyType(place: PolicyPlace, resource: TemplateResource, resolver: Resolver): PolicyType | undefined {
  switch (place.kind) {
    case 'identity':
    case 'session':
    case 'device':
      return 'identity';
    case 'trust':
      return 'trust';
    case 'resource':
    case 'endpoint':
    case 'acl':
      return 'resource';
    case 'organization': {
      const type = member(resource.properties, 'Type');
      const text = knownText((type === undefined ? undefined : scalarText(resolver.resolve(type))) ?? []);
      if (text === 'SERVICE_CONTROL_POLICY') return 'scp';
      return text === 'RESOURCE_CONTROL_POLICY' ? 'rcp' : undefined;
    }
  }
}

/** An inline policy's own name where it has one, else the logical ID. */
function nameOf(holder: LocatedNode, resource: TemplateResource, resolver: Resolver): string {
  if (holder === resource.properties) return resource.logicalId;
  const name = member(holder, 'PolicyName');
  const text = name === undefined ? undefined : scalarText(resolver.resolve(name));
  return text === undefined ? resource.logicalId : displayText(text);
}

export function sameDocuments(a: readonly FoundDocument[], b: readonly FoundDocument[]): boolean {
  return a.length === b.length && a.every((document, index) => {
    const other = b[index];
    return other?.type === document.type && other.name === document.name && sameNode(document.node, other.node) && sameScope(document.scope, other.scope);
  });
}

export function sourcePolicy(document: FoundDocument, place: PolicyPlace, resource: TemplateResource, when: readonly ConditionAssumption[]): SourcePolicy {
  const parsed = parsePolicyNode(document.node, document.type);
  const broken: readonly SourceError[] = document.errors;
  return {
    type: document.type,
    label: labelOf(document.name, resource),
    // A text that isn't JSON is one error, not also the error of being a text.
    ...(parsed.policy === undefined ? {} : { policy: parsed.policy }),
    node: document.node,
    errors: broken.length > 0 && document.node.kind === 'string' ? broken : [...broken, ...parsed.errors],
    ...(document.type === 'resource' ? { resourceType: place.guards } : {}),
    ...document.scope,
    ...(when.length === 0 ? {} : { when }),
    loc: document.node.loc,
  };
}

export function labelOf(name: string, resource: TemplateResource): PolicyLabel {
  return {
    name,
    logicalId: resource.logicalId,
    resourceType: resource.type,
    ...(resource.constructPath === undefined ? {} : { constructPath: resource.constructPath }),
  };
}
