import type { ConditionTest } from '../../model/policy.ts';
import { arnCovers } from './arn-cover.ts';
import { asksForAbsence, demands, traitsOf } from './condition-tests.ts';
import { covers } from './pattern-cover.ts';

/**
 * Whether every request that fulfils the second test fulfils the first: they are of one key, and the first
 * asks what the second asks, or less. A `false` may be wrong, a `true` is not.
 */
export function testCovers(wide: ConditionTest, narrow: ConditionTest): boolean {
  if (wide.key.id !== narrow.key.id) return false;
  if (wide.operator.name === 'Null') return nullCovers(wide, narrow);
  if (narrow.operator.name === 'Null') return false;
  const [asked, given] = [traitsOf(wide), traitsOf(narrow)];
  // Of a request without the key, AWS's page and what is observed of the service tell different things.
  if (wide.operator.setOperator === 'ForAnyValue' && wide.operator.ifExists) return false;
  if (wide.operator.setOperator !== narrow.operator.setOperator || (narrow.operator.ifExists && !wide.operator.ifExists)) return false;
  if (asked.family !== given.family || asked.negated !== given.negated) return false;
  if (asked.family === 'string' || asked.family === 'arn') return asked.negated ? valuesCover(narrow, wide) : valuesCover(wide, narrow);
  return wide.operator.name === narrow.operator.name && (asked.negated ? hasTexts(narrow, wide) : hasTexts(wide, narrow));
}

/** Whether asking that the key is there, or not, is asked by the other too. */
function nullCovers(wide: ConditionTest, narrow: ConditionTest): boolean {
  const absent = asksForAbsence(wide);
  if (absent === undefined || wide.operator.setOperator !== undefined) return false;
  if (narrow.operator.name === 'Null') return narrow.operator.setOperator === undefined && absent === asksForAbsence(narrow);
  return !absent && demands(narrow);
}

/** Whether each value of the second is one of the first, or stands for nothing but what one of the first stands for. */
function valuesCover(wide: ConditionTest, narrow: ConditionTest): boolean {
  const [{ family, comparison }, other] = [traitsOf(wide), traitsOf(narrow)];
  const ignoreCase = comparison === 'equalsIgnoreCase';
  if (ignoreCase !== (other.comparison === 'equalsIgnoreCase')) return false;
  return narrow.values.every((value) =>
    wide.values.some(({ pattern }) => (family === 'arn' ? arnCovers(pattern, value.pattern) : covers(pattern, value.pattern, { ignoreCase }))),
  );
}

/** Whether the first has every value of the second, letter for letter. */
function hasTexts(wide: ConditionTest, narrow: ConditionTest): boolean {
  const texts = new Set(wide.values.map(({ pattern }) => pattern.text));
  return narrow.values.every(({ pattern }) => texts.has(pattern.text));
}
