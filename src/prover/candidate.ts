import type { Atom, Formula } from './formula.ts';
import { contains, type Point } from './ranges.ts';
import { matches, wordOf, type GlobUnion } from './text/glob.ts';
import type { Bindings } from './text/letters.ts';
import { bindUnion } from './text/strings.ts';
import type { Unions } from './text/unions.ts';

/** The value of one dimension in a request that the search has in mind. */
export type Value =
  | { readonly kind: 'absent' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'point'; readonly point: Point }
  | { readonly kind: 'list'; readonly texts: readonly string[] }
  | { readonly kind: 'flag'; readonly value: boolean };

/** A request in the search's terms. A dimension that is not there is absent. */
export interface Candidate {
  readonly values: ReadonlyMap<string, Value>;
  /** Texts of the letters under which the values were chosen. */
  readonly bindings: Bindings;
}

const absent: Value = { kind: 'absent' };

export function valueOf(candidate: Candidate, dimension: string): Value {
  return candidate.values.get(dimension) ?? absent;
}

/** Whether a formula is true of a candidate. Exact but for opaque atoms, which the search has chosen. */
export function isTrueOf(formula: Formula, candidate: Candidate, unions: Unions): boolean {
  switch (formula.kind) {
    case 'true':
      return true;
    case 'false':
      return false;
    case 'literal':
      return atomIsTrueOf(formula.atom, candidate, unions) === formula.positive;
    case 'and':
      return formula.parts.every((part) => isTrueOf(part, candidate, unions));
    case 'or':
      return formula.parts.some((part) => isTrueOf(part, candidate, unions));
  }
}

function atomIsTrueOf(atom: Atom, candidate: Candidate, unions: Unions): boolean {
  const value = valueOf(candidate, atom.dimension);
  switch (atom.kind) {
    case 'present':
      return value.kind !== 'absent';
    case 'opaque':
      return value.kind === 'flag' && value.value;
    case 'member':
      return value.kind === 'text' && isIn(value.text, atom.union, candidate, unions);
    case 'within':
      return value.kind === 'point' && contains(atom.ranges, value.point);
    case 'some':
      return value.kind === 'list' && value.texts.some((text) => isIn(text, atom.union, candidate, unions) !== atom.outside);
  }
}

function isIn(text: string, union: GlobUnion, candidate: Candidate, unions: Unions): boolean {
  const word = wordOf(text);
  return bindUnion(union, candidate.bindings, unions).globs.some((pattern) => matches(pattern, word));
}
