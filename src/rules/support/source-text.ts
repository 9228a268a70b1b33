import type { LocatedNode, LocatedObject } from '../../model/located.ts';
import type { Location, Span } from '../../model/location.ts';
import { knownText } from '../../model/unknown-value.ts';

/** An anchor, and perhaps a tag behind it: who edits what follows edits what stands elsewhere too. */
const ANCHOR_BEFORE = /&[^\s,[\]{}]+\s+(?:![^\s,[\]{}]*\s+)?$/;

/** Whether what begins there has a name by which other places may repeat it. */
export function isAnchored(text: string, { start }: Span): boolean {
  return ANCHOR_BEFORE.test(text.slice(Math.max(0, start - 200), start));
}

/**
 * Where the file has this value letter for letter, without its quotes; undefined where it has something
 * else there, such as a function that made the value, an escape, or an anchor that others refer to.
 */
export function writtenSpan(text: string, { span }: Location, value: string): Span | undefined {
  if (span === undefined || value === '' || isAnchored(text, span)) return undefined;
  const raw = text.slice(span.start, span.end);
  if (raw === value) return span;
  const quoted = (raw === `"${value}"` || raw === `'${value}'`) && !/["'\\]/.test(value);
  return quoted ? { start: span.start + 1, end: span.end - 1 } : undefined;
}

/** Whether all of a value stands in the file as it is, each key and scalar within the span of what holds it. */
export function standsAsWritten(text: string, node: LocatedNode): boolean {
  const { span } = node.loc;
  if (span === undefined) return false;
  switch (node.kind) {
    case 'object':
      return hasWrittenKeys(text, node) && node.members.every(({ value }) => isWithin(value.loc, span) && standsAsWritten(text, value));
    case 'array':
      return node.items.every((item) => isWithin(item.loc, span) && standsAsWritten(text, item));
    case 'string':
      return writtenSpan(text, node.loc, knownText(node.text) ?? '') !== undefined;
    case 'number':
      return text.slice(span.start, span.end) === node.source;
    case 'boolean':
      return text.slice(span.start, span.end).toLowerCase() === String(node.value);
    case 'null':
    case 'unknown':
      return false;
  }
}

function hasWrittenKeys(text: string, { members, loc }: LocatedObject): boolean {
  return members.every(({ key, keyLoc }) => loc.span !== undefined && isWithin(keyLoc, loc.span) && writtenSpan(text, keyLoc, key) !== undefined);
}

export function isWithin({ span }: Location, outer: Span): boolean {
  return span !== undefined && span.start >= outer.start && span.end <= outer.end;
}
