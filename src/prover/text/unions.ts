import type { Glob, GlobUnion } from './glob.ts';
import type { ProductResult } from './product.ts';

/** Interns unions, so that equal ones are one object and have one number. */
export interface Unions {
  of(globs: readonly Glob[]): GlobUnion;
  /** What is known of constraints on one text, by the numbers of their unions. */
  readonly solved: Map<string, ProductResult>;
}

/** What tells unions apart, whatever the order of their globs. A question may get the same list of globs as others did. */
function unionKey(globs: readonly Glob[]): string {
  const [only] = globs;
  if (only !== undefined && globs.length === 1) return counted(1, only.key);
  let key = keys.get(globs);
  if (key === undefined) {
    const parts = [...new Set(globs.map((pattern) => pattern.key))].sort();
    keys.set(globs, (key = counted(parts.length, parts.join('\n'))));
  }
  return key;
}

/** Nothing, and the empty text alone, are two unions. */
function counted(globs: number, text: string): string {
  return `${globs} ${text}`;
}

const keys = new WeakMap<readonly Glob[], string>();

export function createUnions(): Unions {
  const known = new Map<string, GlobUnion>();
  return {
    solved: new Map(),
    of(globs) {
      const key = unionKey(globs);
      let union = known.get(key);
      if (union === undefined) {
        const byKey = new Map(globs.map((pattern) => [pattern.key, pattern]));
        union = { id: known.size, globs: [...byKey.values()], hasLetters: globs.some((pattern) => pattern.letters.length > 0) };
        known.set(key, union);
      }
      return union;
    },
  };
}
