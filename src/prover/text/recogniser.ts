import { takes, type Glob, type GlobPart } from './glob.ts';
import { CharacterClass, runHas, type Symbol } from './symbols.ts';

/** What reading one symbol does to the positions of all globs. */
export interface Reading {
  readonly symbol: Symbol;
  /** Where its masks begin: the positions that take it and move on, the runs that take it, and the positions that it is written at. */
  readonly masks: number;
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
  /** Whether the symbol is written at some position that has been reached. */
  expects(bits: Int32Array, reading: Reading): boolean;
  /** Some union can accept nothing more, or some glob to avoid accepts all that may follow. */
  isDead(bits: Int32Array): boolean;
  accepts(bits: Int32Array): boolean;
}

function set(bits: Int32Array, at: number): void {
  bits[at >> 5] = (bits[at >> 5] ?? 0) | (1 << (at & 31));
}

function meets(bits: Int32Array, others: Int32Array, offset = 0): boolean {
  for (let word = 0; word < bits.length; word += 1) if (((bits[word] ?? 0) & (others[offset + word] ?? 0)) !== 0) return true;
  return false;
}

export function buildRecogniser(within: readonly (readonly Glob[])[], without: readonly Glob[]): Recogniser {
  const groups = [...within, without];
  const size = groups.reduce((sum, group) => sum + group.reduce((total, pattern) => total + pattern.parts.length + 1, 0), 0);
  const words = Math.max(1, Math.ceil(size / 32));
  const positions: (GlobPart | undefined)[] = [];
  const mask = (): Int32Array => new Int32Array(words);
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
  let masks = new Int32Array(96 * words);
  let used = 0;
  return {
    words,
    cost: 1 + (words >> 2),
    start,
    reading(symbol) {
      const reading = { symbol, masks: used };
      used += 3 * words;
      if (used > masks.length) {
        const before = masks;
        masks = new Int32Array(2 * used);
        masks.set(before);
      }
      const moves = 32 * reading.masks;
      const stays = moves + 32 * words;
      const written = stays + 32 * words;
      for (let at = 0; at < positions.length; at += 1) {
        const part = positions[at];
        if (part === undefined) continue;
        if (part.kind === 'run') {
          if (runHas(part.of, symbol)) set(masks, stays + at);
        } else if (takes(part, symbol)) {
          set(masks, moves + at);
          if (part.kind !== 'one') set(masks, written + at);
        }
      }
      return reading;
    },
    read(bits, reading, next) {
      const moves = reading.masks;
      const stays = moves + words;
      let carry = 0;
      for (let word = 0; word < words; word += 1) {
        const here = bits[word] ?? 0;
        const moving = here & (masks[moves + word] ?? 0);
        next[word] = (moving << 1) | carry | (here & (masks[stays + word] ?? 0));
        carry = moving >>> 31;
      }
      skipRuns(next);
    },
    expects: (bits, reading) => meets(bits, masks, reading.masks + 2 * words),
    isDead: (bits) => meets(bits, refusing) || wanted.some(({ living }) => !meets(bits, living)),
    accepts: (bits) => wanted.every(({ accepting }) => meets(bits, accepting)) && !meets(bits, avoided.accepting),
  };
}
