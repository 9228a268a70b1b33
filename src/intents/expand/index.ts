import type { IntentKind } from '../../model/intent-result.ts';
import type { LocatedNode } from '../../model/located.ts';
import { itemsOf } from '../nodes.ts';
import type { Expansion } from '../query.ts';
import { expandAtLeast } from './at-least.ts';
import { filled, policyOf, type ExpandContext } from './context.ts';
import { expandNotPublic } from './not-public.ts';
import { expandReadOnly } from './read-only.ts';
import { expandRegions } from './regions.ts';
import { expandOnlyResources, expandRequireTags, expandTrustedPrincipals } from './resource-shorthands.ts';

/** The kinds that become questions about the target's policies alone. */
export type ExpandedKind = Exclude<IntentKind, 'noNewAccess'>;

type Expand = (node: LocatedNode, context: ExpandContext) => Expansion;

const EXPANSIONS: Readonly<Record<ExpandedKind, Expand>> = {
  atMost: (node, context) => ({ queries: [{ kind: 'within', bound: policyOf(itemsOf(filled(node, context)), node.loc, context) }] }),
  never: (node, context) => ({ queries: [{ kind: 'disjoint', from: policyOf(itemsOf(filled(node, context)), node.loc, context) }] }),
  atLeast: expandAtLeast,
  regions: expandRegions,
  readOnly: expandReadOnly,
  onlyResources: expandOnlyResources,
  requireTags: expandRequireTags,
  trustedPrincipals: expandTrustedPrincipals,
  notPublic: expandNotPublic,
  noPrivilegeEscalation: () => ({ queries: [{ kind: 'noEscalation' }] }),
};

/** Translates an intent into questions. What is wrong in it is reported with its place. */
export function expand(kind: ExpandedKind, node: LocatedNode, context: ExpandContext): Expansion {
  return EXPANSIONS[kind](node, context);
}
