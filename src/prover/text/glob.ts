import { CharacterClass, isFiller, isLetter, letterIndex, runHas, classHas, type Symbol } from './symbols.ts';

/** One position of a glob. */
export type GlobPart =
  | { readonly kind: 'symbol'; readonly symbol: Symbol }
  /** Either case of a character; `symbol` is the lower one. */
  | { readonly kind: 'eitherCase'; readonly symbol: Symbol; readonly upper: Symbol }
  | { readonly kind: 'one'; readonly of: CharacterClass }
  | { readonly kind: 'run'; readonly of: CharacterClass };

/** A wildcard pattern as the automata read it. */
export interface Glob {
  readonly parts: readonly GlobPart[];
  /** Only symbols and runs of any character: greedy matching is exact, and so is the filler lemma. */
  readonly simple: boolean;
  /** Without wildcards and letters: one word. */
  readonly literal: boolean;
  /** The letters in it. */
  readonly letters: readonly number[];
  readonly key: string;
}

/** A union of globs. Interned: two unions of the same globs are the same object within one question. */
export interface GlobUnion {
  readonly id: number;
  readonly globs: readonly Glob[];
  readonly hasLetters: boolean;
}

export function glob(parts: readonly GlobPart[]): Glob {
  const letters: number[] = [];
  let simple = true;
  let literal = true;
  let key = '';
  for (const part of parts) {
    switch (part.kind) {
      case 'symbol':
        if (isLetter(part.symbol)) {
          literal = false;
          letters.push(letterIndex(part.symbol));
        }
        key += isLetter(part.symbol) ? `\u0001${part.symbol}\u0002` : written(part.symbol);
        break;
      case 'eitherCase':
        simple = literal = false;
        key += `\u0003${written(part.symbol)}`;
        break;
      case 'one':
        simple = literal = false;
        key += `\u0004${part.of}`;
        break;
      case 'run':
        if (part.of !== CharacterClass.any) simple = false;
        literal = false;
        key += `\u0005${part.of}`;
        break;
    }
  }
  return { parts, simple, literal, letters, key };
}

/** INVARIANT: different globs have different keys, so the control characters in them are not the texts' own. */
function written(symbol: Symbol): string {
  return symbol < 32 ? `\u0006${symbol.toString(36)}\u0007` : String.fromCharCode(symbol);
}

export const anyRun: GlobPart = { kind: 'run', of: CharacterClass.any };

const symbolParts = new Map<Symbol, GlobPart>();

export function symbolPart(symbol: Symbol): GlobPart {
  let part = symbolParts.get(symbol);
  if (part === undefined) {
    part = { kind: 'symbol', symbol };
    if (symbol < 0x100) symbolParts.set(symbol, part);
  }
  return part;
}

/** The parts of a plain text. */
export function textParts(text: string, eitherCase = false): GlobPart[] {
  const parts: GlobPart[] = [];
  for (let index = 0; index < text.length; index += 1) {
    const symbol = text.charCodeAt(index);
    parts.push(eitherCase ? caseParts(text.charAt(index), symbol) : symbolPart(symbol));
  }
  return parts;
}

function caseParts(character: string, symbol: Symbol): GlobPart {
  const lower = character.toLowerCase();
  const upper = character.toUpperCase();
  // Characters whose case forms differ in length have no single counterpart.
  if (lower === upper || lower.length !== 1 || upper.length !== 1) return symbolPart(symbol);
  return { kind: 'eitherCase', symbol: lower.charCodeAt(0), upper: upper.charCodeAt(0) };
}

/** A text as a word of symbols. */
export function wordOf(text: string): readonly Symbol[] {
  const word: Symbol[] = [];
  for (let index = 0; index < text.length; index += 1) word.push(text.charCodeAt(index));
  return word;
}

/** Whether one position takes this symbol, and moves on. */
export function takes(part: GlobPart, symbol: Symbol): boolean {
  switch (part.kind) {
    case 'symbol':
      return part.symbol === symbol;
    case 'eitherCase':
      return part.symbol === symbol || part.upper === symbol;
    case 'one':
      return classHas(part.of, symbol);
    case 'run':
      return false;
  }
}

/**
 * Whether every word that the symbols stand for is in the glob. For a word of characters that is plain
 * matching; a letter is taken by itself or by a run alone.
 */
export function matches(pattern: Glob, word: readonly Symbol[]): boolean {
  return pattern.simple ? matchesGreedily(pattern.parts, word) : matchesBySets(pattern.parts, word);
}

/** Returning to the last run is enough when every run takes everything. */
function matchesGreedily(parts: readonly GlobPart[], word: readonly Symbol[]): boolean {
  let at = 0;
  let from = 0;
  let lastRun = -1;
  let resume = 0;
  while (from < word.length) {
    const part = parts[at];
    if (part?.kind === 'run') {
      lastRun = at;
      resume = from;
      at += 1;
    } else if (part?.kind === 'symbol' && part.symbol === word[from]) {
      at += 1;
      from += 1;
    } else if (lastRun >= 0) {
      resume += 1;
      from = resume;
      at = lastRun + 1;
    } else return false;
  }
  while (parts[at]?.kind === 'run') at += 1;
  return at === parts.length;
}

/** Positions that are reached before and after a symbol, and by which symbol each was last marked. */
let reached = new Int32Array(256);
let next = new Int32Array(256);
let marks = new Int32Array(256);
let mark = 0;

function matchesBySets(parts: readonly GlobPart[], word: readonly Symbol[]): boolean {
  // Up to the first wildcard there is one position only.
  let prefix = 0;
  for (; prefix < parts.length; prefix += 1) {
    const part = parts[prefix];
    if (part === undefined || part.kind === 'run') break;
    const symbol = word[prefix];
    if (symbol === undefined || !takes(part, symbol)) return false;
  }
  if (prefix === parts.length) return prefix === word.length;
  if (marks.length <= parts.length) {
    reached = new Int32Array(parts.length * 2);
    next = new Int32Array(parts.length * 2);
    marks = new Int32Array(parts.length * 2);
  }
  if (mark > 0x7ffffff0) {
    marks.fill(0);
    mark = 0;
  }
  mark += 1;
  let count = reach(parts, prefix, reached, 0);
  for (let from = prefix; from < word.length; from += 1) {
    const symbol = word[from] ?? 0;
    let ahead = 0;
    mark += 1;
    for (let index = 0; index < count; index += 1) {
      const at = reached[index] ?? 0;
      const part = parts[at];
      if (part === undefined) continue;
      if (part.kind === 'run' ? runHas(part.of, symbol) : takes(part, symbol)) ahead = reach(parts, part.kind === 'run' ? at : at + 1, next, ahead);
    }
    if (ahead === 0) return false;
    [reached, next, count] = [next, reached, ahead];
  }
  return marks[parts.length] === mark;
}

/** Writes down a position, and those behind the runs that it is at the beginning of; gives how many there are then. */
function reach(parts: readonly GlobPart[], at: number, into: Int32Array, before: number): number {
  let count = before;
  for (let position = at; marks[position] !== mark; position += 1) {
    marks[position] = mark;
    into[count] = position;
    count += 1;
    if (parts[position]?.kind !== 'run') return count;
  }
  return count;
}

/** The characters written in a glob, letters and fillers aside. */
export function addWrittenSymbols(pattern: Glob, into: Set<Symbol>): void {
  for (const part of pattern.parts) {
    if (part.kind === 'symbol' && !isLetter(part.symbol) && !isFiller(part.symbol)) into.add(part.symbol);
    else if (part.kind === 'eitherCase') {
      into.add(part.symbol);
      into.add(part.upper);
    }
  }
}
