import { describeKind, type LocatedNode } from '../../model/located.ts';
import { isCall } from './resolve.ts';
import { POLICY_PLACES, type PolicyPlace } from './policy-locations.ts';
import type { Resolver } from './resolver.ts';

let index: ReadonlyMap<string, readonly PolicyPlace[]> | undefined;

/** The places of policies in a resource type; none for most types. */
export function placesOf(type: string): readonly PolicyPlace[] {
  index ??= indexed();
  return index.get(type) ?? [];
}

function indexed(): ReadonlyMap<string, readonly PolicyPlace[]> {
  const byType = new Map<string, PolicyPlace[]>();
  for (const place of POLICY_PLACES) {
    const places = byType.get(place.type);
    if (places === undefined) byType.set(place.type, [place]);
    else places.push(place);
  }
  return byType;
}

/** What stands at the end of a path, or at the function call that the path runs into. */
export interface Site {
  readonly node: LocatedNode;
  /** What is left of the path behind the call. */
  readonly rest: readonly string[];
  /** The last list item on the way: the entry of `Policies` around a document. */
  readonly holder: LocatedNode;
}

/**
 * Goes down a path as far as the template is written out: each item of a list is a site of its own, so
 * that the conditions in one don't multiply those in another.
 */
export function sitesAt(path: readonly string[], properties: LocatedNode, resolver: Resolver): readonly Site[] {
  return descend({ node: properties, rest: path, holder: properties }, resolver, false);
}

/** Follows the rest of a path, functions resolved. */
export function documentsAt(site: Site, resolver: Resolver): readonly Site[] {
  return descend(site, resolver, true);
}

function descend(site: Site, resolver: Resolver, through: boolean): readonly Site[] {
  const [step, ...rest] = site.rest;
  if (step === undefined) return [site];
  let { node } = site;
  if (isCall(node)) {
    if (!through) return [site];
    const resolved = resolver.resolve(node);
    if (resolved === undefined) return [];
    node = resolved;
  }
  // Nobody can tell what stands below: the document itself is what isn't known.
  if (node.kind === 'unknown') return [{ ...site, node, rest: [] }];
  if (node.kind === 'null') return [];
  if (step === '*') {
    if (node.kind !== 'array') {
      resolver.report('template-structure', `expected a list, found ${describeKind(node)}`, node.loc);
      return node.kind === 'object' ? descend({ node, rest, holder: node }, resolver, through) : [];
    }
    return node.items.flatMap((item) => descend({ node: item, rest, holder: item }, resolver, through));
  }
  if (node.kind !== 'object') {
    resolver.report('template-structure', `expected an object with \`${step}\`, found ${describeKind(node)}`, node.loc);
    return [];
  }
  const child = node.members.find(({ key }) => key === step)?.value;
  return child === undefined ? [] : descend({ node: child, rest, holder: site.holder }, resolver, through);
}
