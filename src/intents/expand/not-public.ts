import type { LocatedNode } from '../../model/located.ts';
import type { Location } from '../../model/location.ts';
import type { Policy } from '../../model/policy.ts';
import type { PrincipalEntry } from '../../model/principal.ts';
import { displayText, type TemplateText, type UnknownShape } from '../../model/unknown-value.ts';
import { listNode, objectNode, textNode, textsNode } from '../nodes.ts';
import type { Expansion } from '../query.ts';
import { policyOf, type ExpandContext } from './context.ts';
import { fixedValues } from './fixed-values.ts';
import { sharedProvider } from './shared-providers.ts';

/**
 * `notPublic`: a policy is public when it lets in somebody whom it doesn't trust, and it trusts whom it
 * names by a fixed value: a principal, an organization, a network, a bounded range of addresses. So the
 * question is whether a stranger gets in, somebody whom no statement names and who has none of those values;
 * or any user of an identity provider that serves everybody.
 *
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 * (The meaning of "public"), https://aws.amazon.com/blogs/storage/understanding-s3-block-public-access/
 */
export function expandNotPublic(node: LocatedNode, context: ExpandContext): Expansion {
  const { loc } = node;
  const entries = allowedPrincipals(context.policies);
  const shared = new Set(entries.map(({ text }) => text).filter((text) => sharedProvider(text) !== undefined));
  const statements = [
    stranger(context, loc, entries),
    ...[...shared].map((provider) => anyUserOf(provider, context.policies, loc)),
  ];
  return {
    queries: [{ kind: 'disjoint', from: policyOf(statements, loc, context) }],
    assumptions: ['whoever the policy names by a fixed principal, organization, network, source or bounded address range is trusted'],
  };
}

function allowedPrincipals(policies: readonly Policy[]): readonly PrincipalEntry[] {
  return policies.flatMap((policy) =>
    policy.statements.flatMap((statement) =>
      statement.effect === 'Allow' && statement.principal?.kind === 'Principal' ? statement.principal.entries : [],
    ),
  );
}

function stranger({ policies, values }: ExpandContext, loc: Location, entries: readonly PrincipalEntry[]): LocatedNode {
  const blocks = new Map<string, Record<string, LocatedNode>>();
  const own = values.bound.get('AWS::AccountId') ?? values.open.get('AWS::AccountId');
  if (own !== undefined && entries.length > 0) blocks.set('StringNotEquals', { 'aws:PrincipalAccount': typeof own === 'object' && 'shape' in own ? textNode([own], loc) : textsNode([own].flat(), loc) });
  for (const { key, strangerOperator, values } of fixedValues(policies)) {
    blocks.set(strangerOperator, { ...blocks.get(strangerOperator), [key]: textsNode(values, loc) });
  }
  const named = namedPrincipals(entries, loc);
  return objectNode(
    {
      Principal: named === undefined ? textNode('*', loc) : undefined,
      NotPrincipal: named,
      Condition: blocks.size === 0 ? undefined : objectNode(Object.fromEntries([...blocks].map(([operator, keys]) => [operator, objectNode(keys, loc)])), loc),
    },
    loc,
  );
}

/** Everybody whom the policy names; what may turn out to be `*` names nobody. */
function namedPrincipals(entries: readonly PrincipalEntry[], loc: Location): LocatedNode | undefined {
  const groups = new Map<string, LocatedNode[]>();
  for (const { pattern, type, text } of entries) {
    if (pattern.kind === 'anyone' || pattern.kind === 'invalid' || type === 'all') continue;
    const name: TemplateText = pattern.kind === 'unresolved' ? pattern.text : [text];
    if (mayBeEverybody(name)) continue;
    groups.set(type, [...(groups.get(type) ?? []), textNode(name, loc)]);
  }
  if (groups.size === 0) return undefined;
  return objectNode(Object.fromEntries([...groups].map(([type, items]) => [type, listNode(items, loc)])), loc);
}

function mayBeEverybody(text: TemplateText): boolean {
  return text.every((part) => (typeof part === 'string' ? part === '*' || part === '' : mayBeWildcard(part.shape)));
}

function mayBeWildcard(shape: UnknownShape): boolean {
  switch (shape.kind) {
    case 'anyText':
      return true;
    case 'oneOf':
      return shape.values.includes('*');
    case 'matching':
      return matchesWildcard(shape.pattern);
    case 'plain':
    case 'accountId':
    case 'region':
    case 'partition':
      return false;
  }
}

function matchesWildcard(pattern: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`).test('*');
  } catch {
    // A pattern of Java's that JavaScript can't read.
    return true;
  }
}

/** Users of a shared provider of whom no condition on its claims speaks. */
function anyUserOf(provider: string, policies: readonly Policy[], loc: Location): LocatedNode {
  const { host = '', claims = [] } = sharedProvider(provider) ?? {};
  const keys: Record<string, LocatedNode> = {};
  for (const claim of claims) {
    const values = claimValues(`${host}:${claim}`, policies);
    if (values.length > 0) keys[`${host}:${claim}`] = textsNode(values, loc);
  }
  return objectNode(
    {
      Principal: objectNode({ Federated: textNode(provider, loc) }, loc),
      Condition: Object.keys(keys).length === 0 ? undefined : objectNode({ StringNotLike: objectNode(keys, loc) }, loc),
    },
    loc,
  );
}

/** What conditions ask of a claim, as far as that leaves anybody out. */
function claimValues(key: string, policies: readonly Policy[]): readonly TemplateText[] {
  return policies.flatMap((policy) =>
    policy.statements.flatMap((statement) =>
      statement.conditions.flatMap((clause) =>
        clause.kind === 'test' && clause.key.id === key.toLowerCase()
          ? clause.values.map((value) => value.text).filter((text) => !/^(?:repo:)?\*/.test(displayText(text)))
          : [],
      ),
    ),
  );
}
