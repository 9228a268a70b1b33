import type { LocatedNode, LocatedString } from '../../model/located.ts';
import type { TextParse } from '../../model/parse/json-text.ts';
import { parsePolicyNode } from '../../model/parse/policy.ts';
import type { PolicyType } from '../../model/policy.ts';
import type { SourcePolicy } from '../../model/policy-source.ts';
import { knownText } from '../../model/unknown-value.ts';
import { parseEmbeddedJson } from '../text/embedded-json.ts';
import type { ReadLater } from './read-later.ts';

/** A policy of an account export. The command line writes documents as objects, the API as URL-encoded text (RFC 3986). */
export function accountPolicy(raw: LocatedNode, type: PolicyType, name: string, file: string, later?: ReadLater): SourcePolicy {
  if (raw.kind !== 'string') return policyOf(raw, raw, type, name, []);
  const { root = raw, errors } = documentIn(raw, file);
  const parsed = policyOf(root, raw, type, name, errors);
  return later !== undefined && root.kind === 'object' ? { ...parsed, node: later(root, () => documentIn(raw, file).root) } : parsed;
}

/** In an encoded text only the whole has a place. */
function documentIn(raw: LocatedString, file: string): TextParse {
  const encoded = knownText(raw.text);
  const decoded = encoded === undefined ? undefined : decode(encoded);
  if (decoded === undefined) return { root: raw, errors: [] };
  const origin = decoded === encoded ? { origin: { scalar: raw, offset: 0 } } : {};
  return parseEmbeddedJson([{ kind: 'written', text: decoded, ...origin }], file, raw.loc);
}

function policyOf(node: LocatedNode, raw: LocatedNode, type: PolicyType, name: string, errors: SourcePolicy['errors']): SourcePolicy {
  const parsed = parsePolicyNode(node, type);
  return {
    type,
    label: { name },
    ...(parsed.policy === undefined ? {} : { policy: parsed.policy }),
    node,
    errors: [...errors, ...parsed.errors],
    loc: raw.loc,
  };
}

function decode(text: string): string | undefined {
  if (!text.startsWith('%7B')) return text.trimStart().startsWith('{') ? text : undefined;
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
