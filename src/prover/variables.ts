import { FALSE, type Formula } from './formula.ts';
import type { PatternEntries } from './patterns.ts';
import type { Question } from './question.ts';

/** More variables in one list of values are not told apart; nobody writes them. */
const variableLimit = 4;

/**
 * What a variable stands for: the value of a dimension, its default where the key is absent, or nothing
 * where the key has several values, which AWS does not take as a variable.
 */
export type VariableReading = { readonly kind: 'letter'; readonly dimension: string } | { readonly kind: 'default' } | { readonly kind: 'nothing' };

export type ReadVariable = (key: string) => VariableReading;

/**
 * Reads patterns once for every way in which their variables can be there or not; which, is part of the
 * formula. Undefined when `build` gives undefined, or when there are too many variables.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function withVariables(
  entries: PatternEntries,
  question: Question,
  build: (variable: ReadVariable) => Formula | undefined,
): Formula | undefined {
  const dimensions = new Set<string>();
  for (const { pattern } of entries) {
    for (const part of pattern.parts) {
      if (part.kind !== 'variable') continue;
      const key = question.vocabulary.dimensionOf(part.key);
      if (key === undefined) return undefined;
      dimensions.add(key.id);
    }
  }
  const names = [...dimensions];
  if (names.length === 0) return build(() => ({ kind: 'default' }));
  if (names.length > variableLimit) return undefined;
  const { formulas, vocabulary } = question;
  const ways: Formula[] = [];
  for (let choice = 0; choice < 1 << names.length; choice += 1) {
    const isPresent = (name: string): boolean => (choice & (1 << names.indexOf(name))) !== 0;
    const built = build((key) => {
      const dimension = vocabulary.dimensionOf(key);
      if (dimension === undefined || !isPresent(dimension.id)) return { kind: 'default' };
      return dimension.kind === 'list' ? { kind: 'nothing' } : { kind: 'letter', dimension: dimension.id };
    });
    if (built === undefined) return undefined;
    if (built === FALSE) continue;
    const presence = names.map((name) => {
      const present = formulas.atom({ kind: 'present', dimension: name });
      return isPresent(name) ? present : formulas.not(present);
    });
    ways.push(formulas.and([...presence, built]));
  }
  return formulas.or(ways);
}
