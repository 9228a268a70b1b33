import { addWrittenSymbols, type Glob, type GlobPart } from './glob.ts';
import type { Reading } from './recogniser.ts';
import { CharacterClass, classHas, type Symbol } from './symbols.ts';

/** The symbols that are worth writing at a position. */
export interface Alphabet {
  /** Those to try wherever the automaton is. */
  readonly always: readonly Reading[];
  /** Those that differ from one of the others only for patterns that now expect this very character. */
  readonly expected: readonly Reading[];
}

/** Characters that no pattern is likely to write, one of each kind that a class may tell apart. */
const spares: readonly (readonly Symbol[])[] = [
  [120, 122, 113, ...range(97, 122)],
  range(48, 57),
  [58],
  [47],
  [95, 33, 37, 38, 39, 40, 41, 43, 44, 59, 60, 61, 62, 64, 91, 93, 94, 96, 123, 124, 125, 126, ...range(65, 90), ...range(0x3b1, 0x3c9), ...range(0x4e00, 0x4eff)],
];

/** Where no class tells characters apart, they are of one kind. */
const allSpares = [spares.flat()];

function range(first: number, last: number): Symbol[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/**
 * A character that none of `within` writes behaves like any other that no pattern writes and that the same
 * classes have, so one of each kind will do: replacing it leaves `within` satisfied and can only take words away
 * from `without`. Where all characters of a kind are written somewhere (the ten digits), all of them are tried.
 */
export function buildAlphabet(
  generator: Glob,
  within: readonly (readonly Glob[])[],
  without: readonly Glob[],
  reading: (symbol: Symbol) => Reading,
): (part: GlobPart) => Alphabet {
  const wanted = new Set<Symbol>();
  const avoided = new Set<Symbol>();
  for (const union of within) for (const pattern of union) addWrittenSymbols(pattern, wanted);
  for (const pattern of without) addWrittenSymbols(pattern, avoided);
  const classes = new Set<CharacterClass>();
  for (const patterns of [[generator], ...within, without]) {
    for (const pattern of patterns) {
      for (const part of pattern.parts) if (part.kind === 'run' || part.kind === 'one') classes.add(part.of);
    }
  }
  /** Symbols of the same kind are told apart only by who writes them. */
  const kindOf = (symbol: Symbol): number => {
    let kind = 0;
    for (const of of classes) if (classHas(of, symbol)) kind |= 1 << of;
    return kind;
  };
  const kinds = classes.size <= 1 && (classes.size === 0 || classes.has(CharacterClass.any)) ? allSpares : spares;
  const always: Symbol[] = [];
  const spared = new Set<number>();
  for (const kind of kinds) {
    const spare = kind.find((symbol) => !wanted.has(symbol) && !avoided.has(symbol));
    if (spare !== undefined) {
      always.push(spare);
      spared.add(kindOf(spare));
    } else for (const symbol of kind) if (!wanted.has(symbol)) always.push(symbol);
  }
  const expected: Symbol[] = [];
  for (const symbol of wanted) (spared.has(kindOf(symbol)) ? expected : always).push(symbol);
  const byClass = new Map<CharacterClass, Alphabet>();
  return (part) => {
    switch (part.kind) {
      case 'symbol':
        return { always: [reading(part.symbol)], expected: [] };
      case 'eitherCase':
        return { always: [reading(part.symbol), reading(part.upper)], expected: [] };
      case 'one':
      case 'run': {
        let alphabet = byClass.get(part.of);
        if (alphabet === undefined) {
          const ofClass = (symbols: readonly Symbol[]): readonly Reading[] => symbols.filter((symbol) => classHas(part.of, symbol)).map(reading);
          alphabet = { always: ofClass(always), expected: ofClass(expected) };
          byClass.set(part.of, alphabet);
        }
        return alphabet;
      }
    }
  };
}
