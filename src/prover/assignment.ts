import type { Candidate, Value } from './candidate.ts';
import type { Cell, ElementConstraint } from './cells.ts';
import { pickPoint, type Point } from './ranges.ts';
import { textParts, type GlobPart, type GlobUnion } from './text/glob.ts';
import { align, shapeParts, type Letter } from './text/letters.ts';
import { isProvablyEmpty, solveText, widenUnion, type LetterBounds, type TextConstraint } from './text/strings.ts';
import type { Effort } from './text/product.ts';
import type { Unions } from './text/unions.ts';

export type TemplateLetter = Letter & { readonly kind: 'template' };

/** What the search has to know about dimensions to choose values in them. */
export interface Values {
  readonly unions: Unions;
  readonly letters: readonly Letter[];
  /** Texts that would read well in a witness, best first; they need not fit. */
  wishes(dimension: string, within: readonly GlobUnion[]): Iterable<string>;
  points(dimension: string): readonly Point[];
  pointText(dimension: string, point: Point): string;
  /** The text of a template value under which a request is looked for. */
  templateText(letter: TemplateLetter): string;
}

export type Cells = ReadonlyMap<string, Cell>;

/** Whether a cell has no value, for certain. */
export function isImpossible(cell: Cell, cells: Cells, values: Values, effort: Effort): boolean {
  if (cell.presence !== true) return false;
  const bounds = letterBounds(cells, values);
  switch (cell.kind) {
    case 'flag':
      return false;
    case 'ordered':
      return cell.ranges.list.length === 0;
    case 'text':
      return isProvablyEmpty(cell, bounds, values.unions, effort);
    case 'list':
      return elements(cell).some((constraint) => isProvablyEmpty(constraint, bounds, values.unions, effort));
  }
}

/** One constraint for each element that a list has to have; one element at least. */
function elements(cell: Cell & { readonly kind: 'list' }): readonly TextConstraint[] {
  const all = (extra: readonly ElementConstraint[]): TextConstraint => {
    const constraints = [...cell.every, ...extra];
    return {
      within: constraints.filter(({ outside }) => !outside).map(({ union }) => union),
      without: constraints.filter(({ outside }) => outside).map(({ union }) => union),
    };
  };
  return cell.some.length === 0 ? [all([])] : cell.some.map((constraint) => all([constraint]));
}

function letterBounds(cells: Cells, values: Values): LetterBounds {
  const anything: readonly (readonly GlobPart[])[] = [[{ kind: 'run', of: 0 }]];
  return (index) => {
    const letter = values.letters[index];
    if (letter === undefined || letter.anyCase) return anything;
    if (letter.kind === 'template') return [shapeParts(letter.unknown.shape)];
    const cell = cells.get(letter.dimension);
    if (cell?.kind !== 'text') return anything;
    const [tightest] = cell.within
      .filter((union) => !union.hasLetters && union.globs.length <= boundLimit)
      .sort((one, other) => writtenIn(other) - writtenIn(one));
    return tightest === undefined || tightest.globs.length === 0 ? anything : tightest.globs.map((pattern) => pattern.parts);
  };
}

/** A key of more values than these does not bound its letter. */
const boundLimit = 16;

/** How much text the least telling pattern has. */
function writtenIn({ globs }: GlobUnion): number {
  return Math.min(...globs.map(({ parts, literal }) => (literal ? 1000 : parts.filter(({ kind }) => kind === 'symbol').length)));
}

/** Whether some cell that holds letters has no value, now that more is known of what they stand for. */
export function isRefuted(cells: Cells, values: Values, effort: Effort): boolean {
  if (values.letters.length === 0) return false;
  return [...cells.values()].some((cell) => holdsLetters(cell) && isImpossible(cell, cells, values, effort));
}

function holdsLetters(cell: Cell): boolean {
  if (cell.kind === 'text') return cell.within.some(({ hasLetters }) => hasLetters);
  return cell.kind === 'list' && [...cell.every, ...cell.some].some(({ union }) => union.hasLetters);
}

/** Values for all cells, or undefined where none were found. That is no proof that there are none. */
export function assign(cells: Cells, values: Values, effort: Effort): Candidate | undefined {
  let forced: ReadonlyMap<number, string> = new Map();
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const result = assignWith(cells, values, effort, forced);
    if (result.kind === 'candidate') return result.candidate;
    if (result.forced === undefined) return undefined;
    const next = new Map([...forced, ...result.forced]);
    if ([...next].every(([letter, text]) => forced.get(letter) === text)) return undefined;
    forced = next;
  }
  return undefined;
}

type Assignment =
  | { readonly kind: 'candidate'; readonly candidate: Candidate }
  /** Texts for letters that may do better. */
  | { readonly kind: 'failed'; readonly forced?: ReadonlyMap<number, string> };

function assignWith(cells: Cells, values: Values, effort: Effort, forced: ReadonlyMap<number, string>): Assignment {
  const chosen = new Map<string, Value>();
  const bindings = new Map<number, readonly GlobPart[]>();
  const busy = new Set<string>();
  const bounds = letterBounds(cells, values);
  let failure: Assignment | undefined;

  const bindLetters = (unions: readonly GlobUnion[]): void => {
    for (const union of unions) {
      if (!union.hasLetters) continue;
      for (const index of union.globs.flatMap((pattern) => pattern.letters)) {
        const letter = values.letters[index];
        if (letter === undefined || bindings.has(index)) continue;
        const text = forced.get(index) ?? letterText(letter);
        if (text !== undefined) bindings.set(index, textParts(text, letter.anyCase));
      }
    }
  };
  const letterText = (letter: Letter): string | undefined => {
    if (letter.kind === 'template') return values.templateText(letter);
    const value = choose(letter.dimension);
    if (value?.kind === 'text') return value.text;
    return value?.kind === 'point' ? values.pointText(letter.dimension, value.point) : undefined;
  };
  const text = (dimension: string, constraint: TextConstraint): string | undefined => {
    bindLetters(constraint.within);
    bindLetters(constraint.without);
    const solution = solveText(constraint, bindings, values.unions, effort, (within) => forcedFirst(dimension, within));
    if (solution.kind === 'text') return solution.text;
    failure ??= { kind: 'failed', ...realign(dimension, constraint) };
    return undefined;
  };
  const forcedFirst = function* (dimension: string, within: readonly GlobUnion[]): Iterable<string> {
    for (const [index, wish] of forced) {
      const letter = values.letters[index];
      if (letter?.kind === 'variable' && letter.dimension === dimension) yield wish;
    }
    yield* values.wishes(dimension, within);
  };
  /** The patterns with letters, laid over a text that suits the others whatever the letters are. */
  const realign = (dimension: string, { within, without }: TextConstraint): { readonly forced?: ReadonlyMap<number, string> } => {
    const wide = within.map((union) => widenUnion(union, bounds, values.unions));
    const ground = without.filter((union) => !union.hasLetters);
    const solution = solveText({ within: wide, without: ground }, bindings, values.unions, effort, (unions) => values.wishes(dimension, unions));
    if (solution.kind !== 'text') return {};
    for (const pattern of within.flatMap((union) => (union.hasLetters ? union.globs : []))) {
      const aligned = align(pattern, solution.text);
      if (aligned !== undefined) return { forced: aligned };
    }
    return {};
  };
  const choose = (dimension: string): Value | undefined => {
    const known = chosen.get(dimension);
    const cell = cells.get(dimension);
    if (known !== undefined || cell === undefined || busy.has(dimension)) return known;
    busy.add(dimension);
    const value = pick(dimension, cell);
    busy.delete(dimension);
    if (value !== undefined) chosen.set(dimension, value);
    return value;
  };
  const pick = (dimension: string, cell: Cell): Value | undefined => {
    if (cell.kind === 'flag') return { kind: 'flag', value: cell.presence === true };
    if (cell.presence !== true) return { kind: 'absent' };
    if (cell.kind === 'ordered') {
      const point = pickPoint(cell.ranges, values.points(dimension));
      return point === undefined ? undefined : { kind: 'point', point };
    }
    if (cell.kind === 'text') {
      const found = text(dimension, cell);
      return found === undefined ? undefined : { kind: 'text', text: found };
    }
    const texts = elements(cell).map((constraint) => text(dimension, constraint));
    const found = texts.filter((each) => each !== undefined);
    return found.length < texts.length ? undefined : { kind: 'list', texts: [...new Set(found)] };
  };

  for (const dimension of cells.keys()) if (choose(dimension) === undefined) return failure ?? { kind: 'failed' };
  return { kind: 'candidate', candidate: { values: chosen, bindings } };
}
