import type { FindingLocation, PathElement } from '../../model/generated/exchange.generated.ts';
import { childPointer, type Span } from '../../model/location.ts';
import type { RenderedDocument, RenderedPart } from '../render/render-document.ts';

/** A place that AWS names, in the document that it was given. */
export interface AwsPlace {
  readonly span: Span;
  /** The key or value that holds it: tells where it was written. */
  readonly part: RenderedPart;
}

/**
 * Finds what AWS's path leads to. Where it leads nowhere, the offsets tell: they count characters of a text
 * that is ASCII, so that every way of counting gives the same.
 *
 * Source: https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_PathElement.html
 */
export function awsPlace({ path, span }: FindingLocation, document: RenderedDocument): AwsPlace | undefined {
  const offsets = span === undefined ? undefined : { start: span.start.offset, end: span.end.offset };
  return byPath(path, document, offsets) ?? (offsets === undefined ? undefined : byOffsets(offsets, document));
}

function byPath(path: readonly PathElement[], { text, parts }: RenderedDocument, offsets: Span | undefined): AwsPlace | undefined {
  let pointer = '';
  let found = find(parts, '', 'value', offsets);
  for (const { value, index, key, substring } of path) {
    if (key !== undefined) {
      const part = find(parts, childPointer(pointer, key), 'key', offsets);
      return part === undefined ? undefined : { span: part.span, part };
    }
    if (substring !== undefined) return found === undefined ? undefined : { span: inside(found.span, text, substring), part: found };
    const child = value === undefined ? (index === undefined ? undefined : childPointer(pointer, index)) : childPointer(pointer, value);
    const next = child === undefined ? undefined : find(parts, child, 'value', offsets);
    // A single value is a list of one.
    if (next === undefined && index === 0) continue;
    if (next === undefined || child === undefined) return undefined;
    found = next;
    pointer = child;
  }
  return found === undefined ? undefined : { span: found.span, part: found };
}

/** A key that comes twice has two parts of one pointer: the offsets tell which is meant. */
function find(parts: readonly RenderedPart[], pointer: string, kind: RenderedPart['kind'], offsets: Span | undefined): RenderedPart | undefined {
  const candidates = parts.filter((part) => part.pointer === pointer && part.kind === kind);
  return candidates.find(({ span }) => offsets !== undefined && span.start <= offsets.start && offsets.end <= span.end) ?? candidates[0];
}

/** Part of a text, where its characters stand one by one. */
function inside(whole: Span, text: string, { start, length }: { readonly start: number; readonly length: number }): Span {
  const written = text.slice(whole.start, whole.end);
  const from = whole.start + 1 + start;
  if (!written.startsWith('"') || written.includes('\\') || from + length > whole.end - 1) return whole;
  return { start: from, end: from + length };
}

/** The smallest part that holds the range. */
function byOffsets({ start, end }: Span, { parts }: RenderedDocument): AwsPlace | undefined {
  const holding = parts.filter(({ span }) => span.start <= start && end <= span.end);
  const [first, ...rest] = holding;
  if (first === undefined) return undefined;
  const part = rest.reduce((small, other) => (other.span.end - other.span.start < small.span.end - small.span.start ? other : small), first);
  return { span: { start, end: Math.max(end, start + 1) }, part };
}
