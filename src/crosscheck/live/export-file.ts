import type { AccountAuthorizationDetails } from '../../model/generated/exchange.generated.ts';
import type { SourceFile } from '../../model/policy-source.ts';
import { readSource } from '../../sources/index.ts';

/**
 * Pages of an account as a source: the same text that an export in a file would have, but for its documents,
 * which are decoded, so that places inside them can be told. Nothing is written to a disk.
 */
export function exportFile(path: string, pages: readonly AccountAuthorizationDetails[]): SourceFile {
  const [only, ...more] = pages;
  const text = JSON.stringify(more.length === 0 ? only : pages, (name, value: unknown) => (DOCUMENTS.has(name) && typeof value === 'string' ? decoded(value) : value), 2);
  return readSource(path, text);
}

const DOCUMENTS: ReadonlySet<string> = new Set(['PolicyDocument', 'AssumeRolePolicyDocument', 'Document']);

/** Documents come URL-encoded (RFC 3986). */
function decoded(text: string): string {
  if (!text.startsWith('%7B')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
