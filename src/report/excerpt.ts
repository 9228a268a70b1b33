import type { LineIndex } from '../model/line-index.ts';
import type { Position } from '../model/location.ts';
import { printable } from './printable.ts';

/** A longer line shows only what surrounds the place. */
const MAX_WIDTH = 110;
/** What of a cut line stays visible before the place. */
const CONTEXT_BEFORE = 40;

export interface Excerpt {
  /** The source line, or the part of it around the place. */
  readonly line: string;
  /** Blanks, then one `^` for each column of the place that is shown. */
  readonly marker: string;
}

/** The line where a place starts, and a marker to print under it. Undefined where there is no line to show. */
export function excerpt(index: LineIndex, start: Position, end: Position, maxWidth: number = MAX_WIDTH): Excerpt | undefined {
  const width = Math.min(MAX_WIDTH, maxWidth);
  const source = index.line(start.line);
  if (source.trim() === '') return undefined;
  const cutBefore = source.length > width && start.column > CONTEXT_BEFORE ? start.column - 1 - CONTEXT_BEFORE : 0;
  const before = cutBefore > 0 ? '…' : '';
  const cutBehind = source.length - cutBefore > width;
  const shown = source.slice(cutBefore, cutBefore + width);
  const line = `${before}${printable(shown)}${cutBehind ? '…' : ''}`;
  const offset = before.length + start.column - 1 - cutBefore;
  const endColumn = end.line === start.line ? end.column : source.trimEnd().length + 1;
  const length = Math.max(1, Math.min(endColumn - start.column, line.length - offset));
  return { line, marker: `${' '.repeat(Math.max(0, offset))}${'^'.repeat(length)}` };
}
