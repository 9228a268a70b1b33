import type { StreamHost } from '../../model/host.ts';
import { athenaRows } from './athena-rows.ts';
import { readEvent, type TrailEvent } from './event.ts';
import { recordScanner, type ScannedRecord } from './record-scanner.ts';
import type { TextPlace } from './text-place.ts';

/** Something of a log that could not be read. */
export interface TrailProblem {
  readonly path: string;
  /** In the text, which for a compressed file is what it holds. Absent where the file can't be read at all. */
  readonly place?: TextPlace;
  readonly message: string;
}

/** What a log is read into, as it comes. */
export interface TrailSink {
  readonly event: (event: TrailEvent) => void;
  readonly problem: (problem: TrailProblem) => void;
}

/** More problems of one file than this are only counted. */
const MOST_PROBLEMS = 10;

const GZIP = [0x1f, 0x8b] as const;

/**
 * Reads one file: a CloudTrail log (`{"Records": […]}`, JSON Lines, what `lookup-events` prints), or the result of
 * the Athena query as CSV; compressed with gzip or not. What is wrong with the file is reported, never thrown, and
 * what could be read counts all the same.
 */
export async function readTrail(path: string, host: StreamHost, sink: TrailSink): Promise<void> {
  let problems = 0;
  const problem = (message: string, place?: TextPlace): void => {
    problems += 1;
    if (problems <= MOST_PROBLEMS) sink.problem({ path, message, ...(place === undefined ? {} : { place }) });
  };
  try {
    const { compressed, chunks } = await peeked(host.readChunks(path));
    const text = compressed ? await peeked(host.gunzipChunks(chunks)) : { chunks };
    const { first, chunks: content } = await peeked(text.chunks);
    await (isCsv(first) ? readCsv : readJson)(content, sink.event, problem);
  } catch (error) {
    problem(error instanceof Error ? error.message : String(error));
  }
  if (problems > MOST_PROBLEMS) sink.problem({ path, message: `${problems - MOST_PROBLEMS} more problems in this file` });
}

type Report = (message: string, place: TextPlace) => void;

async function readCsv(chunks: AsyncIterable<Uint8Array>, event: TrailSink['event'], problem: Report): Promise<void> {
  for await (const row of athenaRows(chunks)) {
    if (row.event === undefined) problem(row.message, row.place);
    else event(row.event);
  }
}

async function readJson(chunks: AsyncIterable<Uint8Array>, event: TrailSink['event'], problem: Report): Promise<void> {
  const scanner = recordScanner();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (bytes: Uint8Array): string => decoder.decode(bytes);
  const take = (scanned: readonly ScannedRecord[]): boolean => {
    for (const item of scanned) {
      if (item.kind === 'problem') {
        problem(item.message, item.place);
        if (item.fatal) return false;
        continue;
      }
      const read = parseRecord(item.bytes, decode);
      if (typeof read === 'string') problem(read, item.place);
      else event(read);
    }
    return true;
  };
  for await (const chunk of chunks) if (!take(scanner.push(chunk))) return;
  take(scanner.end());
}

function parseRecord(bytes: Uint8Array, decode: (bytes: Uint8Array) => string): TrailEvent | string {
  let value: unknown;
  try {
    value = JSON.parse(decode(bytes));
  } catch (error) {
    return error instanceof SyntaxError ? 'an event that is not well-formed JSON' : 'an event that is not UTF-8 text';
  }
  return readEvent(value);
}

interface Peeked {
  readonly first: Uint8Array;
  readonly compressed: boolean;
  /** All of it, the first piece included. */
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** As many bytes as say what a file is. */
const LOOK = 200;

/** Looks at the first bytes, which say what a file is; its name may say something else. */
async function peeked(chunks: AsyncIterable<Uint8Array>): Promise<Peeked> {
  const iterator = chunks[Symbol.asyncIterator]();
  const seen: Uint8Array[] = [];
  let length = 0;
  while (length < LOOK) {
    const next = await iterator.next();
    if (next.done === true) break;
    seen.push(next.value);
    length += next.value.length;
  }
  const all = async function* (): AsyncIterable<Uint8Array> {
    try {
      yield* seen;
      for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
    } finally {
      await iterator.return?.();
    }
  };
  const first = Uint8Array.from(seen.flatMap((chunk) => [...chunk.subarray(0, LOOK)]));
  return { first, compressed: first[0] === GZIP[0] && first[1] === GZIP[1], chunks: all() };
}

/** A header of column names, quoted or not, and not JSON. */
function isCsv(bytes: Uint8Array): boolean {
  return /^\uFEFF?"?[A-Za-z_]+"?,/.test(new TextDecoder().decode(bytes.subarray(0, LOOK)));
}
