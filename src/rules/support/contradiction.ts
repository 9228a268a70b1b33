import type { ConditionTest, ConditionValue } from '../../model/policy.ts';
import { conditionKey } from '../../reference/condition-keys.ts';
import { asksForAbsence, demands, knownValues, traitsOf } from './condition-tests.ts';
import { patternSymbols, symbolsMeet } from './pattern-meet.ts';

/**
 * Whether no value of one key can make both tests true. `false` where that isn't sure: what a template
 * leaves open, a key with several values, a test that an absent key satisfies beside another such.
 */
export function contradicts(a: ConditionTest, b: ConditionTest): boolean {
  return nullContradicts(a, b) || nullContradicts(b, a) || valuesContradict(a, b) || excluded(a, b) || excluded(b, a);
}

/** One asks that the key is absent, the other needs it. */
function nullContradicts(a: ConditionTest, b: ConditionTest): boolean {
  if (a.operator.name !== 'Null' || asksForAbsence(a) !== true) return false;
  return b.operator.name === 'Null' ? asksForAbsence(b) === false : demands(b);
}

/** Both ask for a value, and no value is one of both. */
function valuesContradict(a: ConditionTest, b: ConditionTest): boolean {
  const family = traitsOf(a).family;
  if (!bothSingle(a, b) || family !== traitsOf(b).family || traitsOf(a).negated || traitsOf(b).negated) return false;
  // At least one of them needs the key; the other may be an `IfExists`.
  if (a.operator.name === 'Null' || (!demands(a) && !demands(b)) || a.values.length === 0 || b.values.length === 0) return false;
  if (family === 'numeric' || family === 'date') return rangesContradict(a, b);
  if (family === 'bool') {
    if (knownValues(a).length < a.values.length || knownValues(b).length < b.values.length) return false;
    const values = knownValues(a).map((value) => value.toLowerCase());
    return !knownValues(b).some((value) => value.includes('$') || values.includes(value.toLowerCase()) || values.some((other) => other.includes('$')));
  }
  if (family !== 'string') return false;
  const ignoreCase = [a, b].some((test) => traitsOf(test).comparison === 'equalsIgnoreCase');
  return !a.values.some((one) => b.values.some((other) => symbolsMeet(symbols(one, ignoreCase), symbols(other, ignoreCase))));
}

/** Every value that one asks for is one that the other excludes. */
function excluded(a: ConditionTest, b: ConditionTest): boolean {
  const [asked, excluding] = [traitsOf(a), traitsOf(b)];
  if (!bothSingle(a, b) || !demands(a) || asked.negated || !excluding.negated || asked.family !== 'string' || excluding.family !== 'string') return false;
  if (asked.comparison !== 'equals' || excluding.comparison !== 'equals' || a.values.length === 0) return false;
  const values = knownValues(b);
  return knownValues(a).length === a.values.length && knownValues(a).every((value) => values.includes(value));
}

function bothSingle(a: ConditionTest, b: ConditionTest): boolean {
  return [a, b].every((test) => test.operator.setOperator === undefined) && conditionKey(a.key.text)?.multivalued !== true;
}

function symbols(value: ConditionValue, ignoreCase: boolean): readonly number[] {
  const all = patternSymbols(value.pattern);
  return ignoreCase ? all.map((symbol) => (symbol >= 65 && symbol <= 90 ? symbol + 32 : symbol)) : all;
}

function rangesContradict(a: ConditionTest, b: ConditionTest): boolean {
  const [first, second] = [rangeOf(a), rangeOf(b)];
  if (first === undefined || second === undefined) return false;
  const low = Math.max(first.low, second.low);
  const high = Math.min(first.high, second.high);
  if (low > high) return true;
  return low === high && [first, second].some((range) => (range.low === low && range.lowOpen) || (range.high === high && range.highOpen));
}

interface Range {
  readonly low: number;
  readonly high: number;
  readonly lowOpen: boolean;
  readonly highOpen: boolean;
}

/** The numbers between the limits of a test with one value. */
function rangeOf(test: ConditionTest): Range | undefined {
  const { family, comparison } = traitsOf(test);
  const [text] = knownValues(test);
  if (test.values.length !== 1 || text === undefined) return undefined;
  const limit = family === 'date' && !/^\d+$/.test(text) ? Date.parse(text) / 1000 : Number(text);
  if (Number.isNaN(limit)) return undefined;
  const all: Range = { low: -Infinity, high: Infinity, lowOpen: false, highOpen: false };
  switch (comparison) {
    case 'equals':
      return { ...all, low: limit, high: limit };
    case 'lessThan':
      return { ...all, high: limit, highOpen: true };
    case 'lessThanEquals':
      return { ...all, high: limit };
    case 'greaterThan':
      return { ...all, low: limit, lowOpen: true };
    case 'greaterThanEquals':
      return { ...all, low: limit };
    case 'equalsIgnoreCase':
    case 'like':
    case 'inRange':
    case 'presence':
      return undefined;
  }
}
