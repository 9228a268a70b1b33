import type { AccessRequest, ContextValue } from '../../model/access-request.ts';
import { member, type LocatedMember, type LocatedNode, type LocatedObject } from '../../model/located.ts';
import type { Policy } from '../../model/policy.ts';
import { knownText } from '../../model/unknown-value.ts';
import { itemsOf, objectNode, textNode } from '../nodes.ts';
import type { Expansion, Query } from '../query.ts';
import { filled, policyOf, type ExpandContext } from './context.ts';
import { principalNode } from './principal-node.ts';

/** `atLeast`: requests have `action`, statements `Action`. */
export function expandAtLeast(node: LocatedNode, context: ExpandContext): Expansion {
  return {
    queries: itemsOf(filled(node, context)).flatMap((item): readonly Query[] => {
      if (item.kind !== 'object') return [];
      if (member(item, 'action') === undefined) return [{ kind: 'covers', needed: policyOf([item], item.loc, context) }];
      return [requestQuery(item, context)];
    }),
  };
}

/**
 * A request in which the template's values are all known is evaluated; one in which they are open has to be
 * allowed whatever they are, so it is proved as a statement that describes this request alone.
 */
function requestQuery(item: LocatedObject, context: ExpandContext): Query {
  const request = knownRequest(item, context);
  if (request !== undefined) return { kind: 'allows', request, loc: item.loc };
  return { kind: 'covers', needed: policyOf([requestStatement(item, context)], item.loc, context) };
}

function knownRequest(item: LocatedObject, context: ExpandContext): AccessRequest | undefined {
  const principalText = member(item, 'principal');
  const { principalArn } = context;
  const ofTarget = principalArn === undefined ? undefined : knownText(principalArn);
  const principal = principalText === undefined ? ofTarget : textOf(principalText);
  const action = textOf(member(item, 'action'));
  const resourceNode = member(item, 'resource');
  const resource = resourceNode === undefined ? '*' : textOf(resourceNode);
  if (principal === undefined || action === undefined || resource === undefined) return undefined;
  const resourceAccount = textOf(member(item, 'resourceAccount'));
  const contextNode = member(item, 'context');
  const values: Record<string, ContextValue> = {};
  for (const { key, value } of contextNode?.kind === 'object' ? contextNode.members : []) {
    const known = contextValue(value);
    if (known === undefined) return undefined;
    values[key] = known;
  }
  return {
    principal,
    action,
    resource,
    ...(resourceAccount === undefined ? {} : { resourceAccount }),
    ...(contextNode === undefined ? {} : { context: values }),
  };
}

function textOf(node: LocatedNode | undefined): string | undefined {
  if (node?.kind === 'number') return node.source;
  return node?.kind === 'string' ? knownText(node.text) : undefined;
}

function contextValue(node: LocatedNode): ContextValue | undefined {
  if (node.kind === 'boolean') return node.value;
  if (node.kind !== 'array') return textOf(node);
  const items = node.items.map(textOf);
  return items.every((item) => item !== undefined) ? items : undefined;
}

/** The statement that describes one request: its context as equalities, all other keys absent. */
function requestStatement(item: LocatedObject, context: ExpandContext): LocatedObject {
  const { loc } = item;
  const equal: LocatedMember[] = [];
  const allOf: LocatedMember[] = [];
  const contextNode = member(item, 'context');
  for (const entry of contextNode?.kind === 'object' ? contextNode.members : []) (entry.value.kind === 'array' ? allOf : equal).push(entry);
  const account = member(item, 'resourceAccount');
  if (account !== undefined) equal.push({ key: 'aws:ResourceAccount', keyLoc: account.loc, value: account });
  const given = new Set([...equal, ...allOf].map((entry) => entry.key.toLowerCase()));
  const absent = mentionedKeys(context.policies).filter((key) => !given.has(key) && !isAlwaysThere(key));
  const condition = {
    StringEquals: equal.length === 0 ? undefined : { kind: 'object' as const, members: equal, loc },
    'ForAllValues:StringEquals': allOf.length === 0 ? undefined : { kind: 'object' as const, members: allOf, loc },
    Null:
      absent.length === 0 && allOf.length === 0
        ? undefined
        : objectNode(
            Object.fromEntries([
              ...absent.map((key) => [key, textNode('true', loc)] as const),
              ...allOf.map(({ key }) => [key, textNode('false', loc)] as const),
            ]),
            loc,
          ),
  };
  const principal = member(item, 'principal');
  return objectNode(
    {
      Action: member(item, 'action'),
      Resource: member(item, 'resource'),
      Principal: principal === undefined || context.target === 'identity' ? undefined : principalNode(principal),
      Condition: Object.values(condition).every((block) => block === undefined) ? undefined : objectNode(condition, loc),
    },
    loc,
  );
}

function mentionedKeys(policies: readonly Policy[]): readonly string[] {
  const keys = new Set<string>();
  for (const { conditions } of policies.flatMap((policy) => policy.statements)) {
    for (const clause of conditions) if (clause.kind === 'test') keys.add(clause.key.id);
  }
  return [...keys];
}

/**
 * Keys that every request, or every request of some principals, carries: a request that doesn't mention
 * them has them all the same.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
function isAlwaysThere(key: string): boolean {
  return /^aws:(?:principal|userid$|username$|requestedregion$|resourceaccount$|currenttime$|epochtime$|securetransport$|viaawsservice$)/.test(key);
}
