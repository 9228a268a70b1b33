import type { Location, Position } from './location.ts';

/** Finds lines and columns in one text. Made once per text, when somebody asks for a place. */
export interface LineIndex {
  readonly position: (offset: number) => Position;
  /** The text of a line (from 1), without its line break; empty beyond the last. */
  readonly line: (line: number) => string;
}

export function lineIndex(text: string): LineIndex {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return {
    position: (offset) => {
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((starts[middle] ?? 0) <= offset) low = middle;
        else high = middle - 1;
      }
      return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
    },
    line: (line) => {
      const start = starts[line - 1];
      if (start === undefined) return '';
      return text.slice(start, (starts[line] ?? text.length + 1) - 1).replace(/\r$/, '');
    },
  };
}

const known = new WeakMap<{ readonly text: string }, LineIndex>();

/** The lines of a file that places are asked of again and again: some have a hundred thousand lines, and thousands of principals. */
export function linesOf(file: { readonly text: string }): LineIndex {
  const index = known.get(file) ?? lineIndex(file.text);
  known.set(file, index);
  return index;
}

/** The start and end of a location; both 1:1 for what has no text. */
export function rangeOf(index: LineIndex | undefined, location: Location): { readonly start: Position; readonly end: Position } {
  if (index === undefined || location.span === undefined) {
    return { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };
  }
  return { start: index.position(location.span.start), end: index.position(location.span.end) };
}
