import { takes, type Glob, type GlobPart } from './glob.ts';
import { CharacterClass, runHas, type Symbol } from './symbols.ts';

/** What reading one symbol does to the positions of all globs. */
export interface Reading {
  readonly symbol: Symbol;
  /** Positions that take it and move on. */
  readonly moves: Int32Array;
  /** Runs that take it. */
  readonly stays: Int32Array;
  /** Positions that take it because it is written there, not as one of a class. */
  readonly written: Int32Array;
}

/** The globs of several unions, and those to avoid, read side by side: one bit a position. */
export interface Recogniser {
  /** How many numbers hold the bits. */
  readonly words: number;
  /** What a state costs, in terms of the smallest ones. */
  readonly cost: number;
  readonly start: Int32Array;
  reading(symbol: Symbol): Reading;
  /** Where a reading leads to, written into `next`. */
  read(bits: Int32Array, reading: Reading, next: Int32Array): void;
  /** Some union can accept nothing more, or some glob to avoid accepts all that may follow. */
  isDead(bits: Int32Array): boolean;
  accepts(bits: Int32Array): boolean;
}

export function meets(bits: Int32Array, others: Int32Array): boolean {
  for (let word = 0; word < bits.length; word += 1) if (((bits[word] ?? 0) & (others[word] ?? 0)) !== 0) return true;
  return false;
}

export function buildRecogniser(within: readonly (readonly Glob[])[], without: readonly Glob[]): Recogniser {
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
  const addGroup = (group: readonly Glob[], isAvoided: boolean): { readonly accepting: Int32Array; readonly living: Int32Array } => {
    const accepting = mask();
    const living = mask();
    for (const pattern of group) {
      set(start, positions.length);
      for (const part of pattern.parts) {
        if (part.kind === 'run') set(runs, positions.length);
        set(living, positions.length);
        positions.push(part);
      }
      const last = pattern.parts.at(-1);
      if (isAvoided && last?.kind === 'run' && last.of === CharacterClass.any) set(refusing, positions.length - 1);
      set(living, positions.length);
      set(accepting, positions.length);
      positions.push(undefined);
    }
    return { accepting, living };
  };
  const wanted = within.map((group) => addGroup(group, false));
  const avoided = addGroup(without, true);
  const skipRuns = (bits: Int32Array): void => {
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
  };
  skipRuns(start);
  return {
    words,
    cost: 1 + (words >> 2),
    start,
    reading(symbol) {
      const reading = { symbol, moves: mask(), stays: mask(), written: mask() };
      for (const [at, part] of positions.entries()) {
        if (part === undefined) continue;
        if (part.kind === 'run') {
          if (runHas(part.of, symbol)) set(reading.stays, at);
        } else if (takes(part, symbol)) {
          set(reading.moves, at);
          if (part.kind !== 'one') set(reading.written, at);
        }
      }
      return reading;
    },
    read(bits, { moves, stays }, next) {
      let carry = 0;
      for (let word = 0; word < words; word += 1) {
        const here = bits[word] ?? 0;
        const moving = here & (moves[word] ?? 0);
        next[word] = (moving << 1) | carry | (here & (stays[word] ?? 0));
        carry = moving >>> 31;
      }
      skipRuns(next);
    },
    isDead: (bits) => meets(bits, refusing) || wanted.some(({ living }) => !meets(bits, living)),
    accepts: (bits) => wanted.every(({ accepting }) => meets(bits, accepting)) && !meets(bits, avoided.accepting),
  };
}
