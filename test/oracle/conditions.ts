import type { Pattern } from '../../src/model/pattern.ts';
import type { ConditionTest, ConditionValue, Effect } from '../../src/model/policy.ts';
import { globMatches, items } from './glob.ts';
import { addressBits, decimal, instant } from './values.ts';

export type Context = ReadonlyMap<string, string | readonly string[]>;

type Comparison = 'match' | 'noMatch' | 'malformed' | 'open';

/** Whether one condition holds. */
export function holds({ operator, key, values }: ConditionTest, context: Context, effect: Effect): boolean {
  const { name, setOperator, ifExists } = operator;
  const value = context.get(key.id);
  if (name === 'Null') {
    if (setOperator !== undefined) return setOperator === 'ForAllValues';
    return values.some(({ pattern }) => pattern.text.toLowerCase() === String(value === undefined));
  }
  const negated = name.includes('Not');
  if (value === undefined) {
    if (setOperator === 'ForAllValues') return true;
    if (setOperator === 'ForAnyValue') return ifExists && effect === 'Allow';
    return ifExists || negated;
  }
  const single = (actual: string): boolean => {
    const results = values.map((expected) => compare(name, actual, expected, context));
    const counts = (result: Comparison): boolean => {
      if (result === 'malformed') return negated && effect === 'Deny';
      if (result === 'open') return (effect === 'Allow') !== negated;
      return result === 'match';
    };
    return results.some(counts) !== negated;
  };
  const list = typeof value === 'string' ? [value] : value;
  return setOperator === 'ForAllValues' || (setOperator === undefined && effect === 'Deny') ? list.every(single) : list.some(single);
}

function compare(name: ConditionTest['operator']['name'], actual: string, expected: ConditionValue, context: Context): Comparison {
  const text = expected.pattern.text;
  const verdict = (result: boolean): Comparison => (result ? 'match' : 'noMatch');
  const globs = (pattern: Pattern, against: string): boolean => matchesText(pattern, against, context);
  if (name.startsWith('String')) {
    if (!name.endsWith('IgnoreCase')) return verdict(globs(expected.pattern, actual));
    // What a variable brings counts in any case too.
    const filled = fill(expected.pattern, context);
    return verdict(filled !== undefined && globs(lowered(filled), actual.toLowerCase()));
  }
  if (name.startsWith('Arn')) return compareArn(expected.pattern, actual, context);
  if (name === 'Bool') {
    const bool = actual.toLowerCase();
    if (bool !== 'true' && bool !== 'false') return 'malformed';
    return verdict(globs(lowered(expected.pattern), bool));
  }
  if (name === 'BinaryEquals') {
    const valid = (base64: string): boolean => Buffer.from(base64, 'base64').toString('base64') === base64;
    return valid(actual) && valid(text) ? verdict(actual === text) : 'malformed';
  }
  if (name.endsWith('IpAddress')) {
    const address = actual.includes('/') ? undefined : addressBits(actual);
    const range = addressBits(text);
    return address === undefined || range === undefined ? 'malformed' : verdict(address.startsWith(range));
  }
  const read = name.startsWith('Date') ? instant : decimal;
  const [left, right] = [read(actual), read(text)];
  if (left === undefined || right === undefined) return 'malformed';
  if (name.endsWith('LessThan')) return verdict(left < right);
  if (name.endsWith('LessThanEquals')) return verdict(left <= right);
  if (name.endsWith('GreaterThan')) return verdict(left > right);
  if (name.endsWith('GreaterThanEquals')) return verdict(left >= right);
  return verdict(left === right);
}

function lowered(pattern: Pattern): Pattern {
  return { ...pattern, parts: pattern.parts.map((part) => (part.kind === 'literal' ? { ...part, text: part.text.toLowerCase() } : part)) };
}

export function valueOf(key: string, fallback: string | undefined, context: Context): string | undefined {
  const value = context.get(key.toLowerCase());
  if (value === undefined) return fallback;
  return typeof value === 'string' ? value : undefined;
}

export function matchesText(pattern: Pattern, text: string, context: Context, crossing: 'anything' | 'segment' = 'anything'): boolean {
  const filled = fill(pattern, context);
  if (filled === undefined) return false;
  const parts = items(filled, crossing, () => undefined);
  return parts !== undefined && globMatches(parts, text);
}

/** The pattern with its variables' values as literal text. */
function fill(pattern: Pattern, context: Context): Pattern | undefined {
  const parts: Pattern['parts'][number][] = [];
  for (const part of pattern.parts) {
    if (part.kind !== 'variable') {
      parts.push(part);
      continue;
    }
    const value = valueOf(part.key, part.default, context);
    if (value === undefined) return undefined;
    if (value !== '') parts.push({ kind: 'literal', text: value });
  }
  return { text: pattern.text, parts };
}

/** Private-use characters stand for the wildcards, so that the pattern can be split as a text. */
const RUN = '\uE000';
const ONE = '\uE001';

function compareArn(pattern: Pattern, actual: string, context: Context): Comparison {
  const subject = actual.split(':');
  if (subject.length < 6 || subject[0] !== 'arn') return 'malformed';
  const filled = fill(pattern, context);
  if (filled === undefined) return 'noMatch';
  const text = filled.parts.map((part) => (part.kind === 'literal' ? part.text : part.kind === 'anyRun' ? RUN : ONE)).join('');
  const expected = text.split(':');
  if (expected.length < 6) return matchesText(filled, actual, context) ? 'open' : 'noMatch';
  const parts = (pieces: readonly string[]): readonly string[] => [...pieces.slice(0, 5), pieces.slice(5).join(':')];
  const subjects = parts(subject);
  const matched = parts(expected).every((component, index) => globMatches(fromText(component), subjects[index] ?? ''));
  return matched ? 'match' : 'noMatch';
}

function fromText(text: string): Parameters<typeof globMatches>[0] {
  return text.split('').map((unit) => (unit === RUN || unit === ONE ? { run: unit === RUN, colons: true } : { literal: unit }));
}
