/** A range of UTF-16 offsets into a source text; `end` is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where a node was written. A node that came from an object rather than a text has no span. */
export interface Location {
  /** JSON Pointer (RFC 6901) into the file. */
  readonly pointer: string;
  readonly span?: Span;
}

/** A point in a text: line and column, both from 1, column in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Appends one token to a JSON Pointer, escaping `~` and `/` as RFC 6901 says. */
export function childPointer(pointer: string, token: string | number): string {
  if (typeof token === 'number') return `${pointer}/${token}`;
  const plain = !token.includes('/') && !token.includes('~');
  return `${pointer}/${plain ? token : token.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
