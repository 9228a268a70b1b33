import type { FileContent } from '../../model/host.ts';
import { condensed } from '../account/condensed.ts';

/**
 * The text of a file, as UTF-8. Of a file that comes in pieces, what nobody reads of an account export is left out,
 * line breaks aside: everything else is on its line and in its column.
 */
export function fileText(content: FileContent): string {
  return content instanceof Uint8Array ? new TextDecoder().decode(content) : condensed(decoded(content));
}

function* decoded(pieces: Iterable<Uint8Array>): Generator<string> {
  let held = new Uint8Array(0);
  let decoder = new TextDecoder();
  for (const piece of pieces) {
    const bytes = new Uint8Array(held.length + piece.length);
    bytes.set(held);
    bytes.set(piece, held.length);
    const end = lastBeginning(bytes);
    held = bytes.slice(end);
    if (end === 0) continue;
    // Not as a stream, whose texts take twice the memory: there, Node's decoder knows no Latin script.
    yield decoder.decode(bytes.subarray(0, end));
    // Only at the beginning of a file it is a byte order mark.
    decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  }
  if (held.length > 0) yield decoder.decode(held);
}

/** Where the last character begins: it may go on in the next piece. */
function lastBeginning(bytes: Uint8Array): number {
  const longest = 4;
  for (let at = bytes.length - 1; at >= Math.max(0, bytes.length - longest); at -= 1) {
    if (((bytes[at] ?? 0) & 0xc0) !== 0x80) return at;
  }
  // No character is that long: these bytes are damaged, wherever they are cut.
  return bytes.length;
}
