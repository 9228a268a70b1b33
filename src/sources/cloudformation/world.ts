import type { Choose } from './decision-tree.ts';
import { comparedTexts, isSatisfiable, mentions, type Formula } from './formula.ts';
import type { UnknownValue } from '../../model/unknown-value.ts';

/** One way in which the conditions of a template may turn out; what is asked first is decided first. */
export interface World {
  /** Whether a condition is true here; undefined where too many conditions meet to look at each. */
  readonly condition: (name: string) => boolean | undefined;
  /** The texts that an unknown value may be here; undefined when nothing bounds them. */
  readonly possible: (unknown: UnknownValue) => readonly string[] | undefined;
  /** Decides which of these texts an unknown value is. */
  readonly pick: (unknown: UnknownValue, among: readonly string[]) => string | undefined;
}

/** What was asked of a world: a decision, or only what an unknown value may be there. */
export type Question = { readonly kind: 'decision' } | Possible;

export interface Possible {
  readonly kind: 'possible';
  readonly unknown: UnknownValue;
  readonly texts: readonly string[] | undefined;
}

/** The same world, which tells what is asked of it. */
export function watchedWorld(world: World, asked: (question: Question) => void): World {
  return {
    condition: (name) => {
      asked({ kind: 'decision' });
      return world.condition(name);
    },
    possible: (unknown) => {
      const texts = world.possible(unknown);
      asked({ kind: 'possible', unknown, texts });
      return texts;
    },
    pick: (unknown, among) => {
      asked({ kind: 'decision' });
      return world.pick(unknown, among);
    },
  };
}

/** Whether an unknown value may be the same texts in another world. */
export function isAsPossible({ unknown, texts }: Possible, world: World): boolean {
  const others = world.possible(unknown);
  if (others === undefined || texts === undefined) return others === texts;
  return others === texts || (others.length === texts.length && others.every((text, index) => text === texts[index]));
}

/** The conditions of a template, as formulas. An undefined formula is one that can't be read. */
export interface Formulas {
  (name: string): Formula;
  /** What is so in every deployment, by the rules of the template. */
  readonly always?: readonly Formula[];
}

/** A world in which every question is answered by `choose`, so far as the answers before leave it open. */
export function decidingWorld(formulas: Formulas, choose: Choose): World {
  const assumed: Formula[] = [...(formulas.always ?? [])];
  const decided = new Map<string, boolean>();
  const holds = (formula: Formula): boolean => isSatisfiable([...assumed, formula]);
  const possible = (unknown: UnknownValue): readonly string[] | undefined => {
    const bound = assumed.filter((formula) => mentions(formula, unknown.name));
    const is = (text: string): Formula => ({ kind: 'is', unknown, text });
    if (unknown.shape.kind === 'oneOf') {
      const { values } = unknown.shape;
      return bound.length === 0 ? values : values.filter((text) => holds(is(text)));
    }
    if (bound.length === 0) return undefined;
    const texts = comparedTexts(bound, unknown.name);
    const other: Formula = { kind: 'not', of: { kind: 'or', of: texts.map(is) } };
    return holds(other) ? undefined : texts.filter((text) => holds(is(text)));
  };
  return {
    condition: (name) => {
      const before = decided.get(name);
      if (before !== undefined) return before;
      const formula = formulas(name);
      const negated: Formula = { kind: 'not', of: formula };
      const mayBe = holds(formula);
      const isOpen = mayBe && holds(negated);
      const value = isOpen ? choose({ id: name, options: ['true', 'false'] }) === 0 : mayBe;
      // What follows from the answers before adds nothing to them.
      if (isOpen) assumed.push(value ? formula : negated);
      decided.set(name, value);
      return value;
    },
    possible,
    pick: (unknown, among) => {
      const open = among.filter((text) => holds({ kind: 'is', unknown, text }));
      const [first, ...others] = open;
      if (first === undefined) return undefined;
      const text = others.length === 0 ? first : (open[choose({ id: `${unknown.name} = `, options: open })] ?? first);
      assumed.push({ kind: 'is', unknown, text });
      return text;
    },
  };
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
    possible: (unknown) => (unknown.shape.kind === 'oneOf' ? unknown.shape.values : undefined),
    pick: () => undefined,
  };
}
