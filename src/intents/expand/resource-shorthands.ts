import { member, type LocatedNode } from '../../model/located.ts';
import { objectNode, textNode } from '../nodes.ts';
import type { Expansion } from '../query.ts';
import { filled, policyOf, type ExpandContext } from './context.ts';
import { principalNode } from './principal-node.ts';

/** `onlyResources`: what is allowed, or what of the given actions is, is allowed on these resources alone. */
export function expandOnlyResources(node: LocatedNode, context: ExpandContext): Expansion {
  const { loc } = node;
  const tree = filled(node, context);
  const resources = tree.kind === 'object' ? member(tree, 'resources') : tree;
  const actions = member(tree, 'actions');
  const statements = [
    objectNode({ Action: actions, Resource: resources }, resources?.loc ?? loc),
    ...(actions === undefined ? [] : [objectNode({ NotAction: actions }, actions.loc)]),
  ];
  return { queries: [{ kind: 'within', bound: policyOf(statements, loc, context) }] };
}

/**
 * `requireTags`: the resources of the given actions carry all of these tags. Values may have wildcards; a
 * tag that is absent never satisfies them.
 */
export function expandRequireTags(node: LocatedNode, context: ExpandContext): Expansion {
  const { loc } = node;
  const tree = filled(node, context);
  const tags = member(tree, 'tags');
  const actions = member(tree, 'actions');
  const resources = member(tree, 'resources');
  const conditions =
    tags?.kind === 'object'
      ? {
          ...tags,
          members: tags.members.map((tag) => ({ ...tag, key: `aws:ResourceTag/${tag.key}` })),
        }
      : undefined;
  const statements = [
    objectNode(
      { Action: actions, Resource: resources, Condition: conditions === undefined ? undefined : objectNode({ StringLike: conditions }, conditions.loc) },
      tags?.loc ?? loc,
    ),
    ...(actions === undefined ? [] : [objectNode({ NotAction: actions }, actions.loc)]),
    ...(resources === undefined ? [] : [objectNode({ Action: actions, NotResource: resources }, resources.loc)]),
  ];
  return { queries: [{ kind: 'within', bound: policyOf(statements, loc, context) }] };
}

/** `trustedPrincipals`: whoever gets in is one of these. */
export function expandTrustedPrincipals(node: LocatedNode, context: ExpandContext): Expansion {
  const { loc } = node;
  const principal = principalNode(filled(node, context));
  return { queries: [{ kind: 'within', bound: policyOf([objectNode({ Principal: principal, Resource: textNode('*', loc) }, loc)], loc, context) }] };
}
