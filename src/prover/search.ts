import { assign, isImpossible, isRefuted, type Values } from './assignment.ts';
import { isTrueOf, type Candidate } from './candidate.ts';
import { assertAtom, type Cell } from './cells.ts';
import { complement, type Formula, type Formulas, type Junction } from './formula.ts';
import type { Effort } from './text/product.ts';

/** A question to the search: is there a request of which the goal is true? */
export interface Problem {
  readonly goal: Formula;
  readonly formulas: Formulas;
  readonly values: Values;
  readonly effort: SearchEffort;
  /** Dimensions that every request has a value in, whether or not the goal asks for it. */
  readonly always: readonly string[];
  /** What the domain says of a dimension before anything is asserted. */
  start(dimension: string): Cell;
  /** Judges a candidate of which the goal is true: is it a request, and does it do what it should? */
  accept(candidate: Candidate): boolean;
}

export interface SearchEffort extends Effort {
  /** Branches that may still be opened. */
  branches: number;
  /** Candidates that may still fail to be accepted. */
  rejections: number;
}

export type Outcome =
  /** Proven: no request. */
  | { readonly kind: 'none' }
  | { readonly kind: 'found'; readonly candidate: Candidate }
  /** `because`: a candidate was not accepted, or no values were found where they could not be excluded. */
  | { readonly kind: 'open'; readonly because: 'effort' | 'rejected' | 'letters'; readonly candidate?: Candidate };

type Visit = { readonly kind: 'exhausted' } | { readonly kind: 'found'; readonly candidate: Candidate } | { readonly kind: 'stop' };

/**
 * A tableau over the goal in negation normal form, led by a candidate. What has been asserted is a
 * constraint on each dimension by itself, so a branch is closed only when one dimension provably has no
 * value. When a candidate that satisfies the constraints also satisfies every disjunction, it is a
 * model. Otherwise one disjunction that it falsifies is split, and whatever has failed on the left is
 * denied on the right.
 *
 * Sound: every branch is closed by a proof, so `none` is one. Complete up to effort where dimensions are
 * independent and their emptiness is decided; else the answer is `open`, never `none`.
 */
export function search(problem: Problem): Outcome {
  const { effort, values, formulas } = problem;
  const cells = new Map(problem.always.map((dimension): [string, Cell] => [dimension, problem.start(dimension)]));
  const asserted = new Set<number>();
  const clauses: Junction[] = [];
  const trail: (() => void)[] = [];
  let open: (Outcome & { readonly kind: 'open' }) | undefined;

  const undoTo = (mark: number): void => {
    while (trail.length > mark) trail.pop()?.();
  };

  /** Adds a fact; false when it contradicts what is there. */
  const add = (formula: Formula): boolean => {
    if (formula.kind === 'true' || asserted.has(formula.id)) return true;
    if (formula.kind === 'false') return false;
    asserted.add(formula.id);
    trail.push(() => asserted.delete(formula.id));
    if (formula.kind !== 'literal') {
      if (formula.kind === 'and') return formula.parts.every(add);
      clauses.push(formula);
      trail.push(() => clauses.pop());
      return true;
    }
    if (asserted.has(complement(formula))) return false;
    const { dimension } = formula.atom;
    const before = cells.get(dimension);
    const cell = before ?? problem.start(dimension);
    const after = assertAtom(cell, formula.atom, formula.positive);
    if (after === undefined) return false;
    if (after === before) return true;
    cells.set(dimension, after);
    trail.push(() => {
      if (before === undefined) cells.delete(dimension);
      else cells.set(dimension, before);
    });
    return !isImpossible(after, cells, values, effort);
  };

  const status = (formula: Formula): boolean | undefined => {
    if (formula.kind === 'true' || asserted.has(formula.id)) return true;
    if (formula.kind === 'false') return false;
    if (formula.kind === 'literal') return asserted.has(complement(formula)) ? false : undefined;
    if (asserted.has(formulas.not(formula).id)) return false;
    const absorbing = formula.kind === 'or';
    let decided = true;
    for (const part of formula.parts) {
      const each = status(part);
      if (each === absorbing) return absorbing;
      if (each === undefined) decided = false;
    }
    return decided ? !absorbing : undefined;
  };

  /** Asserts what has only one way left; the clauses with more are returned, undefined on contradiction. */
  const propagate = (): readonly (readonly Formula[])[] | undefined => {
    for (;;) {
      const pending: (readonly Formula[])[] = [];
      let changed = false;
      // Facts that are added on the way may add clauses, which this loop then comes to.
      for (const clause of clauses) {
        const ways: Formula[] = [];
        let satisfied = false;
        for (const part of clause.parts) {
          const now = status(part);
          if (now === true) {
            satisfied = true;
            break;
          }
          if (now === undefined) ways.push(part);
        }
        if (satisfied) continue;
        const [only] = ways;
        if (only === undefined) return undefined;
        if (ways.length === 1) {
          if (!add(only)) return undefined;
          changed = true;
        } else pending.push(ways);
      }
      if (!changed) return pending;
    }
  };

  const visit = (): Visit => {
    const pending = propagate();
    if (pending === undefined) return { kind: 'exhausted' };
    if (effort.branches <= 0 || effort.states < 0) return { kind: 'stop' };
    if (isRefuted(cells, values, effort)) return { kind: 'exhausted' };
    const candidate = assign(cells, values, effort);
    let split: readonly Formula[] | undefined;
    if (candidate !== undefined) {
      for (const ways of pending) {
        if (ways.some((way) => isTrueOf(way, candidate, values.unions))) continue;
        if (split === undefined || ways.length < split.length) split = ways;
      }
      if (split === undefined) {
        if (problem.accept(candidate)) return { kind: 'found', candidate };
        open = { kind: 'open', because: 'rejected', candidate };
        effort.rejections -= 1;
        if (effort.rejections <= 0) return { kind: 'stop' };
      }
    }
    split ??= pending[0];
    if (split === undefined) {
      open ??= { kind: 'open', because: candidate === undefined ? 'letters' : 'rejected' };
      return { kind: 'exhausted' };
    }
    return branch(split);
  };

  /** A condition is easier to escape than the resource's pattern, and leaves the witness plainer. */
  const byEase = (ways: readonly Formula[]): readonly Formula[] => [...ways].sort((first, second) => hardship(first) - hardship(second));
  const hardship = (way: Formula): number => (way.kind !== 'literal' ? 1 : problem.always.includes(way.atom.dimension) ? 2 : 0);

  const branch = (ways: readonly Formula[]): Visit => {
    const outer = trail.length;
    for (const way of byEase(ways)) {
      effort.branches -= 1;
      const mark = trail.length;
      if (add(way)) {
        const result = visit();
        if (result.kind !== 'exhausted') return result;
      }
      undoTo(mark);
      if (!add(formulas.not(way))) break;
    }
    undoTo(outer);
    return { kind: 'exhausted' };
  };

  const result: Visit = add(problem.goal) ? visit() : { kind: 'exhausted' };
  if (result.kind === 'found') return result;
  if (result.kind === 'stop') return open ?? { kind: 'open', because: 'effort' };
  return open ?? { kind: 'none' };
}
