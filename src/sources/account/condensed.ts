import type { LocatedNode } from '../../model/located.ts';
import type { Span } from '../../model/location.ts';
import { parseJsonText } from '../../model/parse/json-text.ts';
import { plainText } from '../cloudformation/template.ts';
import { textWindow, type TextWindow } from '../text/text-window.ts';
import { isRecordList, keptOfRecord } from './kept-parts.ts';

/** Longer than any record of an account. What is longer is no account export, and is not waited for. */
const LONGEST_VALUE = 4_000_000;

/** Stands for bytes that are no text, which is a mistake wherever it is. */
const REPLACEMENT = '\uFFFD';

/**
 * A text that comes in pieces, put together. Where it is an account export in JSON, `0` stands for each value that
 * `keptOfRecord` lets go of, with its line breaks, and with blanks up to the column in which its last line ended.
 *
 * Only whole records without any mistake lose something. From the first thing on that is not as it is in every such
 * export, the text stays as it is: what is wrong with it, and where, is for its reader to say.
 */
export function condensed(pieces: Iterable<string>): string {
  const text = textWindow(pieces, LONGEST_VALUE);
  walkDocument(text);
  return text.toEnd();
}

function walkDocument(text: TextWindow): boolean {
  const member = (): boolean => {
    const key = text.next() === '"' ? plainText(passValue(text)) : undefined;
    if (key === undefined || !text.takes(':')) return false;
    if (text.next() === '[' && isRecordList(key)) return sequence(text, ']', () => condenseRecord(text, key));
    return passValue(text) !== undefined;
  };
  const page = (): boolean => text.next() === '{' && sequence(text, '}', member);
  return text.next() === '[' ? sequence(text, ']', page) : page();
}

/** What is between two brackets, with commas in between. */
function sequence(text: TextWindow, close: ']' | '}', item: () => boolean): boolean {
  text.pass(1);
  if (text.takes(close)) return true;
  for (;;) {
    if (!item()) return false;
    if (text.takes(close)) return true;
    if (!text.takes(',')) return false;
  }
}

interface Value {
  readonly written: string;
  readonly root: LocatedNode;
}

/** The value that is next; undefined where there is none, it has mistakes or is long. */
function nextValue(text: TextWindow): Value | undefined {
  text.next();
  const written = text.value() ?? '';
  const { root, errors } = parseJsonText(written);
  return root === undefined || errors.length > 0 || written.includes(REPLACEMENT) ? undefined : { written, root };
}

function passValue(text: TextWindow): LocatedNode | undefined {
  const found = nextValue(text);
  text.pass(found?.written.length ?? 0);
  return found?.root;
}

function condenseRecord(text: TextWindow, list: string): boolean {
  const found = nextValue(text);
  if (found === undefined) return false;
  const { written, root } = found;
  text.replace(written.length, without(written, spansLetGo(root, keptOfRecord(root, list))));
  return true;
}

/** The values of a tree that a smaller one lacks, in their order. */
function spansLetGo(whole: LocatedNode, kept: LocatedNode | undefined): readonly Span[] {
  if (whole === kept) return [];
  if (whole.kind === 'object' && kept?.kind === 'object') {
    const values = new Map(kept.members.map(({ keyLoc, value: part }) => [keyLoc, part]));
    return whole.members.flatMap(({ keyLoc, value: part }) => spansLetGo(part, values.get(keyLoc)));
  }
  if (whole.kind === 'array' && kept?.kind === 'array') return whole.items.flatMap((item) => spansLetGo(item, kept.items.find((other) => other === item)));
  return whole.loc.span === undefined ? [] : [whole.loc.span];
}

function without(text: string, spans: readonly Span[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end } of spans) {
    const lines = text.slice(start, end).split('\n');
    const columns = lines.at(-1)?.length ?? 0;
    parts.push(text.slice(at, start), '0', '\n'.repeat(lines.length - 1), ' '.repeat(lines.length === 1 ? columns - 1 : columns));
    at = end;
  }
  return [...parts, text.slice(at)].join('');
}
