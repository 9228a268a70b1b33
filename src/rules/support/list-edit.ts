import type { LocatedArray, LocatedObject } from '../../model/located.ts';
import type { Location, Span } from '../../model/location.ts';
import type { TextEdit } from '../../model/finding.ts';
import { isAnchored } from './source-text.ts';

/** White space and comments, which run to the end of their line. */
const BLANK = /^(?:\s|#[^\n]*(?:\n|$))*$/;
const FIRST_IN_FLOW = /^[[{](?:\s|#[^\n]*\n)*$/;
const BETWEEN_IN_FLOW = /^\s*(?:#[^\n]*\n\s*)*,(?:\s|#[^\n]*\n)*$/;
const LAST_IN_FLOW = /^(?:\s|#[^\n]*\n)*,?(?:\s|#[^\n]*\n)*[\]}]$/;
const BETWEEN_IN_BLOCK = /^[ \t]*(?:#[^\n]*)?\r?\n(?:[ \t]*(?:#[^\n]*)?\r?\n)*[ \t]*-[ \t]+$/;
const FIRST_IN_BLOCK = /^-[ \t]+$/;
const BETWEEN_IN_MAP = /^[ \t]*(?:#[^\n]*)?\r?\n(?:[ \t]*(?:#[^\n]*)?\r?\n)*[ \t]*$/;
/** A comment behind the last entry, in its line. */
const BESIDE = /^[ \t,]*#/;

/** A comment in a line of its own, between an entry and the one before. */
const ABOVE = /\n[ \t]*#/;

/**
 * The edits that take items out of a list, in JSON and in both of YAML's ways to write one: with their
 * comma, and with their line where it holds nothing else. Undefined where that is not sure to leave
 * everything else as it is: the last item would go, a comment stands by or above what goes, or the list in the file
 * is not just these items in this order (a function or an alias brought some of them).
 *
 * @param text the whole file, which the spans of the list are about.
 * @param gone the positions of the items to remove.
 */
export function removeItems(text: string, list: LocatedArray, gone: ReadonlySet<number>): readonly TextEdit[] | undefined {
  return removeEntries(text, list.loc, list.items.map(({ loc }) => loc.span), gone, 'list');
}

/** The same for the members of an object: key and value. */
export function removeMembers(text: string, object: LocatedObject, gone: ReadonlySet<number>): readonly TextEdit[] | undefined {
  const spans = object.members.map(({ keyLoc, value }) => {
    const [key, end] = [keyLoc.span, value.loc.span];
    return key === undefined || end === undefined || end.start < key.end ? undefined : { start: key.start, end: end.end };
  });
  return removeEntries(text, object.loc, spans, gone, 'map');
}

function removeEntries(text: string, { span }: Location, entries: readonly (Span | undefined)[], gone: ReadonlySet<number>, kind: 'list' | 'map'): readonly TextEdit[] | undefined {
  const spans = inOrder(entries, span);
  if (spans === undefined || span === undefined || gone.size === 0 || gone.size >= spans.length || isAnchored(text, span)) return undefined;
  const gaps = gapsOf(text, span, spans);
  if ([...gone].some((index) => ABOVE.test(gaps[index] ?? ''))) return undefined;
  const flow = text.charAt(span.start) === (kind === 'list' ? '[' : '{');
  const removed = flow ? removeFromFlow(text, span, spans, gone) : removeFromBlock(text, span, spans, gone, kind);
  return removed?.map((each) => ({ span: each, text: '' }));
}

function inOrder(entries: readonly (Span | undefined)[], outer: Span | undefined): readonly Span[] | undefined {
  if (outer === undefined) return undefined;
  const spans: Span[] = [];
  let end = outer.start;
  for (const span of entries) {
    if (span === undefined || span.start < end || span.end <= span.start || span.end > outer.end) return undefined;
    spans.push(span);
    end = span.end;
  }
  return spans;
}

/** What stands in front of each item: from the start of the list or the end of the item before. */
function gapsOf(text: string, list: Span, spans: readonly Span[]): readonly string[] {
  return spans.map((span, index) => text.slice(spans[index - 1]?.end ?? list.start, span.start));
}

function removeFromFlow(text: string, list: Span, spans: readonly Span[], gone: ReadonlySet<number>): readonly Span[] | undefined {
  const plain = gapsOf(text, list, spans).every((gap, index) => (index === 0 ? FIRST_IN_FLOW : BETWEEN_IN_FLOW).test(gap));
  if (!plain || !LAST_IN_FLOW.test(text.slice(spans.at(-1)?.end, list.end))) return undefined;
  const removed: Span[] = [];
  for (const { from, to } of runsOf(gone)) {
    const [first, last] = [spans[from], spans[to]];
    const next = spans[to + 1];
    const before = spans[from - 1];
    if (first === undefined || last === undefined) return undefined;
    const span = next === undefined ? before && { start: before.end, end: last.end } : upToNext(text, { start: first.start, end: last.end }, next.start);
    if (span === undefined || hasComment(text, span) || (next === undefined && BESIDE.test(text.slice(last.end, list.end)))) return undefined;
    removed.push(span);
  }
  return removed;
}

/** A stretch of items with the comma behind it, when another item follows. */
function upToNext(text: string, items: Span, next: number): Span | undefined {
  const gap = text.slice(items.end, next);
  const comma = gap.replace(/#[^\n]*/g, (comment) => '#'.repeat(comment.length)).indexOf(',');
  const behind = items.end + comma + 1;
  const lineStart = text.lastIndexOf('\n', items.start - 1) + 1;
  const startsLine = /^[ \t]*$/.test(text.slice(lineStart, items.start));
  const lineEnd = /^[ \t]*\r?\n/.exec(text.slice(behind, next));
  if (lineEnd === null) return BLANK.test(text.slice(behind, next)) ? { start: items.start, end: next } : undefined;
  if (startsLine) return { start: lineStart, end: behind + lineEnd[0].length };
  const space = /[ \t]*$/.exec(text.slice(0, items.start))?.[0].length ?? 0;
  return { start: items.start - space, end: behind };
}

function removeFromBlock(text: string, block: Span, spans: readonly Span[], gone: ReadonlySet<number>, kind: 'list' | 'map'): readonly Span[] | undefined {
  const [first, between, before] = kind === 'list' ? [FIRST_IN_BLOCK, BETWEEN_IN_BLOCK, /^[ \t]*-[ \t]+$/] : [/^$/, BETWEEN_IN_MAP, /^[ \t]*$/];
  const plain = gapsOf(text, block, spans).every((gap, index) => (index === 0 ? first : between).test(gap));
  if (!plain) return undefined;
  const removed: Span[] = [];
  for (const index of [...gone].sort((a, b) => a - b)) {
    const span = spans[index];
    if (span === undefined) return undefined;
    const lineStart = text.lastIndexOf('\n', span.start - 1) + 1;
    // The first entry may stand behind something else, such as the dash of an outer list.
    if (!before.test(text.slice(lineStart, span.start))) return undefined;
    const rest = /[ \t]*(?:\r?\n|$)/y;
    rest.lastIndex = span.end;
    const lineEnd = rest.exec(text);
    if (lineEnd === null) return undefined;
    const line = { start: lineStart, end: span.end + lineEnd[0].length };
    if (hasComment(text, line)) return undefined;
    const last = removed.at(-1)?.end === line.start ? removed.pop() : undefined;
    removed.push({ start: last?.start ?? line.start, end: line.end });
  }
  return removed.map((lines) => withBreakBefore(text, lines));
}

/** The last lines of a file that does not end with a line break take the one before them along. */
function withBreakBefore(text: string, { start, end }: Span): Span {
  const lineBreak = end === text.length && !text.endsWith('\n') ? (/\r?\n$/.exec(text.slice(Math.max(0, start - 2), start))?.[0].length ?? 0) : 0;
  return { start: start - lineBreak, end };
}

/** Anything that may be one: a comment is for its author to remove. An anchor must stay too. */
function hasComment(text: string, { start, end }: Span): boolean {
  return /(?:^|\s)#|(?:^|[\s[{,:-])&/.test(text.slice(start, end));
}

function runsOf(gone: ReadonlySet<number>): readonly { readonly from: number; readonly to: number }[] {
  const runs: { from: number; to: number }[] = [];
  for (const index of [...gone].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last?.to === index - 1) last.to = index;
    else runs.push({ from: index, to: index });
  }
  return runs;
}
