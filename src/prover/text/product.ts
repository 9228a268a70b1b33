import { addWrittenSymbols, takes, type Glob, type GlobPart } from './glob.ts';
import { CharacterClass, classHas, runHas, type Symbol } from './symbols.ts';

/**
 * The shortest word that the generator can spell, that each of `within` accepts by one of its globs, and
 * that no glob of `without` accepts: the product automaton, on the fly, breadth first. The runs of the
 * recognisers are simulated together, one bit a position.
 *
 * Fillers never come from here: where the lemma of inclusion.ts does not apply, characters are chosen so
 * that each stands for all that behave alike.
 */
export type ProductResult =
  | { readonly kind: 'word'; readonly word: readonly Symbol[] }
  | { readonly kind: 'empty' }
  | { readonly kind: 'limit' };

interface Step {
  readonly at: number;
  readonly sets: Int32Array;
  readonly symbol: Symbol | undefined;
  readonly before: Step | undefined;
}

export interface Effort {
  /** Automaton states that may still be visited. */
  states: number;
}

export function findWord(
  generator: Glob,
  within: readonly (readonly Glob[])[],
  without: readonly Glob[],
  effort: Effort,
): ProductResult {
  const recogniser = buildRecogniser(within, without);
  const alphabet = buildAlphabet(generator, within, without);
  const { parts } = generator;
  const seen = new Set<string>();
  const queue: Step[] = [];
  const push = (step: Step): void => {
    if (recogniser.isDead(step.sets)) return;
    const key = `${step.at}.${step.sets.join('.')}`;
    if (seen.has(key)) return;
    seen.add(key);
    queue.push(step);
  };
  push({ at: 0, sets: recogniser.start, symbol: undefined, before: undefined });
  // Grows while it is walked.
  for (const step of queue) {
    effort.states -= recogniser.cost;
    if (effort.states < 0) return { kind: 'limit' };
    const part = parts[step.at];
    if (part === undefined) {
      if (recogniser.accepts(step.sets)) return { kind: 'word', word: spell(step) };
      continue;
    }
    if (part.kind === 'run') push({ at: step.at + 1, sets: step.sets, symbol: undefined, before: step });
    const next = part.kind === 'run' ? step.at : step.at + 1;
    for (const symbol of alphabet(part)) push({ at: next, sets: recogniser.after(step.sets, symbol), symbol, before: step });
  }
  return { kind: 'empty' };
}

function spell(last: Step): readonly Symbol[] {
  const word: Symbol[] = [];
  for (let step: Step | undefined = last; step !== undefined; step = step.before) {
    if (step.symbol !== undefined) word.push(step.symbol);
  }
  return word.reverse();
}

/** Characters that no pattern is likely to write, one of each kind that a class may tell apart. */
const spares: readonly (readonly Symbol[])[] = [
  [120, 122, 113, ...range(97, 122)],
  range(48, 57),
  [58],
  [47],
  [95, 33, 37, 38, 39, 40, 41, 43, 44, 59, 60, 61, 62, 64, 91, 93, 94, 96, 123, 124, 125, 126, ...range(65, 90), ...range(0x3b1, 0x3c9), ...range(0x4e00, 0x4eff)],
];

function range(first: number, last: number): Symbol[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/**
 * The symbols that are worth writing at a position. A character that none of `within` writes behaves
 * like any other that no pattern writes and that the same classes have, so one of each kind will do:
 * replacing it leaves `within` satisfied and can only take words away from `without`. Where all
 * characters of a kind are written somewhere (the ten digits), all of them are tried.
 */
function buildAlphabet(
  generator: Glob,
  within: readonly (readonly Glob[])[],
  without: readonly Glob[],
): (part: GlobPart) => readonly Symbol[] {
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
  const kinds = classes.size <= 1 && (classes.size === 0 || classes.has(CharacterClass.any)) ? [spares.flat()] : spares;
  const open: Symbol[] = [];
  for (const kind of kinds) {
    const spare = kind.find((symbol) => !wanted.has(symbol) && !avoided.has(symbol));
    if (spare !== undefined) open.push(spare);
    else for (const symbol of kind) if (!wanted.has(symbol)) open.push(symbol);
  }
  const symbols = [...open, ...wanted];
  const byClass = new Map<CharacterClass, readonly Symbol[]>();
  return (part) => {
    switch (part.kind) {
      case 'symbol':
        return [part.symbol];
      case 'eitherCase':
        return [part.symbol, part.upper];
      case 'one':
      case 'run': {
        let list = byClass.get(part.of);
        if (list === undefined) {
          list = symbols.filter((symbol) => classHas(part.of, symbol));
          byClass.set(part.of, list);
        }
        return list;
      }
    }
  };
}

interface Recogniser {
  /** What a state costs, in terms of the smallest ones. */
  readonly cost: number;
  readonly start: Int32Array;
  after(sets: Int32Array, symbol: Symbol): Int32Array;
  /** Some union can accept nothing more, or some glob of `without` accepts all that may follow. */
  isDead(sets: Int32Array): boolean;
  accepts(sets: Int32Array): boolean;
}

function buildRecogniser(within: readonly (readonly Glob[])[], without: readonly Glob[]): Recogniser {
  const groups = [...within, without];
  const size = groups.reduce((sum, group) => sum + group.reduce((total, pattern) => total + pattern.parts.length + 1, 0), 0);
  const words = Math.max(1, Math.ceil(size / 32));
  const positions: (GlobPart | undefined)[] = [];
  const mask = (): Int32Array => new Int32Array(words);
  const set = (bits: Int32Array, at: number): void => {
    bits[at >> 5] = (bits[at >> 5] ?? 0) | (1 << (at & 31));
  };
  const start = mask();
  const runs = mask();
  const refusing = mask();
  const accepting: Int32Array[] = [];
  const living: Int32Array[] = [];
  for (const [index, group] of groups.entries()) {
    const accept = mask();
    const alive = mask();
    for (const pattern of group) {
      set(start, positions.length);
      for (const part of pattern.parts) {
        if (part.kind === 'run') set(runs, positions.length);
        set(alive, positions.length);
        positions.push(part);
      }
      const last = pattern.parts.at(-1);
      if (index === within.length && last?.kind === 'run' && last.of === CharacterClass.any) set(refusing, positions.length - 1);
      set(alive, positions.length);
      set(accept, positions.length);
      positions.push(undefined);
    }
    accepting.push(accept);
    living.push(alive);
  }
  const skip = (bits: Int32Array): Int32Array => {
    for (let changed = true; changed; ) {
      changed = false;
      let carry = 0;
      for (let word = 0; word < words; word += 1) {
        const here = bits[word] ?? 0;
        const moving = here & (runs[word] ?? 0);
        const now = here | (moving << 1) | carry;
        carry = moving >>> 31;
        if (now !== here) {
          bits[word] = now;
          changed = true;
        }
      }
    }
    return bits;
  };
  skip(start);
  const steps = new Map<Symbol, { readonly moves: Int32Array; readonly stays: Int32Array }>();
  const stepsOf = (symbol: Symbol): { readonly moves: Int32Array; readonly stays: Int32Array } => {
    let known = steps.get(symbol);
    if (known === undefined) {
      known = { moves: mask(), stays: mask() };
      for (const [at, part] of positions.entries()) {
        if (part === undefined) continue;
        if (part.kind === 'run') {
          if (runHas(part.of, symbol)) set(known.stays, at);
        } else if (takes(part, symbol)) set(known.moves, at);
      }
      steps.set(symbol, known);
    }
    return known;
  };
  const meets = (sets: Int32Array, bits: Int32Array | undefined): boolean => {
    if (bits === undefined) return false;
    for (let word = 0; word < words; word += 1) if (((sets[word] ?? 0) & (bits[word] ?? 0)) !== 0) return true;
    return false;
  };
  return {
    cost: 1 + (words >> 2),
    start,
    after(sets, symbol) {
      const { moves, stays } = stepsOf(symbol);
      const next = mask();
      let carry = 0;
      for (let word = 0; word < words; word += 1) {
        const here = sets[word] ?? 0;
        const moving = here & (moves[word] ?? 0);
        next[word] = (moving << 1) | carry | (here & (stays[word] ?? 0));
        carry = moving >>> 31;
      }
      return skip(next);
    },
    isDead: (sets) => meets(sets, refusing) || within.some((_, index) => !meets(sets, living[index])),
    accepts: (sets) => within.every((_, index) => meets(sets, accepting[index])) && !meets(sets, accepting[within.length]),
  };
}
