import { anyRun, glob, type Glob, type GlobPart } from './glob.ts';
import { CharacterClass, isLetter, letterIndex, letterSymbol, type Symbol } from './symbols.ts';
import type { UnknownShape, UnknownValue } from '../../model/unknown-value.ts';

/** Text that is the same wherever it stands, but not known. */
export type Letter =
  /** The value of a condition key; whether the key is there is asked apart from it. */
  | { readonly kind: 'variable'; readonly index: number; readonly dimension: string; readonly anyCase: boolean }
  /** Pattern text that the template does not tell. */
  | { readonly kind: 'template'; readonly index: number; readonly unknown: UnknownValue; readonly anyCase: boolean };

/**
 * The letters of one question. Compared without regard to case, a text is another letter: what matches
 * it then need not match the text itself.
 */
export interface Letters {
  readonly all: readonly Letter[];
  variable(dimension: string, anyCase: boolean): Symbol;
  template(unknown: UnknownValue, anyCase: boolean): Symbol;
}

export function createLetters(): Letters {
  const all: Letter[] = [];
  const symbols = new Map<string, Symbol>();
  const remember = (key: string, make: (index: number) => Letter, colonFree: boolean): Symbol => {
    let symbol = symbols.get(key);
    if (symbol === undefined) {
      symbol = letterSymbol(all.length, colonFree);
      all.push(make(all.length));
      symbols.set(key, symbol);
    }
    return symbol;
  };
  return {
    all,
    variable: (dimension, anyCase) =>
      remember(`v ${anyCase} ${dimension}`, (index) => ({ kind: 'variable', index, dimension, anyCase }), false),
    template: (unknown, anyCase) =>
      remember(`t ${anyCase} ${unknown.name}`, (index) => ({ kind: 'template', index, unknown, anyCase }), isColonFree(unknown.shape)),
  };
}

function isColonFree(shape: UnknownShape): boolean {
  switch (shape.kind) {
    case 'accountId':
    case 'region':
    case 'partition':
      return true;
    case 'oneOf':
      return shape.values.every((value) => !/[:*?$]/.test(value));
    case 'anyText':
    case 'matching':
    case 'plain':
      return false;
  }
}

/** What a template value may be, as text, at the widest. */
export function shapeParts(shape: UnknownShape): readonly GlobPart[] {
  switch (shape.kind) {
    case 'accountId':
      return Array.from({ length: 12 }, () => ({ kind: 'one', of: CharacterClass.digit }));
    case 'region':
    case 'partition':
      return [{ kind: 'run', of: CharacterClass.slug }];
    case 'anyText':
    case 'matching':
    case 'plain':
    case 'oneOf':
      return [anyRun];
  }
}

/** The glob with letters replaced. Where one has no replacement, undefined, or with `keep` that letter stays. */
export function replaceLetters(
  pattern: Glob,
  replacement: (index: number) => readonly GlobPart[] | undefined,
  keep = false,
): Glob | undefined {
  if (pattern.letters.length === 0) return pattern;
  const parts: GlobPart[] = [];
  for (const part of pattern.parts) {
    if (part.kind !== 'symbol' || !isLetter(part.symbol)) parts.push(part);
    else {
      const replaced = replacement(letterIndex(part.symbol));
      if (replaced === undefined) {
        if (!keep) return undefined;
        parts.push(part);
        continue;
      }
      for (const each of replaced) {
        const before = parts.at(-1);
        if (each.kind === 'run' && before?.kind === 'run' && before.of === each.of) continue;
        parts.push(each);
      }
    }
  }
  return glob(parts);
}

/** A text for every letter that has one; the pattern text of a template value may hold wildcards. */
export type Bindings = ReadonlyMap<number, readonly GlobPart[]>;

export function bind(pattern: Glob, bindings: Bindings): Glob | undefined {
  return replaceLetters(pattern, (index) => bindings.get(index));
}

/**
 * Texts for the letters of a pattern under which it takes the word: the shortest for the letters that
 * come first. Undefined when there are none.
 */
export function align(pattern: Glob, word: string): ReadonlyMap<number, string> | undefined {
  const groups: number[] = [];
  let source = '';
  for (const part of pattern.parts) {
    switch (part.kind) {
      case 'symbol':
        if (!isLetter(part.symbol)) source += escape(part.symbol);
        else {
          const index = letterIndex(part.symbol);
          const known = groups.indexOf(index);
          if (known >= 0) source += `\\${known + 1}(?:)`;
          else {
            groups.push(index);
            source += '([^]{0,200}?)';
          }
        }
        break;
      case 'eitherCase':
        source += `[${escape(part.symbol)}${escape(part.upper)}]`;
        break;
      case 'one':
        source += '[^]';
        break;
      case 'run':
        source += '[^]*?';
        break;
    }
  }
  // Backtracking grows with the number of gaps; beyond a few this is no longer worth a try.
  if (word.length > 300 || (source.match(/\*\?|\{0,200\}/g)?.length ?? 0) > 3) return undefined;
  const match = new RegExp(`^${source}$`).exec(word);
  if (match === null) return undefined;
  return new Map(groups.map((index, position) => [index, match[position + 1] ?? '']));
}

function escape(symbol: Symbol): string {
  return `\\u${symbol.toString(16).padStart(4, '0')}`;
}
