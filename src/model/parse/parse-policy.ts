import { lineIndex, rangeOf } from '../line-index.ts';
import type { Position } from '../location.ts';
import type { Policy, PolicyType } from '../policy.ts';
import type { SourceError } from '../source-error.ts';
import { parseJsonText, type TextParse } from './json-text.ts';
import { parsePlainObject } from './plain-object.ts';
import { parsePolicyNode } from './policy.ts';

export interface ParsePolicyOptions {
  /** What the policy is attached to. Without it only what all types agree on is checked. */
  readonly type?: PolicyType;
}

/** A source error with lines and columns. Of an object only the pointer in `loc` tells the place. */
export interface PositionedError extends SourceError {
  readonly start?: Position;
  readonly end?: Position;
}

export interface ParsedPolicy {
  /**
   * What could be read. Present even with errors, as far as there is anything: a statement that is
   * malformed says so in its `problems`, and allows nothing when it is evaluated.
   */
  readonly policy?: Policy;
  readonly errors: readonly PositionedError[];
}

/**
 * No service takes a policy of more than some tens of kilobytes, white space aside; a text of this many
 * UTF-16 units is none, and reading it would only keep its user waiting.
 */
const MAX_TEXT = 10_000_000;

/**
 * Reads a policy document from JSON text or from an object. Never throws on bad input: all errors are
 * collected, each with a code and its position.
 */
export function parsePolicy(input: unknown, options: ParsePolicyOptions = {}): ParsedPolicy {
  const text = typeof input === 'string' ? input : undefined;
  const { root, errors: readErrors } = text === undefined ? parsePlainObject(input) : parseText(text);
  const parsed = root === undefined ? { errors: [] } : parsePolicyNode(root, options.type);
  const errors = [...readErrors, ...parsed.errors];
  const index = text === undefined || errors.length === 0 ? undefined : lineIndex(text);
  return {
    ...(parsed.policy === undefined ? {} : { policy: parsed.policy }),
    errors: index === undefined ? errors : errors.map((error) => ({ ...error, ...rangeOf(index, error.loc) })),
  };
}

function parseText(text: string): TextParse {
  if (text.length <= MAX_TEXT) return parseJsonText(text);
  const message = `the text has ${text.length} characters, far more than AWS takes of a policy: expected at most ${MAX_TEXT}`;
  return { errors: [{ code: 'too-large', message, loc: { pointer: '', span: { start: MAX_TEXT, end: text.length } } }] };
}
