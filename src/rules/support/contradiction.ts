import type { OperatorTraits } from '../../model/condition-operator.ts';
import type { ConditionTest, ConditionValue } from '../../model/policy.ts';
import { knownText, type TemplateText } from '../../model/unknown-value.ts';
import { conditionKey } from '../../reference/condition-keys.ts';
import { asksForAbsence, demands, knownValues, traitsOf } from './condition-tests.ts';
import { arnCovers } from './arn-cover.ts';
import { arnsMeet } from './arn-meet.ts';
import { contains, parseIpRange, type IpRange } from './ip-range.ts';
import { covers } from './pattern-cover.ts';
import { patternSymbols, symbolsMeet } from './pattern-meet.ts';

/**
 * Whether no value of one key can make both tests true. `false` where that isn't sure: what a template
 * leaves open, a key with several values, a test that an absent key satisfies beside another such.
 */
export function contradicts(a: ConditionTest, b: ConditionTest): boolean {
  return nullContradicts(a, b) || nullContradicts(b, a) || valuesContradict(a, b) || excluded(a, b) || excluded(b, a) || setsContradict(a, b) || setsContradict(b, a);
}

/**
 * Whether each of the values that one test lists is excluded by some of the others, though no two contradict
 * each other: then no value makes all of them true. The test, where that is so.
 */
export function exhausted(tests: readonly ConditionTest[]): ConditionTest | undefined {
  return tests.find((test) => {
    const { family, comparison, negated } = traitsOf(test);
    if (family !== 'string' || comparison !== 'equals' || negated || !demands(test) || test.values.length < 2) return false;
    if (knownValues(test).length < test.values.length) return false;
    const others = tests.filter((other) => other !== test && bothSingle(test, other));
    return test.values.every((value) => others.some((other) => contradicts({ ...test, values: [value] }, other)));
  });
}

/** One asks that the key is absent, the other needs it. */
function nullContradicts(a: ConditionTest, b: ConditionTest): boolean {
  if (a.operator.name !== 'Null' || asksForAbsence(a) !== true) return false;
  return b.operator.name === 'Null' ? asksForAbsence(b) === false : demands(b);
}

/** Both ask for a value, and no value is one of both. */
function valuesContradict(a: ConditionTest, b: ConditionTest): boolean {
  const family = traitsOf(a).family;
  if (!bothSingle(a, b) || traitsOf(a).negated || traitsOf(b).negated) return false;
  // At least one of them needs the key; the other may be an `IfExists`.
  if (a.operator.name === 'Null' || (!demands(a) && !demands(b)) || a.values.length === 0 || b.values.length === 0) return false;
  // An ARN that matches field by field matches as a text.
  if (family !== traitsOf(b).family) return [a, b].every((test) => /^(?:string|arn)$/.test(traitsOf(test).family)) && !stringsMeet(a, b);
  if (family === 'numeric' || family === 'date') return rangesContradict(a, b);
  if (family === 'bool') {
    if (knownValues(a).length < a.values.length || knownValues(b).length < b.values.length) return false;
    const values = knownValues(a).map((value) => value.toLowerCase());
    return !knownValues(b).some((value) => value.includes('$') || values.includes(value.toLowerCase()) || values.some((other) => other.includes('$')));
  }
  if (family === 'ipAddress') return !a.values.some((one) => b.values.some((other) => addressesMeet(one, other)));
  if (family === 'arn') return !a.values.some((one) => b.values.some((other) => arnsMeet(one.pattern, other.pattern)));
  if (family !== 'string') return false;
  return !stringsMeet(a, b);
}

function stringsMeet(a: ConditionTest, b: ConditionTest): boolean {
  const ignoreCase = [a, b].some((test) => traitsOf(test).comparison === 'equalsIgnoreCase');
  return a.values.some((one) => b.values.some((other) => symbolsMeet(symbols(one, ignoreCase), symbols(other, ignoreCase))));
}

/** Every value that one asks for is one that the other excludes. */
function excluded(a: ConditionTest, b: ConditionTest): boolean {
  return bothSingle(a, b) && demands(a) && excludesAll(a, b);
}

/** Whether one is a list of what is asked for, and the other excludes each of it. */
function excludesAll(a: ConditionTest, b: ConditionTest): boolean {
  const [asked, excluding] = [traitsOf(a), traitsOf(b)];
  if (asked.negated || !excluding.negated || asked.family !== excluding.family || a.values.length === 0) return false;
  return a.values.every((value) => b.values.some((other) => excludes(excluding, asked, other, value)));
}

function excludes(excluding: OperatorTraits, asked: OperatorTraits, { pattern, text }: ConditionValue, value: ConditionValue): boolean {
  switch (excluding.family) {
    case 'string': {
      const ignoreCase = excluding.comparison === 'equalsIgnoreCase';
      return (ignoreCase || asked.comparison !== 'equalsIgnoreCase') && covers(pattern, value.pattern, { ignoreCase });
    }
    case 'arn':
      return arnCovers(pattern, value.pattern);
    case 'ipAddress': {
      const [wide, narrow] = [rangeOfAddresses(text), rangeOfAddresses(value.text)];
      return wide !== undefined && narrow !== undefined && contains(wide, narrow);
    }
    case 'numeric':
    case 'date':
    case 'bool':
    case 'binary':
    case 'null':
      return false;
  }
}

/** Every value of a request has to be one of the first, and some value one of the second, with none in common. */
function setsContradict(all: ConditionTest, some: ConditionTest): boolean {
  if (all.operator.setOperator !== 'ForAllValues' || some.operator.setOperator !== 'ForAnyValue' || !demands(some)) return false;
  if (all.operator.name === 'Null') return false;
  const [every, any] = [traitsOf(all), traitsOf(some)];
  if (every.negated) return excludesAll(some, all);
  if (every.family !== 'string' || any.family !== 'string' || any.negated || all.values.length === 0 || some.values.length === 0) return false;
  return !stringsMeet(all, some);
}

function addressesMeet(a: ConditionValue, b: ConditionValue): boolean {
  const [first, second] = [rangeOfAddresses(a.text), rangeOfAddresses(b.text)];
  return first === undefined || second === undefined || contains(first, second) || contains(second, first);
}

function rangeOfAddresses(text: TemplateText): IpRange | undefined {
  return parseIpRange(knownText(text) ?? '');
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

/** What the numbers that fulfil a test lie between. */
function rangeOf(test: ConditionTest): Range | undefined {
  const { family, comparison } = traitsOf(test);
  const limits = knownValues(test).map((text) => (family === 'date' && !/^\d+$/.test(text) ? Date.parse(text) / 1000 : Number(text)));
  if (limits.length < test.values.length || limits.some(Number.isNaN)) return undefined;
  const [least, greatest] = [Math.min(...limits), Math.max(...limits)];
  const all: Range = { low: -Infinity, high: Infinity, lowOpen: false, highOpen: false };
  switch (comparison) {
    case 'equals':
      return { ...all, low: least, high: greatest };
    case 'lessThan':
      return { ...all, high: greatest, highOpen: true };
    case 'lessThanEquals':
      return { ...all, high: greatest };
    case 'greaterThan':
      return { ...all, low: least, lowOpen: true };
    case 'greaterThanEquals':
      return { ...all, low: least };
    case 'equalsIgnoreCase':
    case 'like':
    case 'inRange':
    case 'presence':
      return undefined;
  }
}
