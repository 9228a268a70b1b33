import type { GlobUnion } from './text/glob.ts';
import type { Ranges } from './ranges.ts';

/** One yes-or-no fact about a request. */
export type Atom =
  | { readonly kind: 'present'; readonly dimension: string }
  /** The dimension has a value, and it is in the union. */
  | { readonly kind: 'member'; readonly dimension: string; readonly union: GlobUnion }
  /** The dimension has a value, and it lies in the ranges. */
  | { readonly kind: 'within'; readonly dimension: string; readonly ranges: Ranges }
  /** Some element of a list is in the union, or outside of it. */
  | { readonly kind: 'some'; readonly dimension: string; readonly union: GlobUnion; readonly outside: boolean }
  /** Something that the prover can't look into: it is true or false, the same wherever it stands. */
  | { readonly kind: 'opaque'; readonly dimension: string };

export interface Literal {
  readonly kind: 'literal';
  readonly id: number;
  readonly atom: Atom;
  readonly positive: boolean;
}

export interface Junction {
  readonly kind: 'and' | 'or';
  readonly id: number;
  readonly parts: readonly Formula[];
}

/** A formula in negation normal form. Interned: equal formulas are the same object. */
export type Formula = { readonly kind: 'true'; readonly id: number } | { readonly kind: 'false'; readonly id: number } | Literal | Junction;

export const TRUE: Formula = { kind: 'true', id: 0 };
export const FALSE: Formula = { kind: 'false', id: 1 };

/** The formulas of one question. */
export interface Formulas {
  atom(atom: Atom): Formula;
  and(parts: readonly Formula[]): Formula;
  or(parts: readonly Formula[]): Formula;
  not(formula: Formula): Formula;
}

export function createFormulas(): Formulas {
  const literals = new Map<string, { readonly positive: Literal; readonly negative: Literal }>();
  const junctions = new Map<string, Junction>();
  const negations = new Map<number, Formula>();
  let nextId = 2;

  const junction = (kind: 'and' | 'or', given: readonly Formula[]): Formula => {
    const neutral = kind === 'and' ? TRUE : FALSE;
    const absorbing = kind === 'and' ? FALSE : TRUE;
    if (given.includes(absorbing)) return absorbing;
    // Most often all parts but one are neutral.
    const telling = given.filter((formula) => formula !== neutral);
    const [first, second] = telling;
    if (first === undefined) return neutral;
    if (second === undefined) return first;
    const parts = new Map<number, Formula>();
    for (const formula of telling) {
      if (formula.kind === kind) for (const part of formula.parts) parts.set(part.id, part);
      else parts.set(formula.id, formula);
    }
    for (const part of parts.values()) if (part.kind === 'literal' && parts.has(complement(part))) return absorbing;
    if (parts.size === 1) return first;
    const key = `${kind} ${Uint32Array.from(parts.keys()).sort().join(' ')}`;
    let known = junctions.get(key);
    if (known === undefined) {
      known = { kind, id: nextId, parts: [...parts.values()] };
      nextId += 2;
      junctions.set(key, known);
    }
    return known;
  };

  const not = (formula: Formula): Formula => {
    if (formula === TRUE) return FALSE;
    if (formula === FALSE) return TRUE;
    let known = negations.get(formula.id);
    if (known === undefined) {
      if (formula.kind === 'literal') {
        const pair = literals.get(atomKey(formula.atom));
        known = (formula.positive ? pair?.negative : pair?.positive) ?? FALSE;
      } else if (formula.kind === 'and') known = junction('or', formula.parts.map(not));
      else if (formula.kind === 'or') known = junction('and', formula.parts.map(not));
      else known = formula;
      negations.set(formula.id, known);
      negations.set(known.id, formula);
    }
    return known;
  };

  return {
    atom(atom) {
      const key = atomKey(atom);
      let pair = literals.get(key);
      if (pair === undefined) {
        pair = {
          positive: { kind: 'literal', id: nextId, atom, positive: true },
          negative: { kind: 'literal', id: nextId + 1, atom, positive: false },
        };
        nextId += 2;
        literals.set(key, pair);
      }
      return pair.positive;
    },
    and: (parts) => junction('and', parts),
    or: (parts) => junction('or', parts),
    not,
  };
}

/** INVARIANT: a literal and its negation have the ids 2n and 2n + 1. */
export function complement(literal: Literal): number {
  return literal.id ^ 1;
}

function atomKey(atom: Atom): string {
  switch (atom.kind) {
    case 'present':
      return `p ${atom.dimension}`;
    case 'member':
      return `m ${atom.union.id} ${atom.dimension}`;
    case 'within':
      return `w ${atom.ranges.key}|${atom.dimension}`;
    case 'some':
      return `s ${atom.outside ? 'o' : 'i'} ${atom.union.id} ${atom.dimension}`;
    case 'opaque':
      return `o ${atom.dimension}`;
  }
}

/** Every atom of a formula, once. */
export function atomsOf(formula: Formula): ReadonlySet<Atom> {
  const atoms = new Set<Atom>();
  const seen = new Set<number>();
  const visit = (each: Formula): void => {
    if (seen.has(each.id)) return;
    seen.add(each.id);
    if (each.kind === 'literal') atoms.add(each.atom);
    else if (each.kind === 'and' || each.kind === 'or') each.parts.forEach(visit);
  };
  visit(formula);
  return atoms;
}
