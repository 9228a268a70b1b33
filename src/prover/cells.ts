import type { Atom } from './formula.ts';
import { complementOf, everything, intersect, type Ranges } from './ranges.ts';
import type { GlobUnion } from './text/glob.ts';

/** What kinds of values a dimension has. Each may also be absent unless its start says otherwise. */
export type DimensionKind = 'text' | 'ordered' | 'list' | 'flag';

/** A property of one element of a list. */
export interface ElementConstraint {
  readonly union: GlobUnion;
  readonly outside: boolean;
}

/**
 * All that has been asserted of one dimension. What is said of values holds only if there is one:
 * `value is not in …` is true of an absent key.
 */
export type Cell =
  | { readonly kind: 'text'; readonly presence?: boolean; readonly within: readonly GlobUnion[]; readonly without: readonly GlobUnion[] }
  | { readonly kind: 'ordered'; readonly presence?: boolean; readonly ranges: Ranges }
  | {
      readonly kind: 'list';
      readonly presence?: boolean;
      readonly every: readonly ElementConstraint[];
      readonly some: readonly ElementConstraint[];
    }
  | { readonly kind: 'flag'; readonly presence?: boolean };

export function emptyCell(kind: DimensionKind): Cell {
  switch (kind) {
    case 'text':
      return { kind, within: [], without: [] };
    case 'ordered':
      return { kind, ranges: everything };
    case 'list':
      return { kind, every: [], some: [] };
    case 'flag':
      return { kind };
  }
}

/** The cell with one more fact; undefined when that contradicts what is there at first sight. */
export function assertAtom(cell: Cell, atom: Atom, positive: boolean): Cell | undefined {
  switch (atom.kind) {
    case 'present':
    case 'opaque':
      return withPresence(cell, positive);
    case 'member': {
      if (cell.kind !== 'text') return cell;
      if (!positive) return cell.presence === false ? cell : { ...cell, without: added(cell.without, atom.union) };
      return withPresence({ ...cell, within: added(cell.within, atom.union) }, true);
    }
    case 'within': {
      if (cell.kind !== 'ordered') return cell;
      const ranges = intersect(cell.ranges, positive ? atom.ranges : complementOf(atom.ranges));
      return positive ? withPresence({ ...cell, ranges }, true) : { ...cell, ranges };
    }
    case 'some': {
      if (cell.kind !== 'list') return cell;
      const constraint: ElementConstraint = { union: atom.union, outside: atom.outside };
      if (positive) return withPresence({ ...cell, some: [...cell.some, constraint] }, true);
      return { ...cell, every: [...cell.every, { union: atom.union, outside: !atom.outside }] };
    }
  }
}

function withPresence(cell: Cell, presence: boolean): Cell | undefined {
  if (cell.presence === presence) return cell;
  return cell.presence === undefined ? { ...cell, presence } : undefined;
}

function added(unions: readonly GlobUnion[], union: GlobUnion): readonly GlobUnion[] {
  return unions.includes(union) ? unions : [...unions, union];
}
