import type { UnknownValue } from '../../model/unknown-value.ts';

/** What a condition of a template comes down to: comparisons of unknown values with texts. */
export type Formula =
  | { readonly kind: 'constant'; readonly value: boolean }
  /** The unknown value is this text. */
  | { readonly kind: 'is'; readonly unknown: UnknownValue; readonly text: string }
  /** A comparison that can't be taken apart; the same key has the same outcome. */
  | { readonly kind: 'opaque'; readonly key: string }
  | { readonly kind: 'not'; readonly of: Formula }
  | { readonly kind: 'and' | 'or'; readonly of: readonly Formula[] };

export const TRUE: Formula = { kind: 'constant', value: true };
export const FALSE: Formula = { kind: 'constant', value: false };

/** Past this many steps a question counts as open, so that both answers are looked at. */
const MAX_STEPS = 20_000;

/** Stands for every text that no comparison names. */
const OTHER: unique symbol = Symbol('any other text');
type Value = string | typeof OTHER | boolean;

/**
 * Whether some values of the unknowns make all the formulas true. Never false for what AWS could deploy;
 * true where it took too long to tell.
 */
export function isSatisfiable(formulas: readonly Formula[]): boolean {
  const domains = new Map<string, readonly Value[]>();
  for (const formula of formulas) collect(formula, domains);
  const names = [...domains.keys()];
  const assigned = new Map<string, Value>();
  let steps = 0;
  const search = (at: number): boolean => {
    steps += 1;
    if (steps > MAX_STEPS) return true;
    const truths = formulas.map((formula) => evaluate(formula, assigned));
    if (truths.includes(false)) return false;
    const name = names[at];
    if (name === undefined || !truths.includes(undefined)) return true;
    for (const value of domains.get(name) ?? []) {
      assigned.set(name, value);
      if (search(at + 1)) return true;
    }
    assigned.delete(name);
    return false;
  };
  return search(0);
}

/** Whether a formula says anything about an unknown value. */
export function mentions(formula: Formula, name: string): boolean {
  switch (formula.kind) {
    case 'constant':
    case 'opaque':
      return false;
    case 'is':
      return formula.unknown.name === name;
    case 'not':
      return mentions(formula.of, name);
    case 'and':
    case 'or':
      return formula.of.some((part) => mentions(part, name));
  }
}

/** The texts that an unknown value is compared with. */
export function comparedTexts(formulas: readonly Formula[], name: string): readonly string[] {
  const domains = new Map<string, readonly Value[]>();
  for (const formula of formulas) collect(formula, domains);
  return (domains.get(variableKey(name)) ?? []).filter((value) => typeof value === 'string');
}

function variableKey(name: string): string {
  return `is ${name}`;
}

function collect(formula: Formula, domains: Map<string, readonly Value[]>): void {
  switch (formula.kind) {
    case 'constant':
      return;
    case 'opaque':
      domains.set(`opaque ${formula.key}`, [true, false]);
      return;
    case 'is': {
      const { name, shape } = formula.unknown;
      const key = variableKey(name);
      const known = domains.get(key) ?? (shape.kind === 'oneOf' ? shape.values : [OTHER]);
      // A text outside AllowedValues is never the value, and so is no part of the domain.
      const added = shape.kind === 'oneOf' || known.includes(formula.text) ? known : [...known, formula.text];
      domains.set(key, added);
      return;
    }
    case 'not':
      collect(formula.of, domains);
      return;
    case 'and':
    case 'or':
      for (const part of formula.of) collect(part, domains);
  }
}

/** Undefined as long as the values assigned so far don't tell. */
function evaluate(formula: Formula, assigned: ReadonlyMap<string, Value>): boolean | undefined {
  switch (formula.kind) {
    case 'constant':
      return formula.value;
    case 'opaque': {
      const value = assigned.get(`opaque ${formula.key}`);
      return typeof value === 'boolean' ? value : undefined;
    }
    case 'is': {
      const value = assigned.get(variableKey(formula.unknown.name));
      return value === undefined ? undefined : value === formula.text;
    }
    case 'not': {
      const value = evaluate(formula.of, assigned);
      return value === undefined ? undefined : !value;
    }
    case 'and':
    case 'or': {
      const decisive = formula.kind === 'or';
      const values = formula.of.map((part) => evaluate(part, assigned));
      if (values.includes(decisive)) return decisive;
      return values.includes(undefined) ? undefined : !decisive;
    }
  }
}
