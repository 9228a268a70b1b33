import type { Pattern } from '../model/pattern.ts';
import { FALSE, type Formula } from './formula.ts';
import type { Question } from './question.ts';

/** More variables in one list of values are not told apart; nobody writes them. */
const variableLimit = 4;

/**
 * Reads patterns once for every way in which their variables can be there or not. A key that is absent
 * gives its default, or nothing; which, is part of the formula.
 *
 * `build` gets the dimension of each variable that has a value. Undefined when it gives undefined, or
 * when a variable is a key of several values, which AWS does not take as one.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function withVariables(
  patterns: readonly Pattern[],
  question: Question,
  build: (variable: (key: string) => string | undefined) => Formula | undefined,
): Formula | undefined {
  const dimensions = new Set<string>();
  for (const { parts } of patterns) {
    for (const part of parts) {
      if (part.kind !== 'variable') continue;
      const key = question.vocabulary.dimensionOf(part.key);
      if (key === undefined || key.kind === 'list') return undefined;
      dimensions.add(key.id);
    }
  }
  const names = [...dimensions];
  if (names.length === 0) return build(() => undefined);
  if (names.length > variableLimit) return undefined;
  const { formulas, vocabulary } = question;
  const ways: Formula[] = [];
  for (let choice = 0; choice < 1 << names.length; choice += 1) {
    const isPresent = (name: string): boolean => (choice & (1 << names.indexOf(name))) !== 0;
    const built = build((key) => {
      const id = vocabulary.dimensionOf(key)?.id;
      return id !== undefined && isPresent(id) ? id : undefined;
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
