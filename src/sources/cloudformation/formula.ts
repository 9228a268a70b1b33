import type { UnknownValue } from '../../model/unknown-value.ts';

/** What a condition of a template comes down to: comparisons of unknown values with texts. */
export type Formula =
  | { readonly kind: 'constant'; readonly value: boolean }
  /** The unknown value is this text. */
  | { readonly kind: 'is'; readonly unknown: UnknownValue; readonly text: string }
  /** Two unknown values are the same text. */
  | { readonly kind: 'same'; readonly unknowns: readonly [UnknownValue, UnknownValue] }
  /** A comparison that can't be taken apart; the same key has the same outcome. */
  | { readonly kind: 'opaque'; readonly key: string }
  | { readonly kind: 'not'; readonly of: Formula }
  | { readonly kind: 'and' | 'or'; readonly of: readonly Formula[] };

export const TRUE: Formula = { kind: 'constant', value: true };
export const FALSE: Formula = { kind: 'constant', value: false };

/** Past this many steps a question counts as open, so that both answers are looked at. */
const MAX_STEPS = 20_000;

/** A text of its own for each unknown value, which stands for every text that no comparison names. */
interface Other {
  readonly of: string;
}
type Value = string | Other | boolean;

/** The texts that are compared with unknown values: what may be the same shares them. */
interface Domain {
  readonly unknowns: Map<string, UnknownValue>;
  readonly texts: Set<string>;
}

/**
 * Whether some values of the unknowns make all the formulas true. Never false for what AWS could deploy;
 * true where it took too long to tell.
 */
export function isSatisfiable(formulas: readonly Formula[]): boolean {
  const domains = domainsOf(formulas);
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

/** A formula as a text: what values may be is not in it, only which they are. */
export function formulaText(formula: Formula): string {
  switch (formula.kind) {
    case 'constant':
      return String(formula.value);
    case 'opaque':
      return formula.key;
    case 'is':
      return `${formula.unknown.name} is ${JSON.stringify(formula.text)}`;
    case 'same':
      return formula.unknowns.map(({ name }) => name).sort().join(' is ');
    case 'not':
      return `not (${formulaText(formula.of)})`;
    case 'and':
    case 'or':
      return `(${formula.of.map(formulaText).join(` ${formula.kind} `)})`;
  }
}

/** Whether a formula says anything about an unknown value. */
export function mentions(formula: Formula, name: string): boolean {
  switch (formula.kind) {
    case 'constant':
    case 'opaque':
      return false;
    case 'is':
      return formula.unknown.name === name;
    case 'same':
      return formula.unknowns.some((unknown) => unknown.name === name);
    case 'not':
      return mentions(formula.of, name);
    case 'and':
    case 'or':
      return formula.of.some((part) => mentions(part, name));
  }
}

/** The texts that an unknown value is compared with, or another one that may be the same. */
export function comparedTexts(formulas: readonly Formula[], name: string): readonly string[] {
  return (domainsOf(formulas).get(variableKey(name)) ?? []).filter((value) => typeof value === 'string');
}

/** The unknown values that one is compared with. */
export function equals(formulas: readonly Formula[], name: string): readonly UnknownValue[] {
  const found = new Map<string, UnknownValue>();
  for (const formula of formulas) collectEquals(formula, name, found);
  return [...found.values()];
}

function collectEquals(formula: Formula, name: string, found: Map<string, UnknownValue>): void {
  if (formula.kind === 'not') collectEquals(formula.of, name, found);
  else if (formula.kind === 'and' || formula.kind === 'or') for (const part of formula.of) collectEquals(part, name, found);
  else if (formula.kind === 'same' && mentions(formula, name)) for (const unknown of formula.unknowns) if (unknown.name !== name) found.set(unknown.name, unknown);
}

function variableKey(name: string): string {
  return `is ${name}`;
}

/** The values that each variable may have, as far as the formulas can tell them apart. */
function domainsOf(formulas: readonly Formula[]): ReadonlyMap<string, readonly Value[]> {
  const known = new Map<string, Domain>();
  const opaque = new Set<string>();
  for (const formula of formulas) collect(formula, known, opaque);
  const domains = new Map<string, readonly Value[]>();
  for (const [name, { unknowns, texts }] of known) {
    const shape = unknowns.get(name)?.shape;
    // A text outside AllowedValues is never the value, and so is no part of the domain.
    domains.set(variableKey(name), shape?.kind === 'oneOf' ? shape.values : [...othersOf(unknowns), ...texts]);
  }
  for (const key of opaque) domains.set(`opaque ${key}`, [true, false]);
  return domains;
}

/** Values that are not limited may be any other text, and then the same one or not. */
function othersOf(unknowns: ReadonlyMap<string, UnknownValue>): readonly Other[] {
  return [...unknowns.values()].flatMap(({ name, shape }) => (shape.kind === 'oneOf' ? [] : [otherOf(name)]));
}

const others = new Map<string, Other>();

function otherOf(name: string): Other {
  const known = others.get(name) ?? { of: name };
  others.set(name, known);
  return known;
}

function collect(formula: Formula, domains: Map<string, Domain>, opaque: Set<string>): void {
  switch (formula.kind) {
    case 'constant':
      return;
    case 'opaque':
      opaque.add(formula.key);
      return;
    case 'is':
      domainOf(formula.unknown, domains).texts.add(formula.text);
      return;
    case 'same': {
      const [one, two] = formula.unknowns.map((unknown) => domainOf(unknown, domains));
      if (one === undefined || two === undefined || one === two) return;
      for (const [name, unknown] of two.unknowns) {
        one.unknowns.set(name, unknown);
        domains.set(name, one);
      }
      for (const text of two.texts) one.texts.add(text);
      return;
    }
    case 'not':
      collect(formula.of, domains, opaque);
      return;
    case 'and':
    case 'or':
      for (const part of formula.of) collect(part, domains, opaque);
  }
}

function domainOf(unknown: UnknownValue, domains: Map<string, Domain>): Domain {
  const { name, shape } = unknown;
  const known = domains.get(name) ?? { unknowns: new Map([[name, unknown]]), texts: new Set(shape.kind === 'oneOf' ? shape.values : []) };
  domains.set(name, known);
  return known;
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
    case 'same': {
      const [one, two] = formula.unknowns.map(({ name }) => assigned.get(variableKey(name)));
      return one === undefined || two === undefined ? undefined : one === two;
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
