import { anyRun, glob, matches, wordOf, type Glob, type GlobPart, type GlobUnion } from './glob.ts';
import { wordOutside } from './inclusion.ts';
import { fill } from './fill.ts';
import { bind, replaceLetters, type Bindings } from './letters.ts';
import type { Effort, ProductResult } from './product.ts';
import type { Symbol } from './symbols.ts';
import type { Unions } from './unions.ts';

/** A text that is in each union of `within` and in none of `without`. */
export interface TextConstraint {
  readonly within: readonly GlobUnion[];
  readonly without: readonly GlobUnion[];
}

export type TextSolution =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'empty' }
  /** Out of effort; or, of letters, not settled by this way of looking. */
  | { readonly kind: 'open' };

const anything: Glob = glob([anyRun]);

/** The widest that a letter may be, where something is known about it. */
export type LetterBounds = (index: number) => readonly (readonly GlobPart[])[];

/**
 * Whether no text can satisfy the constraint, for any text of the letters in it. Never true by mistake:
 *
 * - A pattern with letters, taken alone: the text is that pattern with a text for each letter and for
 *   each wildcard. Where a pattern of `without` takes the pattern's symbols, letters by themselves or
 *   by a run, it takes that text too. This holds of one positive pattern only: two that both have to
 *   match may overlap in ways that their letters don't show. So each is tried without the others.
 * - All positive patterns, letters widened to what they can be, against the patterns of `without`
 *   that have no letters. This looks at more texts than there are.
 */
export function isProvablyEmpty({ within, without }: TextConstraint, bounds: LetterBounds, unions: Unions, effort: Effort): boolean {
  const negatives = within.some((union) => union.hasLetters) ? without.flatMap((union) => union.globs) : [];
  for (const union of within) {
    if (union.hasLetters && union.globs.every((pattern) => wordOutside(pattern, [], negatives, effort).kind === 'empty')) return true;
  }
  const widened = within.map((union) => widenUnion(union, bounds, unions));
  const ground = without.map((union) => (union.hasLetters ? unions.of(union.globs.filter((pattern) => pattern.letters.length === 0)) : union));
  return solveGround(widened, ground, unions, effort).kind === 'empty';
}

/** The union with each letter as wide as it can be. */
export function widenUnion(union: GlobUnion, bounds: LetterBounds, unions: Unions): GlobUnion {
  return union.hasLetters ? unions.of(union.globs.flatMap((pattern) => widen(pattern, bounds))) : union;
}

/** The pattern with each letter replaced by each of its bounds. */
function widen(pattern: Glob, bounds: LetterBounds): readonly Glob[] {
  let globs: readonly Glob[] = [pattern];
  for (const letter of new Set(pattern.letters)) {
    const options = bounds(letter);
    globs = globs.flatMap((each) =>
      options.flatMap((option) => replaceLetters(each, (index) => (index === letter ? option : undefined), true) ?? []),
    );
  }
  return globs;
}

/** A text for the constraint with these texts for its letters; letters without one match nothing. */
export function solveText(
  { within, without }: TextConstraint,
  bindings: Bindings,
  unions: Unions,
  effort: Effort,
  wishes: (unions: readonly GlobUnion[]) => Iterable<string>,
): TextSolution {
  const bound = within.map((union) => bindUnion(union, bindings, unions));
  const avoided = without.map((union) => bindUnion(union, bindings, unions));
  const fits = (text: string): boolean => {
    const word = wordOf(text);
    const isIn = (union: GlobUnion): boolean => union.globs.some((pattern) => matches(pattern, word));
    return bound.every(isIn) && !avoided.some(isIn);
  };
  for (const wish of wishes(bound)) {
    if (!fits(wish)) continue;
    return { kind: 'text', text: wish };
  }
  const found = solveGround(bound, avoided, unions, effort);
  if (found.kind !== 'word') return { kind: found.kind === 'empty' ? 'empty' : 'open' };
  return { kind: 'text', text: spell(found.word) };
}

export function bindUnion(union: GlobUnion, bindings: Bindings, unions: Unions): GlobUnion {
  if (!union.hasLetters) return union;
  return unions.of(union.globs.flatMap((pattern) => bind(pattern, bindings) ?? []));
}

function constraintKey(within: readonly GlobUnion[], without: readonly GlobUnion[]): string {
  const ids = (list: readonly GlobUnion[]): string =>
    list
      .map(({ id }) => id)
      .sort((first, second) => first - second)
      .join(' ');
  return `${ids(within)}!${ids(without)}`;
}

/** The same few constraints come up in every branch, so what was found is remembered. */
function solveGround(within: readonly GlobUnion[], without: readonly GlobUnion[], unions: Unions, effort: Effort): ProductResult {
  const key = constraintKey(within, without);
  let known = unions.solved.get(key);
  if (known === undefined) {
    known = guess(within, without) ?? solve(within, without.flatMap(({ globs }) => globs), effort);
    if (known.kind !== 'limit') unions.solved.set(key, known);
  }
  return known;
}

/** Most constraints are met by an ordinary text, which is quicker found than proven to exist. */
function guess(within: readonly GlobUnion[], without: readonly GlobUnion[]): ProductResult | undefined {
  for (const union of within) {
    for (const pattern of union.globs.slice(0, 4)) {
      const word = wordOf(fill(pattern, { account: '111122223333', text: 'example' }));
      const isIn = (other: GlobUnion): boolean => other.globs.some((each) => matches(each, word));
      if (within.every(isIn) && !without.some(isIn)) return { kind: 'word', word };
    }
  }
  return undefined;
}

function solve(within: readonly GlobUnion[], without: readonly Glob[], effort: Effort): ProductResult {
  const [smallest, ...others] = [...within].sort((first, second) => first.globs.length - second.globs.length);
  let limited = false;
  for (const candidate of smallest?.globs ?? [anything]) {
    const result = wordOutside(candidate, others, without, effort);
    if (result.kind === 'word') return result;
    if (result.kind === 'limit') limited = true;
  }
  return { kind: limited ? 'limit' : 'empty' };
}

function spell(word: readonly Symbol[]): string {
  let text = '';
  for (const symbol of word) text += String.fromCharCode(symbol);
  return text;
}
