import type { Glob, GlobUnion } from './glob.ts';
import type { ProductResult } from './product.ts';

/** Interns unions, so that equal ones are one object and have one number. */
export interface Unions {
  of(globs: readonly Glob[]): GlobUnion;
  /** What is known of constraints on one text, by the numbers of their unions. */
  readonly solved: Map<string, ProductResult>;
}

export function createUnions(): Unions {
  const known = new Map<string, GlobUnion>();
  return {
    solved: new Map(),
    of(globs) {
      const byKey = new Map(globs.map((pattern) => [pattern.key, pattern]));
      const key = [...byKey.keys()].sort().join('\n');
      let union = known.get(key);
      if (union === undefined) {
        union = { id: known.size, globs: [...byKey.values()], hasLetters: globs.some((pattern) => pattern.letters.length > 0) };
        known.set(key, union);
      }
      return union;
    },
  };
}
