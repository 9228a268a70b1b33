import type { LocatedNode } from '../../model/located.ts';
import { parsePolicyNode } from '../../model/parse/policy.ts';
import type { PolicyType } from '../../model/policy.ts';
import type { SourcePolicy } from '../../model/policy-source.ts';
import { plainText } from '../cloudformation/template.ts';
import { parseEmbeddedJson } from '../text/embedded-json.ts';

/**
 * A policy of an account export. The command line writes documents as objects, the API as URL-encoded
 * text (RFC 3986); in such a text only the whole has a place.
 */
export function accountPolicy(raw: LocatedNode, type: PolicyType, name: string, file: string): SourcePolicy {
  const encoded = plainText(raw);
  const decoded = encoded === undefined ? undefined : decode(encoded);
  if (raw.kind !== 'string' || decoded === undefined) return policyOf(raw, raw, type, name, []);
  const origin = decoded === encoded ? { origin: { scalar: raw, offset: 0 } } : {};
  const { root, errors } = parseEmbeddedJson([{ kind: 'written', text: decoded, ...origin }], file, raw.loc);
  return policyOf(root ?? raw, raw, type, name, errors);
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
