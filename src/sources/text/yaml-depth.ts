import type { CST } from 'yaml';
import type { SourceError } from '../../model/source-error.ts';
import { MAX_DEPTH } from '../../model/parse/json-text.ts';

/**
 * The first place that is nested too deep. Checked on the tokens, without recursion, because building
 * nodes out of them takes stack for every level.
 */
export function findTooDeep(tokens: readonly CST.Token[]): SourceError | undefined {
  const open: { readonly token: CST.Token; readonly depth: number }[] = tokens.map((token) => ({ token, depth: 0 }));
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { token, depth } = next;
    if (depth > MAX_DEPTH) {
      const span = { start: token.offset, end: token.offset + 1 };
      return { code: 'nesting-too-deep', message: `nested more than ${MAX_DEPTH} levels deep`, loc: { pointer: '', span } };
    }
    if (token.type === 'document') {
      if (token.value !== undefined) open.push({ token: token.value, depth });
    } else if (token.type === 'block-map' || token.type === 'block-seq' || token.type === 'flow-collection') {
      for (const item of token.items) {
        if (item.key !== null && item.key !== undefined) open.push({ token: item.key, depth: depth + 1 });
        if (item.value !== undefined) open.push({ token: item.value, depth: depth + 1 });
      }
    }
  }
  return undefined;
}
