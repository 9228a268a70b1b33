import { closeSync, openSync, readSync } from 'node:fs';
import type { FileContent } from '../model/host.ts';
import { describeIoError } from './io-error.ts';

const PIECE = 1024 * 1024;

/**
 * From this size on, content comes in pieces. Policies and most templates are far below it, and what can be left out
 * of a smaller account export saves little.
 */
const LARGE = 16 * PIECE;

export function isLarge(bytes: number): boolean {
  return bytes >= LARGE;
}

/** What is in memory already, for whoever reads in pieces what is large. */
export function contentOf(bytes: Uint8Array): FileContent {
  if (!isLarge(bytes.length)) return bytes;
  return Array.from({ length: Math.ceil(bytes.length / PIECE) }, (_, index) => bytes.subarray(index * PIECE, (index + 1) * PIECE));
}

/** A file piece by piece, read as they are asked for; each time from its beginning. */
export function piecesOfFile(path: string): Iterable<Uint8Array> {
  return {
    *[Symbol.iterator]() {
      try {
        yield* readPieces(path);
      } catch (error) {
        throw new Error(describeIoError(error), { cause: error });
      }
    },
  };
}

function* readPieces(path: string): Generator<Uint8Array> {
  const file = openSync(path, 'r');
  try {
    for (;;) {
      const piece = new Uint8Array(PIECE);
      const length = readSync(file, piece);
      if (length === 0) return;
      yield piece.subarray(0, length);
    }
  } finally {
    closeSync(file);
  }
}
