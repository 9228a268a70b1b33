import type { LocatedNode } from '../../model/located.ts';
import { itemsOf, listNode, objectNode } from '../nodes.ts';

/** A Principal element of names: account IDs, ARNs, services, identity providers, canonical user IDs. */
export function principalNode(node: LocatedNode): LocatedNode {
  const { loc } = node;
  const groups = new Map<string, LocatedNode[]>();
  for (const item of itemsOf(node)) {
    if (item.kind !== 'string') continue;
    const type = principalType(item.text.map((part) => (typeof part === 'string' ? part : '')).join(''));
    groups.set(type, [...(groups.get(type) ?? []), item]);
  }
  return objectNode(Object.fromEntries([...groups].map(([type, items]) => [type, listNode(items, loc)])), loc);
}

/** Which key of a Principal element a name belongs under. */
function principalType(text: string): string {
  if (/:(?:oidc|saml)-provider\//.test(text)) return 'Federated';
  if (/^[0-9a-f]{64}$/.test(text)) return 'CanonicalUser';
  if (/^\d*$/.test(text) || text.startsWith('arn:') || /^A[A-Z0-9]{15,}$/.test(text) || text === '*') return 'AWS';
  return /\.amazon(?:aws)?\.com(?:\.cn)?$/.test(text) && !BUILT_IN_PROVIDERS.has(text) ? 'Service' : 'Federated';
}

/** Web identity providers that need no ARN. */
const BUILT_IN_PROVIDERS: ReadonlySet<string> = new Set([
  'accounts.google.com',
  'cognito-identity.amazonaws.com',
  'graph.facebook.com',
  'www.amazon.com',
]);
