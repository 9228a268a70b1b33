import type { PolicyDocument } from '../../src/model/generated/policy-document.generated.ts';
import type { AccessRequest, ContextValue } from '../../src/model/access-request.ts';

/** Numbers from 0 to 1, the same for the same seed. */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export interface Dice {
  next(): number;
  chance(share: number): boolean;
  below(limit: number): number;
  of<Item>(items: readonly Item[]): Item;
  some<Item>(items: readonly Item[], most: number): Item[];
}

export function dice(seed: number): Dice {
  const next = randomNumbers(seed);
  const below = (limit: number): number => Math.floor(next() * limit);
  const of = <Item>(items: readonly Item[]): Item => {
    const item = items[below(items.length)];
    if (item === undefined) throw new Error('nothing to choose from');
    return item;
  };
  return { next, below, of, chance: (share) => next() < share, some: (items, most) => Array.from({ length: 1 + below(most) }, () => of(items)) };
}

const actionPatterns = ['x:a', 'x:b', 'x:ab', 'x:*', 'x:a*', 'x:?', 'x:*b', '*', 'X:A'];
const actions = ['x:a', 'x:b', 'x:ab', 'x:aab', 'x:c', 'y:a'];
const resourcePatterns = ['*', 'arn:aws:x:::*', 'arn:aws:x:::a', 'arn:aws:x:::a*', 'arn:aws:x:::*b', 'arn:aws:x:::a?', 'arn:aws:x:::a*b', 'arn:aws:x:*:*:a', 'arn:aws:x:::${k:v}', 'arn:aws:x:::a${k:v}*', "arn:aws:x:::${k:v, 'b'}"];
const resources = ['*', 'arn:aws:x:::a', 'arn:aws:x:::b', 'arn:aws:x:::ab', 'arn:aws:x:::aab', 'arn:aws:x:::a:b', 'arn:aws:x:::', 'arn:aws:x:r::a', 'arn:aws:x:::abb', 'arn:aws:x:::ac'];

const texts = ['a', 'b', 'ab', 'A', 'aB', 'abb', 'c', ''];
const textPatterns = ['a', 'b', 'a*', '*b', '?', 'a?', '*', 'A*', '${k:v}', 'a${k:v}', "${k:v, 'b'}", '*${k:v}*'];
const arns = ['arn:aws:s:r:1:a', 'arn:aws:s:r:1:b', 'arn:aws:s:r:1:a:b', 'arn:aws:s:q:1:ab', 'arn:aws:s::1:a', 'a'];
const arnPatterns = ['arn:aws:s:r:1:a', 'arn:aws:s:*:1:a', 'arn:*:s:r:1:*', 'arn:aws:s:?:*:a*', '*', 'arn:aws:s:r:1:*b', 'arn:aws:s:r:1:${k:v}'];

interface KeyChoice {
  readonly key: string;
  readonly operators: readonly string[];
  readonly values: readonly (string | number | boolean)[];
  readonly several?: true;
}

const keys: readonly KeyChoice[] = [
  { key: 'k:s', operators: ['StringEquals', 'StringNotEquals', 'StringLike', 'StringNotLike', 'StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase'], values: textPatterns },
  { key: 'k:v', operators: ['StringEquals', 'StringNotEquals', 'StringLike', 'StringNotLike'], values: ['a', 'b', 'a*', '*b', '?'] },
  { key: 'k:n', operators: ['NumericEquals', 'NumericNotEquals', 'NumericLessThan', 'NumericLessThanEquals', 'NumericGreaterThan', 'NumericGreaterThanEquals'], values: ['1', '2', '3', '-1', '1.5', 'x'] },
  { key: 'k:d', operators: ['DateEquals', 'DateNotEquals', 'DateLessThan', 'DateLessThanEquals', 'DateGreaterThan', 'DateGreaterThanEquals'], values: ['2020-01-01T00:00:00Z', '2021-06-01', '1600000000', '2020-01-01T01:00:00+01:00'] },
  { key: 'k:b', operators: ['Bool'], values: ['true', 'false', 'TRUE', true] },
  { key: 'k:i', operators: ['IpAddress', 'NotIpAddress'], values: ['10.0.0.0/8', '10.0.0.0/9', '10.128.0.0/9', '10.1.2.3', '2001:db8::/32', '2001:db8::1', 'no'] },
  { key: 'k:r', operators: ['ArnEquals', 'ArnLike', 'ArnNotEquals', 'ArnNotLike'], values: arnPatterns },
  { key: 'k:m', operators: ['StringEquals', 'StringNotEquals', 'StringLike', 'StringNotLike'], values: textPatterns, several: true },
];

const requestValues: Readonly<Record<string, readonly ContextValue[]>> = {
  'k:s': texts,
  'k:v': ['a', 'b', 'ab', '*', 'bb'],
  'k:n': [0, 1, 2, 3, '1.0', 2.5, -1, 1.5, 4, -2],
  'k:d': ['2020-01-01T00:00:00Z', '2019-01-01', '2021-06-01', '2022-01-01', '1600000000', '2020-09-13T12:26:41Z', '2021-05-01'],
  'k:b': ['true', 'false'],
  'k:i': ['10.0.0.1', '10.200.0.1', '10.1.2.3', '192.0.2.1', '2001:db8::1', '2001:db8::2', '2001:db9::1'],
  'k:r': arns,
  'k:m': [['a'], ['b'], ['a', 'b'], ['ab', 'c'], ['A'], ['a', 'ab', 'abb'], ['c']],
};

/** A policy of few statements over a tiny alphabet. */
export function randomPolicy(roll: Dice, most = 3): PolicyDocument {
  return { Version: '2012-10-17', Statement: Array.from({ length: 1 + roll.below(most) }, (_, index) => randomStatement(roll, index > 0 && roll.chance(0.35))) };
}

export type StatementDocument = Extract<PolicyDocument['Statement'], readonly unknown[]>[number];

export function randomStatement(roll: Dice, deny: boolean): StatementDocument {
  const actionList = roll.chance(0.4) ? '*' : roll.some(actionPatterns, 2);
  const resourceList = roll.chance(0.35) ? '*' : roll.some(resourcePatterns, 2);
  const condition = roll.chance(0.6) ? randomCondition(roll) : undefined;
  return {
    Effect: deny ? 'Deny' : 'Allow',
    ...(roll.chance(0.12) ? { NotAction: roll.some(actionPatterns.slice(0, 6), 2) } : { Action: actionList }),
    ...(roll.chance(0.15) ? { NotResource: roll.some(resourcePatterns.slice(1), 2) } : { Resource: resourceList }),
    ...(condition === undefined ? {} : { Condition: condition }),
  };
}

function randomCondition(roll: Dice): Record<string, Record<string, (string | number | boolean)[]>> {
  const condition: Record<string, Record<string, (string | number | boolean)[]>> = {};
  for (let count = 1 + roll.below(2); count > 0; count -= 1) {
    const { key, operators, values, several } = roll.of(keys);
    if (roll.chance(0.12)) {
      condition['Null'] = { [key]: [roll.chance(0.5)] };
      continue;
    }
    const set = several === true || roll.chance(0.1) ? `${roll.of(['ForAllValues', 'ForAnyValue'])}:` : '';
    const operator = `${set}${roll.of(operators)}${roll.chance(0.25) ? 'IfExists' : ''}`;
    condition[operator] = { [key]: roll.some(values, 3) };
  }
  return condition;
}

export function statementsOf({ Statement }: PolicyDocument): StatementDocument[] {
  return isList(Statement) ? [...Statement] : [Statement];
}

function isList<Item>(value: Item | readonly Item[]): value is readonly Item[] {
  return Array.isArray(value);
}

/** A policy that differs from another in one thing or two, so that inclusion is not out of reach. */
export function relatedPolicy(roll: Dice, policy: PolicyDocument): PolicyDocument {
  const statements = statementsOf(policy);
  for (let changes = 1 + roll.below(2); changes > 0; changes -= 1) {
    const at = roll.below(statements.length);
    const statement = statements[at];
    if (statement === undefined) continue;
    const bare: StatementDocument = Object.fromEntries(Object.entries(statement).filter(([name]) => name !== 'Condition')) as typeof statement;
    switch (roll.below(7)) {
      case 0:
        statements.push(randomStatement(roll, roll.chance(0.4)));
        break;
      case 1:
        statements[at] = bare;
        break;
      case 2:
        if ('Resource' in statement) statements[at] = { ...statement, Resource: '*' };
        break;
      case 3:
        if ('Action' in statement) statements[at] = { ...statement, Action: '*' };
        break;
      case 4:
        statements[at] = { ...bare, Condition: randomCondition(roll) };
        break;
      case 5:
        if (statements.length > 1) statements.splice(at, 1);
        break;
      default:
        statements.reverse();
    }
  }
  return { Version: '2012-10-17', Statement: statements };
}

/** A request over the same alphabet. */
export function randomRequest(roll: Dice): AccessRequest {
  const context: Record<string, ContextValue> = {};
  for (const [key, values] of Object.entries(requestValues)) if (roll.chance(0.6)) context[key] = roll.of(values);
  return { principal: 'arn:aws:iam::111122223333:user/alice', action: roll.of(actions), resource: roll.of(resources), context };
}
