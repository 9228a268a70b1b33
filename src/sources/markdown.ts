import type { SourceFile } from '../model/policy-source.ts';

/** A fenced block, with everything around it blanked out: its places are those of the file. */
export interface FencedBlock {
  readonly language: Language;
  readonly text: string;
}

type Language = 'json' | 'yaml';

/** The first word behind a fence, in any case; `{.json}` is how Pandoc writes it. */
const LANGUAGES: Readonly<Record<string, Language | undefined>> = { json: 'json', yaml: 'yaml', yml: 'yaml' };

interface OpenFence {
  readonly fence: string;
  /** How many block quotes it is in. */
  readonly quotes: number;
  /** How far it is indented in the last one: its lines may be, and it is no part of them. */
  readonly indent: number;
  readonly language: Language | undefined;
  /** Where its first line begins. */
  readonly start: number;
}

/** What stands before a fence: the marks of block quotes and list items. Behind backticks there are no others. */
const OPENING = /^\uFEFF?(?<marks>(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])))*)(?<indent>[ \t]*)(?<fence>`{3,}(?=[^`]*$)|~{3,})[ \t]*(?:\{?\.?(?<info>[\w-]*))/;

/**
 * The blocks of a Markdown text that are JSON or YAML and may hold a policy.
 *
 * Source: https://spec.commonmark.org/0.31.2/#fenced-code-blocks
 */
export function fencedBlocks(text: string, mayHold: (body: string) => boolean): readonly FencedBlock[] {
  const blocks: FencedBlock[] = [];
  const blanks = blanked(text);
  let open: OpenFence | undefined;
  const close = (end: number): void => {
    if (open?.language === undefined) return;
    const { language, start } = open;
    const body = bare(text.slice(start, end), open);
    if (mayHold(body)) blocks.push({ language, text: blanks.slice(0, start) + body + blanks.slice(end) });
  };
  for (const { start, end, line } of linesOf(text)) {
    // The end of the quote is the end of what is in it.
    if (open !== undefined && (quotesOf(line) < open.quotes || closes(line, open))) {
      const wasClosed = quotesOf(line) >= open.quotes;
      close(start);
      open = undefined;
      if (wasClosed) continue;
    }
    open ??= opened(line, end);
  }
  // A fence that is never closed goes to the end.
  close(text.length);
  return blocks;
}

function opened(line: string, end: number): OpenFence | undefined {
  const { marks = '', indent = '', fence, info = '' } = OPENING.exec(line)?.groups ?? {};
  if (fence === undefined) return undefined;
  return { fence, quotes: count(marks), indent: marks.trim() === '' ? indent.length : 0, language: LANGUAGES[info.toLowerCase()], start: end };
}

/** As many of the same character, or more, and nothing else. */
function closes(line: string, open: OpenFence): boolean {
  const { fence } = open;
  const mark = bare(line, open).trim();
  return mark.length >= fence.length && mark === fence.charAt(0).repeat(mark.length);
}

function quotesOf(line: string): number {
  return count(/^(?:[ \t]*>)*/.exec(line)?.[0] ?? '');
}

function count(marks: string): number {
  return marks.split('>').length - 1;
}

/** Without what is of the block quotes and list items that it is in, and as long as before. */
function bare(text: string, { quotes, indent }: OpenFence): string {
  return quotes + indent === 0 ? text : text.replace(new RegExp(`^(?:[ \\t]*>){0,${quotes}}[ \\t]{0,${indent}}`, 'gm'), blanked);
}

function blanked(text: string): string {
  return text.replace(/[^\n\r]/g, ' ');
}

function* linesOf(text: string): Generator<{ readonly start: number; readonly end: number; readonly line: string }> {
  for (let start = 0; start < text.length; ) {
    const feed = text.indexOf('\n', start);
    const end = feed === -1 ? text.length : feed + 1;
    yield { start, end, line: text.slice(start, end).trimEnd() };
    start = end;
  }
}

/** One file out of what its blocks were read as. Blocks that hold no policy don't count. */
export function joinBlocks(path: string, text: string, blocks: readonly SourceFile[]): SourceFile {
  const found = blocks.filter(({ recognized }) => recognized);
  const workloads = found.flatMap((block) => block.workloads ?? []);
  const sessions = found.flatMap((block) => block.sessions ?? []);
  return {
    path,
    text,
    policies: found.flatMap(({ policies }) => policies),
    principals: found.flatMap(({ principals }) => principals),
    ...(workloads.length === 0 ? {} : { workloads }),
    ...(sessions.length === 0 ? {} : { sessions }),
    errors: found.flatMap(({ errors }) => errors),
    recognized: found.length > 0,
    ...(found.length === 0 ? {} : { format: 'markdown' }),
  };
}
