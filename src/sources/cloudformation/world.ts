import type { Choose } from './decision-tree.ts';
import { comparedTexts, equals, isSatisfiable, mentions, type Formula } from './formula.ts';
import type { ConditionAssumption } from '../../model/policy-source.ts';
import type { TextPart, UnknownValue } from '../../model/unknown-value.ts';

/** One way in which the conditions of a template may turn out; what is asked first is decided first. */
export interface World {
  /** Whether a condition is true here; undefined where too many conditions meet to look at each. */
  readonly condition: (name: string) => boolean | undefined;
  readonly bounds: (unknown: UnknownValue) => Bounds;
  /** Decides which of these texts an unknown value is. */
  readonly pick: (unknown: UnknownValue, among: readonly string[]) => string | undefined;
}

/** What an unknown value may be in a world. */
export interface Bounds {
  /** The value itself, or another one that it is the same as. */
  readonly as: UnknownValue;
  /** The texts that it may be; undefined when nothing bounds them. */
  readonly texts: readonly string[] | undefined;
}

/** What was asked of a world: a decision, or only what an unknown value may be there. */
export type Question = { readonly kind: 'decision' } | AskedBounds;

export interface AskedBounds {
  readonly kind: 'bounds';
  readonly unknown: UnknownValue;
  readonly bounds: Bounds;
}

/** The same world, which tells what is asked of it. */
export function watchedWorld(world: World, asked: (question: Question) => void): World {
  return {
    condition: (name) => {
      asked({ kind: 'decision' });
      return world.condition(name);
    },
    bounds: (unknown) => {
      const bounds = world.bounds(unknown);
      asked({ kind: 'bounds', unknown, bounds });
      return bounds;
    },
    pick: (unknown, among) => {
      asked({ kind: 'decision' });
      return world.pick(unknown, among);
    },
  };
}

/** Whether an unknown value has the same bounds in another world. */
export function hasSameBounds({ unknown, bounds: { as, texts } }: AskedBounds, world: World): boolean {
  const { as: otherAs, texts: others } = world.bounds(unknown);
  if (as.name !== otherAs.name) return false;
  if (others === undefined || texts === undefined) return others === texts;
  return others === texts || (others.length === texts.length && others.every((text, index) => text === texts[index]));
}

/** The conditions of a template, as formulas. An undefined formula is one that can't be read. */
export interface Formulas {
  (name: string): Formula;
  /** What is so in every deployment, by the rules of the template. */
  readonly always?: readonly Formula[];
}

/** A world that is settled bit by bit. */
export interface DecidingWorld extends World {
  /** What the answers so far come to. */
  readonly answered: readonly Formula[];
}

/** A world in which every question is answered by `choose`, so far as the answers before leave it open. */
export function decidingWorld(formulas: Formulas, choose: Choose, before: readonly Formula[] = []): DecidingWorld {
  const answered: Formula[] = [...before];
  const assumed: Formula[] = [...(formulas.always ?? []), ...before];
  const assume = (formula: Formula): void => {
    answered.push(formula);
    assumed.push(formula);
  };
  const decided = new Map<string, boolean>();
  const holds = (formula: Formula): boolean => isSatisfiable([...assumed, formula]);
  return {
    answered,
    condition: (name) => {
      const known = decided.get(name);
      if (known !== undefined) return known;
      const formula = formulas(name);
      const negated: Formula = { kind: 'not', of: formula };
      const mayBe = holds(formula);
      const isOpen = mayBe && holds(negated);
      const value = isOpen ? choose({ id: name, options: ['true', 'false'] }) === 0 : mayBe;
      // What follows from the answers before adds nothing to them.
      if (isOpen) assume(value ? formula : negated);
      decided.set(name, value);
      return value;
    },
    bounds: (unknown) => boundsUnder(assumed, unknown),
    pick: (unknown, among) => {
      const open = among.filter((text) => holds({ kind: 'is', unknown, text }));
      const [first, ...others] = open;
      if (first === undefined) return undefined;
      const text = others.length === 0 ? first : (open[choose({ id: pickId(unknown.name), options: open })] ?? first);
      assume({ kind: 'is', unknown, text });
      return text;
    },
  };
}

const BOUNDED: Readonly<Record<UnknownValue['shape']['kind'], number>> = { anyText: 0, matching: 1, plain: 2, oneOf: 3, region: 4, accountId: 4, partition: 4 };

/** The same values go by one name: that of the one of which most is known. */
function isBetterKnown(a: UnknownValue, b: UnknownValue): boolean {
  const difference = BOUNDED[a.shape.kind] - BOUNDED[b.shape.kind];
  return difference > 0 || (difference === 0 && a.name < b.name);
}

/** What an unknown value may be where all of these are so. */
function boundsUnder(assumed: readonly Formula[], unknown: UnknownValue): Bounds {
  return { as: standsFor(unknown, assumed), texts: possibleTexts(unknown, assumed) };
}

function possibleTexts(unknown: UnknownValue, assumed: readonly Formula[]): readonly string[] | undefined {
  const bound = assumed.filter((formula) => mentions(formula, unknown.name));
  const is = (text: string): Formula => ({ kind: 'is', unknown, text });
  const holds = (formula: Formula): boolean => isSatisfiable([...assumed, formula]);
  if (unknown.shape.kind === 'oneOf') {
    const { values } = unknown.shape;
    return bound.length === 0 ? values : values.filter((text) => holds(is(text)));
  }
  if (bound.length === 0) return undefined;
  const texts = comparedTexts(assumed, unknown.name);
  const other: Formula = { kind: 'not', of: { kind: 'or', of: texts.map(is) } };
  return holds(other) ? undefined : texts.filter((text) => holds(is(text)));
}

function standsFor(unknown: UnknownValue, assumed: readonly Formula[]): UnknownValue {
  const same = equals(assumed, unknown.name).filter((other) => !isSatisfiable([...assumed, { kind: 'not', of: { kind: 'same', unknowns: [unknown, other] } }]));
  return [unknown, ...same].reduce((best, other) => (isBetterKnown(other, best) ? other : best));
}

/** What is known of unknown values where conditions turn out like this, beyond what is known of them anyway. */
export function toldBy(when: readonly ConditionAssumption[], unknowns: readonly UnknownValue[], formulas: Formulas): ReadonlyMap<string, TextPart> {
  const assumed: Formula[] = [...(formulas.always ?? [])];
  for (const { condition, value } of when) {
    const picked = unknowns.find(({ name }) => condition.startsWith(pickId(name)));
    const formula: Formula = picked === undefined ? formulas(condition) : { kind: 'is', unknown: picked, text: condition.slice(pickId(picked.name).length) };
    assumed.push(value ? formula : { kind: 'not', of: formula });
  }
  const told = new Map<string, TextPart>();
  for (const unknown of unknowns) {
    if (unknown.maybeList === true) continue;
    const bounds = boundsUnder(assumed, unknown);
    if (bounds.as !== unknown || (bounds.texts?.length ?? 0) !== (unknown.shape.kind === 'oneOf' ? unknown.shape.values.length : 0)) told.set(unknown.name, boundValue(bounds));
  }
  return told;
}

/** The unknown value as far as it is known; a text where there is only one that it can be. */
export function boundValue({ as, texts }: Bounds): TextPart {
  const [only, ...others] = texts ?? [];
  if (only !== undefined && others.length === 0) return only;
  return texts === undefined ? as : { ...as, shape: { kind: 'oneOf', values: texts } };
}

/** What an answer to the question for a value is called, up to the value. */
function pickId(name: string): string {
  return `${name} = `;
}

/** A world that decides nothing but what is certain. */
export function undecidedWorld(formulas: Formulas): World {
  return {
    condition: (name) => {
      const formula = formulas(name);
      const always = formulas.always ?? [];
      if (!isSatisfiable([...always, formula])) return false;
      return isSatisfiable([...always, { kind: 'not', of: formula }]) ? undefined : true;
    },
    bounds: (unknown) => ({ as: unknown, texts: unknown.shape.kind === 'oneOf' ? unknown.shape.values : undefined }),
    pick: () => undefined,
  };
}
