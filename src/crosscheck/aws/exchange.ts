import type { AwsAnswer, AwsFailure } from './api.ts';
import { flawOf } from './ask.ts';
import { isOperation, type Operation } from './operations.ts';

/** Where recorded exchanges are kept: one file each, by name. */
export interface ExchangeStore {
  /** The text of a file; undefined for one that is not there. Throws an `Error` that says why it can't be read. */
  readonly read: (name: string) => string | undefined;
  /** Throws an `Error` that says why it can't be written. */
  readonly write: (name: string, text: string) => void;
}

/** The same text for the same request, in whatever order its members come. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) => (isObject(member) ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1))) : member));
}

/** An exchange as a file. */
export function exchangeText(operation: Operation, request: object, answer: AwsAnswer): string {
  const outcome = answer.ok ? { response: answer.output } : { error: { name: answer.failure.name ?? answer.failure.kind, message: answer.failure.message } };
  return `${JSON.stringify({ schemaVersion: 1, operation, request, ...outcome }, undefined, 2)}\n`;
}

/** Reads a file's exchange: the answer to this request, or why it is none. */
export function readExchange(name: string, text: string, operation: Operation, request: object): AwsAnswer {
  const broken = (flaw: string): AwsAnswer => ({ ok: false, failure: notRecorded(`the recorded exchange \`${name}\` ${flaw}`) });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return broken(`is no JSON: ${placeOf(text, error instanceof Error ? error.message : String(error))}`);
  }
  if (!isObject(value)) return broken('is no object');
  if (value['schemaVersion'] !== 1) return broken('is not of `schemaVersion` 1');
  const { operation: recorded, request: asked, response, error } = value;
  if (typeof recorded !== 'string' || !isOperation(recorded)) return broken('names no `operation` that there is');
  if (recorded !== operation || canonical(asked) !== canonical(request)) return broken(`is of another request than \`${operation}\` asks here: record it again`);
  if (isObject(error)) {
    const { name: code, message } = error;
    if (typeof code !== 'string' || typeof message !== 'string') return broken('has an `error` without `name` and `message`');
    return { ok: false, failure: { kind: 'refused', name: code, message } };
  }
  if (response === undefined) return broken('has neither `response` nor `error`');
  const flaw = flawOf(operation, response);
  return flaw === undefined ? { ok: true, output: response } : broken(`has a \`response\` that is none of \`${operation}\`: ${flaw}`);
}

export function notRecorded(message: string): AwsFailure {
  return { kind: 'notRecorded', message };
}

/** V8 tells the offset, people need the line. */
function placeOf(text: string, message: string): string {
  const offset = /at position (\d+)/.exec(message)?.[1];
  if (offset === undefined) return message;
  const before = text.slice(0, Number(offset)).split('\n');
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}: ${message.replace(/ in JSON at position \d+.*$/, '')}`;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
