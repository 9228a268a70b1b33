import type { Pattern } from '../../model/pattern.ts';

/** UTF-16 units, and below zero what stands for others. */
export type Symbols = readonly number[];

const RUN = -1;
const ONE = -2;

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
  if (a.every(isRun)) return a.length > 0 || b.every(isRun);
  if (b.every(isRun)) return b.length > 0;
  // What is left begins and ends with a wildcard on one side or the other; most often nothing else is to be compared.
  if (a.length === 1 || b.length === 1) return a.length === 1 ? oneMeets(a[0], b) : oneMeets(b[0], a);
  return tableMeets(a, b);
}

/** A single symbol that is no `*`. */
function oneMeets(symbol: number | undefined, other: Symbols): boolean {
  const rest = other.filter((candidate) => candidate !== RUN);
  return rest.length === 0 || (rest.length === 1 && (symbol === ONE || rest[0] === ONE || rest[0] === symbol));
}

/** Which prefixes of `b` can stand for the same text as a prefix of `a`, one prefix of `a` after the other. */
function tableMeets(a: Symbols, b: Symbols): boolean {
  let row = new Uint8Array(b.length + 1);
  let next = new Uint8Array(b.length + 1);
  row[0] = 1;
  spread(row, a[0], b);
  for (let index = 0; index < a.length; index += 1) {
    const symbol = a[index];
    next.fill(0);
    let any = false;
    for (let column = 0; column <= b.length; column += 1) {
      if (row[column] === 0) continue;
      const other = b[column];
      if (symbol === RUN || other === RUN) {
        next[column] = 1;
        any = true;
      }
      if (symbol !== RUN && other !== undefined && other !== RUN && (symbol === other || symbol === ONE || other === ONE)) {
        next[column + 1] = 1;
        any = true;
      }
    }
    if (!any) return false;
    [row, next] = [next, row];
    spread(row, a[index + 1], b);
  }
  return row[b.length] === 1;
}

/** Steps that take nothing of `a`: over a `*` of `b`, and over anything while `a` is at a `*`. */
function spread(row: Uint8Array, symbol: number | undefined, b: Symbols): void {
  for (let column = 0; column < b.length; column += 1) {
    if (row[column] === 1 && (b[column] === RUN || symbol === RUN)) row[column + 1] = 1;
  }
}

function isRun(symbol: number): boolean {
  return symbol === RUN;
}

function isUnit(symbol: number | undefined): boolean {
  return symbol !== undefined && symbol >= 0;
}
