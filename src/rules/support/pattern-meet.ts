import type { Pattern } from '../../model/pattern.ts';

/** UTF-16 units, and below zero what stands for others. */
export type Symbols = readonly number[];

const RUN = -1;
const ONE = -2;
/** Any run without a slash: a placeholder of an ARN format, never part of a policy. */
const RUN_WITHOUT_SLASH = -3;
const SLASH = 47;

const known = new WeakMap<Pattern, Symbols>();

/** A pattern as symbols: variables and unknown values may be any text. */
export function patternSymbols(pattern: Pattern): Symbols {
  const before = known.get(pattern);
  if (before !== undefined) return before;
  const symbols: number[] = [];
  for (const part of pattern.parts) {
    if (part.kind === 'literal') for (let at = 0; at < part.text.length; at += 1) symbols.push(part.text.charCodeAt(at));
    else symbols.push(part.kind === 'anyOne' ? ONE : RUN);
  }
  known.set(pattern, symbols);
  return symbols;
}

/** An ARN format in which each placeholder is any text, or any text without a slash. */
export function formatSymbols(format: string, mayHaveSlash: (placeholder: string) => boolean): Symbols {
  return format.split(/(\$\{[^}]*\})/).flatMap((piece) => {
    if (!piece.startsWith('${')) return textSymbols(piece);
    return [mayHaveSlash(piece.slice(2, -1)) ? RUN : RUN_WITHOUT_SLASH];
  });
}

/** A text in which `*` stands for anything. */
export function textSymbols(text: string): Symbols {
  return Array.from({ length: text.length }, (_, at) => (text.charAt(at) === '*' ? RUN : text.charCodeAt(at)));
}

/** Whether there is a text that both stand for. Takes time in the product of their lengths at most. */
export function symbolsMeet(a: Symbols, b: Symbols): boolean {
  let start = 0;
  while (start < a.length && start < b.length && isUnit(a[start]) && isUnit(b[start])) {
    if (a[start] !== b[start]) return false;
    start += 1;
  }
  let end = 0;
  while (end < a.length - start && end < b.length - start && isUnit(a.at(-1 - end)) && isUnit(b.at(-1 - end))) {
    if (a.at(-1 - end) !== b.at(-1 - end)) return false;
    end += 1;
  }
  return middlesMeet(a.slice(start, a.length - end), b.slice(start, b.length - end));
}

function middlesMeet(a: Symbols, b: Symbols): boolean {
  if (a.every(isFullRun)) return a.length > 0 || b.every(isRun);
  if (b.every(isFullRun)) return b.length > 0 || a.every(isRun);
  // Most placeholders stand alone between literal text: whatever has no slash of its own can be one.
  if (isOneSegment(a)) return !b.includes(SLASH);
  if (isOneSegment(b)) return !a.includes(SLASH);
  if ((a.includes(SLASH) && !b.some(mayBeSlash)) || (b.includes(SLASH) && !a.some(mayBeSlash))) return false;
  return tableMeets(a, b);
}

function mayBeSlash(symbol: number): boolean {
  return symbol === SLASH || symbol === RUN || symbol === ONE;
}

function isOneSegment(symbols: Symbols): boolean {
  return symbols.length === 1 && symbols[0] === RUN_WITHOUT_SLASH;
}

/** Which prefixes of `b` can stand for the same text as a prefix of `a`, one prefix of `a` after the other. */
function tableMeets(a: Symbols, b: Symbols): boolean {
  let row = new Uint8Array(b.length + 1);
  let next = new Uint8Array(b.length + 1);
  row[0] = 1;
  spread(row, a[0], b);
  for (let index = 0; index < a.length; index += 1) {
    const symbol = a[index] ?? RUN;
    next.fill(0);
    let any = false;
    for (let column = 0; column <= b.length; column += 1) {
      if (row[column] === 0) continue;
      const other = b[column];
      // A run may end here, and a run of `b` may take the symbol.
      if (isRun(symbol) || (other !== undefined && takes(other, symbol))) next[column] = 1;
      if (other !== undefined && !isRun(symbol) && !isRun(other) && (symbol === other || symbol === ONE || other === ONE)) next[column + 1] = 1;
      any ||= next[column] === 1 || next[column + 1] === 1;
    }
    if (!any) return false;
    [row, next] = [next, row];
    spread(row, a[index + 1], b);
  }
  return row[b.length] === 1;
}

/** Steps that take nothing of `a`: a run of `b` ends, or the run at which `a` is takes a symbol of `b`. */
function spread(row: Uint8Array, symbol: number | undefined, b: Symbols): void {
  for (let column = 0; column < b.length; column += 1) {
    const other = b[column] ?? RUN;
    if (row[column] === 1 && (isRun(other) || (symbol !== undefined && takes(symbol, other)))) row[column + 1] = 1;
  }
}

/** Whether a run can stand for the symbol, or for part of what a run stands for. */
function takes(run: number, symbol: number): boolean {
  return run === RUN || (run === RUN_WITHOUT_SLASH && symbol !== SLASH);
}

function isRun(symbol: number): boolean {
  return symbol === RUN || symbol === RUN_WITHOUT_SLASH;
}

function isFullRun(symbol: number): boolean {
  return symbol === RUN;
}

function isUnit(symbol: number | undefined): boolean {
  return symbol !== undefined && symbol >= 0;
}
