/** A place in a text that is read piece by piece. */
export interface TextPlace {
  /** From 0. */
  readonly byte: number;
  /** From 1. */
  readonly line: number;
}

const NEWLINE = 0x0a;

export function countNewlines(bytes: Uint8Array, from: number, to: number): number {
  const part = bytes.subarray(from, to);
  let count = 0;
  for (let at = part.indexOf(NEWLINE); at >= 0; at = part.indexOf(NEWLINE, at + 1)) count += 1;
  return count;
}
