import { matches, wordOf, type Glob, type GlobUnion } from './text/glob.ts';
import type { Unions } from './text/unions.ts';

/** Action patterns of one element, names and wildcards apart: a policy may list hundreds of names. */
export interface ActionPatterns {
  readonly names: ReadonlySet<string>;
  /** Patterns with wildcards or template values. */
  readonly others: GlobUnion;
}

export interface ActionMatcher {
  read(globs: readonly Glob[]): ActionPatterns;
  /** Whether a name, in lower case, is one of them; `undefined` where that hangs on a template value. */
  covers(patterns: ActionPatterns, id: string): boolean | undefined;
}

export function createActionMatcher(unions: Unions): ActionMatcher {
  const answers = new Map<GlobUnion, Map<string, boolean | undefined>>();
  const ask = (union: GlobUnion, id: string): boolean | undefined => {
    const word = wordOf(id);
    if (union.globs.some((pattern) => matches(pattern, word))) return true;
    return union.hasLetters ? undefined : false;
  };
  return {
    read: (globs) => ({
      names: new Set(globs.filter(({ literal }) => literal).map(({ key }) => key)),
      others: unions.of(globs.filter(({ literal }) => !literal)),
    }),
    covers: ({ names, others }, id) => {
      if (names.has(id)) return true;
      if (others.globs.length === 0) return false;
      let known = answers.get(others);
      if (known === undefined) answers.set(others, (known = new Map<string, boolean | undefined>()));
      if (!known.has(id)) known.set(id, ask(others, id));
      return known.get(id);
    },
  };
}
