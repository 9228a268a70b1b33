import type { ContextValue } from '../model/access-request.ts';
import { OPERATORS } from '../model/condition-operator.ts';
import { literalText } from '../model/pattern.ts';
import type { ConditionTest, ConditionValue } from '../model/policy.ts';
import { knownText } from '../model/unknown-value.ts';
import { fill, type VariableValue } from './glob.ts';

/** A value that a key should have; undefined where the key should be absent. */
export type Wish = ContextValue | undefined;

/** As many values of one list are tried. */
const valueLimit = 8;

/** Values of the key with which a condition comes true; whoever asks has them decided. */
export function satisfying(test: ConditionTest, valueOf: VariableValue): readonly Wish[] {
  const { operator, values } = test;
  const traits = OPERATORS[operator.name];
  if (traits.family === 'null') return nullWishes(test, true);
  if (operator.setOperator === 'ForAllValues') return [undefined, ...matching(test, valueOf).map((value) => [value])];
  const multiple = operator.setOperator === 'ForAnyValue';
  const wishes: Wish[] = traits.negated ? [undefined, otherThan(values)] : matching(test, valueOf);
  const wanted = multiple ? wishes.flatMap((wish) => (wish === undefined ? [] : [[String(wish)]])) : wishes;
  return operator.ifExists ? [undefined, ...wanted] : wanted;
}

/** Values of the key with which it comes out false. */
export function refuting(test: ConditionTest, valueOf: VariableValue): readonly Wish[] {
  const { operator, values } = test;
  const traits = OPERATORS[operator.name];
  if (traits.family === 'null') return nullWishes(test, false);
  if (operator.setOperator !== undefined) {
    const wanted = traits.negated ? matching(test, valueOf) : [otherThan(values)];
    return [...(operator.setOperator === 'ForAnyValue' ? [undefined] : []), ...wanted.map((value) => [value])];
  }
  if (traits.negated) return matching(test, valueOf);
  const other = traits.family === 'bool' ? opposite(test) : contrary(test, values);
  return operator.ifExists ? [other] : [undefined, other];
}

function nullWishes({ values }: ConditionTest, holds: boolean): readonly Wish[] {
  const asksForAbsence = values.some((value) => text(value)?.toLowerCase() === 'true');
  return asksForAbsence === holds ? [undefined] : ['x'];
}

/** Values that the list's entries stand for. */
function matching(test: ConditionTest, valueOf: VariableValue): string[] {
  const { family, comparison } = OPERATORS[test.operator.name];
  return test.values.slice(0, valueLimit).flatMap((value) => {
    if (family === 'string' || family === 'arn' || family === 'bool') return [fill(value.pattern, valueOf)];
    const known = text(value);
    if (known === undefined) return [];
    if (family === 'ipAddress') return [known.replace(/\/\d+$/, '')];
    if (comparison === 'equals') return [known];
    const step = comparison === 'lessThan' ? -1 : comparison === 'greaterThan' ? 1 : 0;
    return [moved(known, family, step)];
  });
}

function moved(value: string, family: string, step: number): string {
  if (step === 0) return value;
  if (family === 'numeric') return String(Number(value) + step);
  const time = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value);
  return Number.isNaN(time) ? value : new Date(time + step * 86_400_000).toISOString();
}

/** A text that is none of the list's. */
function otherThan(values: readonly ConditionValue[]): string {
  let other = 'x';
  while (values.some((value) => literalText(value.pattern)?.toLowerCase() === other)) other += 'x';
  return other;
}

/** A value outside an ordering, a range or a list. */
function contrary(test: ConditionTest, values: readonly ConditionValue[]): string {
  const { family, comparison } = OPERATORS[test.operator.name];
  const [first] = values;
  const known = first === undefined ? undefined : text(first);
  if (known === undefined || family === 'string' || family === 'arn') return family === 'arn' ? 'arn:aws:iam::999988887777:user/x' : otherThan(values);
  if (family === 'ipAddress') return known.startsWith('203.0.113.') ? '198.51.100.7' : '203.0.113.7';
  return moved(known, family, comparison === 'lessThan' || comparison === 'lessThanEquals' ? 1 : -1);
}

function opposite({ values }: ConditionTest): string {
  return values.some((value) => text(value)?.toLowerCase() === 'true') ? 'false' : 'true';
}

function text(value: ConditionValue): string | undefined {
  return knownText(value.text);
}
