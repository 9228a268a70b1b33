import type { Glob, GlobUnion } from './glob.ts';

/** Interns unions, so that equal ones are one object and have one number. */
export interface Unions {
  of(globs: readonly Glob[]): GlobUnion;
}

export function createUnions(): Unions {
  const known = new Map<string, GlobUnion>();
  return {
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
