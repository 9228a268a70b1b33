import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describeIoError } from '../src/host/io-error.ts';
import { applyFixes } from '../src/lint/apply-fixes.ts';
import type { FileContent, FileHost } from '../src/model/host.ts';
import type { Report } from '../src/model/report.ts';
import { LONGEST_TEXT } from '../src/sources/text/text-window.ts';
import { UsageError } from './usage-error.ts';

/** A fix may make room for another one; more passes than this have no end. */
const MAX_PASSES = 10;
const BYTE_ORDER_MARK = '\uFEFF';

export interface FixedRun {
  readonly report: Report;
  readonly host: FileHost;
}

/**
 * Lints and fixes in turn until there is nothing more to fix, then writes the files.
 *
 * @returns the report on what is left, and the files as they are now, or would be.
 */
export async function lintAndFix(host: FileHost, lint: (host: FileHost) => Promise<Report>, { write }: { readonly write: boolean }): Promise<FixedRun> {
  const fixed = new Map<string, { readonly path: string; readonly text: string }>();
  const readWhole = (path: string): Uint8Array => {
    const entry = fixed.get(resolve(path));
    return entry === undefined ? whole(host.readFile(path)) : new TextEncoder().encode(entry.text);
  };
  const overlay: FileHost = { ...host, readFile: readWhole };
  let report = await lint(overlay);
  for (let pass = 0; pass < MAX_PASSES; pass += 1) {
    let applied = 0;
    for (const { path, findings } of report.files) {
      const fixes = findings.flatMap(({ fix }) => fix ?? []);
      const whole = fixes.length === 0 ? undefined : decode(readWhole(path));
      if (whole === undefined) continue;
      // Offsets are those of the text without its byte order mark.
      const mark = whole.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : '';
      const result = applyFixes(whole.slice(mark.length), fixes);
      applied += result.applied;
      if (result.applied > 0) fixed.set(resolve(path), { path, text: mark + result.text });
    }
    if (applied === 0) break;
    report = await lint(overlay);
  }
  if (write) for (const { path, text } of fixed.values()) writeFile(path, text);
  return { report, host: overlay };
}

/** What comes in pieces is read with parts left out, and a fix has to leave those as they are. */
function whole(content: FileContent): Uint8Array {
  if (content instanceof Uint8Array) return content;
  const pieces: Uint8Array[] = [];
  let size = 0;
  for (const piece of content) {
    pieces.push(piece);
    size += piece.length;
    if (size > LONGEST_TEXT) throw new Error(`a file of more than ${LONGEST_TEXT} bytes can be linted, but not fixed`);
  }
  return Buffer.concat(pieces);
}

/** Undefined for bytes that would not be the same again. */
function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function writeFile(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new UsageError(`can't write \`${path}\`: ${describeIoError(error)}`);
  }
}
