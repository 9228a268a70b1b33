import { matches, wordOf, type Glob, type GlobUnion } from './text/glob.ts';
import { colon, isLetter, type Symbol } from './text/symbols.ts';

/** Action patterns of one element, names and wildcards apart: a policy may list hundreds of names. */
export interface ActionPatterns {
  readonly names: ReadonlySet<string>;
  /** Patterns with wildcards or template values. */
  readonly others: GlobUnion;
}

/** The same before a question numbers its unions. */
export interface ActionGlobs {
  readonly names: ReadonlySet<string>;
  readonly others: readonly Glob[];
}

export interface ActionMatcher {
  /** Whether a name, in lower case, is one of them; `undefined` where that hangs on a template value. */
  covers(patterns: ActionPatterns, id: string): boolean | undefined;
}

/** The patterns that begin with a service's prefix, and those that don't. */
interface Sorted {
  readonly byService: ReadonlyMap<string, readonly Glob[]>;
  readonly others: readonly Glob[];
}

function sortByService({ globs }: GlobUnion): Sorted {
  const byService = new Map<string, Glob[]>();
  const others: Glob[] = [];
  for (const pattern of globs) {
    const prefix = writtenService(pattern);
    const group = prefix === undefined ? others : byService.get(prefix);
    if (group !== undefined) group.push(pattern);
    else if (prefix !== undefined) byService.set(prefix, [pattern]);
  }
  return { byService, others };
}

function writtenService({ parts }: Glob): string | undefined {
  let prefix = '';
  for (const part of parts) {
    if (part.kind !== 'symbol' || isLetter(part.symbol)) return undefined;
    if (part.symbol === colon) return prefix;
    prefix += String.fromCharCode(part.symbol);
  }
  return undefined;
}

export function createActionMatcher(): ActionMatcher {
  const answers = new Map<GlobUnion, Map<string, boolean | undefined>>();
  const words = new Map<string, readonly Symbol[]>();
  const sorted = new Map<GlobUnion, Sorted>();
  const ask = (union: GlobUnion, id: string): boolean | undefined => {
    const word = words.get(id) ?? wordOf(id);
    words.set(id, word);
    const isIn = (globs: readonly Glob[] | undefined): boolean => globs?.some((pattern) => matches(pattern, word)) === true;
    const { byService, others } = sorted.get(union) ?? sortByService(union);
    sorted.set(union, { byService, others });
    if (isIn(byService.get(id.slice(0, id.indexOf(':')))) || isIn(others)) return true;
    return union.hasLetters ? undefined : false;
  };
  return {
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
