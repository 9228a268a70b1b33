import { countNewlines, type TextPlace } from './text-place.ts';

/** The most bytes that one event may take. CloudTrail's own limit is 1 MB: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html */
export const MAX_RECORD_BYTES: number = 4 * 1024 * 1024;

export type ScannedRecord =
  | { readonly kind: 'record'; readonly bytes: Uint8Array; readonly place: TextPlace }
  /** What is wrong. With `fatal`, nothing behind it was read. */
  | { readonly kind: 'problem'; readonly message: string; readonly place: TextPlace; readonly fatal: boolean };

/** Takes a text piece by piece; what comes back is whole records, in their order. */
export interface RecordScanner {
  readonly push: (chunk: Uint8Array) => readonly ScannedRecord[];
  /** Says what is missing when the text is over. */
  readonly end: () => readonly ScannedRecord[];
}

type Mode =
  /** Between top-level values. */
  | 'outside'
  /** Within an object that is a record, or, at the top level, holds the list of them. */
  | 'object'
  /** Between the items of a list. */
  | 'list'
  /** Behind the list, within the object that holds it. */
  | 'behind'
  | 'stopped';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** The keys whose list holds events: of log files, and of `aws cloudtrail lookup-events`. */
const LISTS: ReadonlySet<string> = new Set(['Records', 'Events']);

/**
 * Finds the records in `{"Records": […]}`, in a list of objects, and in JSON Lines. It keeps one record at
 * a time, whatever the size of the text: a parser of whole texts can't read logs. Only boundaries are told
 * here; whether a record is well-formed JSON is for the one who parses it.
 */
export function recordScanner(maxRecordBytes: number = MAX_RECORD_BYTES): RecordScanner {
  let buffer: Uint8Array = new Uint8Array();
  /** Of the buffer's start in the text. */
  let firstByte = 0;
  /** Where lines have been counted up to in the buffer, and the line there. */
  let counted = 0;
  let line = 1;
  let at = 0;
  let mode: Mode = 'outside';
  /** Where the current object starts in the buffer; -1 when it is skipped or there is none. */
  let start = -1;
  let skipping = false;
  /** Brackets that are open within the current object. */
  let depth = 0;
  /** Whether the list of records is within an object, and whether the current object may turn out to be that one. */
  let wrapped = false;
  let mayWrap = false;
  /** Where the current string starts; -1 outside of strings. */
  let stringStart = -1;
  /** The last string at the first level of an object that may wrap, and the key that was made of it. */
  let lastString = '';
  let key = '';
  let found: ScannedRecord[] = [];

  const placeOf = (position: number): TextPlace => {
    if (position < counted) return { byte: firstByte + position, line: line - countNewlines(buffer, position, counted) };
    line += countNewlines(buffer, counted, position);
    counted = position;
    return { byte: firstByte + position, line };
  };
  const stop = (message: string, position: number): void => {
    found.push({ kind: 'problem', message, place: placeOf(position), fatal: true });
    mode = 'stopped';
  };

  /** Moves past the string that `at` is in. False when its end has not come yet. */
  const passString = (): boolean => {
    for (;;) {
      const quote = buffer.indexOf(QUOTE, at);
      if (quote < 0) {
        at = buffer.length;
        return false;
      }
      at = quote + 1;
      let backslashes = 0;
      while (buffer[quote - 1 - backslashes] === BACKSLASH) backslashes += 1;
      if (backslashes % 2 === 1) continue;
      if (mayWrap && depth === 1 && mode === 'object' && quote - stringStart < 64) lastString = new TextDecoder().decode(buffer.subarray(stringStart + 1, quote));
      stringStart = -1;
      return true;
    }
  };

  const openObject = (position: number): void => {
    mode = 'object';
    start = position;
    depth = 1;
    mayWrap = false;
  };

  const closeObject = (position: number, from: 'list' | 'outside'): void => {
    if (!skipping) found.push({ kind: 'record', bytes: buffer.subarray(start, position + 1), place: placeOf(start) });
    skipping = false;
    start = -1;
    mode = from;
  };

  const withinObject = (byte: number, position: number): void => {
    if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
      if (byte === OPEN_LIST && mayWrap && depth === 1 && LISTS.has(key)) {
        mode = 'list';
        wrapped = true;
        start = -1;
        return;
      }
      depth += 1;
    } else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
      depth -= 1;
      if (depth === 0) closeObject(position, mayWrap ? 'outside' : 'list');
    } else if (byte === COLON && mayWrap && depth === 1) {
      key = lastString;
    }
  };

  const step = (byte: number, position: number): void => {
    switch (mode) {
      case 'object':
        withinObject(byte, position);
        return;
      case 'behind':
        if (byte === OPEN_OBJECT || byte === OPEN_LIST) depth += 1;
        else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) depth -= 1;
        if (depth === 0) mode = 'outside';
        return;
      case 'list':
        if (byte === OPEN_OBJECT) openObject(position);
        else if (byte === CLOSE_LIST) {
          mode = wrapped ? 'behind' : 'outside';
          depth = wrapped ? 1 : 0;
        } else if (byte !== COMMA) stop('expected an event, which is an object', position);
        return;
      case 'outside':
        if (byte === OPEN_OBJECT) {
          openObject(position);
          mayWrap = true;
          key = '';
        } else if (byte === OPEN_LIST) {
          mode = 'list';
          wrapped = false;
        } else if (firstByte + position > 2 || !isByteOrderMark(byte)) stop('expected `{"Records": […]}`, or an event on each line', position);
        return;
      case 'stopped':
    }
  };

  /** Lets go of what is no longer needed. */
  const forget = (): void => {
    let keep = start >= 0 ? start : at;
    // Of a string that nobody wants, only the backslashes before its next character matter.
    if (start < 0 && stringStart >= 0) while (keep > 0 && buffer[keep - 1] === BACKSLASH) keep -= 1;
    placeOf(keep);
    firstByte += keep;
    buffer = buffer.slice(keep);
    at -= keep;
    counted -= keep;
    if (start >= 0) start -= keep;
    if (stringStart >= 0) stringStart = Math.max(0, stringStart - keep);
  };

  const guardSize = (): void => {
    if (start < 0 || buffer.length - start <= maxRecordBytes) return;
    const message = `an event of more than ${maxRecordBytes} bytes`;
    if (mayWrap) {
      stop(message, start);
      return;
    }
    found.push({ kind: 'problem', message, place: placeOf(start), fatal: false });
    skipping = true;
    start = -1;
  };

  return {
    push: (chunk) => {
      if (mode === 'stopped') return [];
      buffer = joined(buffer, chunk);
      while (at < buffer.length && !isStopped(mode)) {
        if (stringStart >= 0) {
          if (!passString()) break;
          continue;
        }
        const byte = buffer[at] ?? 0;
        if (byte === QUOTE && (mode === 'object' || mode === 'behind')) stringStart = at;
        else if (byte > 0x20) step(byte, at);
        at += 1;
      }
      guardSize();
      const complete = found;
      found = [];
      // The records are views of the buffer that was; what is kept is copied.
      forget();
      return complete;
    },
    end: () => {
      if (mode === 'outside' || mode === 'stopped') return [];
      const message = mode === 'object' ? 'the text ends within this event' : 'the text ends before the list of events does';
      return [{ kind: 'problem', message, place: placeOf(start >= 0 ? start : at), fatal: true }];
    },
  };
}

/** A call, since the compiler doesn't see that `step` changes the mode. */
function isStopped(mode: Mode): boolean {
  return mode === 'stopped';
}

function isByteOrderMark(byte: number): boolean {
  return byte === 0xef || byte === 0xbb || byte === 0xbf;
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  if (first.length === 0) return second;
  const whole = new Uint8Array(first.length + second.length);
  whole.set(first);
  whole.set(second, first.length);
  return whole;
}
