import type { PolicyInput } from '../../src/model/policy-set.ts';
import type { Dice } from './random-policies.ts';
import { joined, unionExpression } from './z3.ts';

/** One condition, or the resource element, as a policy writes it and as z3 reads it. */
interface Literal {
  readonly element: Readonly<Record<string, unknown>>;
  readonly expression: string;
}

interface Box {
  readonly statement: Readonly<Record<string, unknown>>;
  readonly deny: boolean;
  readonly expression: string;
}

export interface BoxProblem {
  readonly first: PolicyInput;
  readonly second: PolicyInput;
  /** Satisfiable where the first policy allows what the second does not. */
  readonly script: string;
}

/** The parts of a request: the resource, if it is one of `x`, by its name; texts, numbers, and whether a key is there. */
const declarations = [
  '(declare-const of-x Bool)',
  '(declare-const name String)',
  ...['s', 'u', 'n'].map((key) => `(declare-const has-${key} Bool)`),
  '(declare-const s String)',
  '(declare-const u String)',
  '(declare-const n Real)',
].join('\n');

const textPatterns = ['a', 'b', 'ab', 'a*', '*b', '?', 'a?', '*', '??*', 'a*b', '*a*', '?b*'];
const plainTexts = ['a', 'b', 'ab', 'ba', 'aab', ''];
const numbers = [0, 1, 2, 3];

const textOperators = ['StringEquals', 'StringNotEquals', 'StringLike', 'StringNotLike'] as const;
const numericOperators: Readonly<Record<string, string>> = {
  NumericEquals: '=',
  NumericNotEquals: '=',
  NumericLessThan: '<',
  NumericLessThanEquals: '<=',
  NumericGreaterThan: '>',
  NumericGreaterThanEquals: '>=',
};

/** An absent key satisfies what is negated or `IfExists`, and nothing else. */
function tested(operator: string, key: string, values: readonly (string | number)[], ifExists: boolean, inside: string): Literal {
  const negated = operator.includes('Not');
  const told = negated ? `(not ${inside})` : inside;
  const expression = negated || ifExists ? `(or (not has-${key}) ${told})` : `(and has-${key} ${told})`;
  return { element: { [`${operator}${ifExists ? 'IfExists' : ''}`]: { [`k:${key}`]: values } }, expression };
}

function randomCondition(roll: Dice): Literal {
  const key = roll.of(['s', 's', 'u', 'n']);
  if (roll.chance(0.12)) {
    const absent = roll.chance(0.5);
    return { element: { Null: { [`k:${key}`]: absent } }, expression: absent ? `(not has-${key})` : `has-${key}` };
  }
  const ifExists = roll.chance(0.2);
  if (key === 'n') {
    const operator = roll.of(Object.keys(numericOperators));
    const values = roll.some(numbers, 2);
    const relation = numericOperators[operator] ?? '=';
    return tested(operator, key, values, ifExists, joined('or', values.map((value) => `(${relation} n ${value}.0)`), 'false'));
  }
  const operator = roll.of(textOperators);
  const values = roll.some(operator.endsWith('Like') ? textPatterns : plainTexts, 3);
  return tested(operator, key, values, ifExists, `(str.in_re ${key} ${unionExpression(values)})`);
}

/** Wildcards of a Deny's Resource and of an Allow's NotResource keep to segments: those are left to other tests. */
function randomResource(roll: Dice, deny: boolean): Literal {
  if (roll.chance(0.5)) return { element: { Resource: '*' }, expression: 'true' };
  const names = roll.some(textPatterns, 2);
  const patterns = names.map((name) => `arn:aws:x:::${name}`);
  const inside = `(and of-x (str.in_re name ${unionExpression(names)}))`;
  return deny ? { element: { NotResource: patterns }, expression: `(not ${inside})` } : { element: { Resource: patterns }, expression: inside };
}

function randomBox(roll: Dice, deny: boolean): Box {
  const resource = randomResource(roll, deny);
  const conditions = Array.from({ length: 1 + roll.below(2) }, () => randomCondition(roll));
  // Two conditions of one operator would be one member of the object.
  const kept = conditions.filter(({ element }, index) => conditions.slice(0, index).every((before) => Object.keys(before.element)[0] !== Object.keys(element)[0]));
  const literals = [resource, ...kept];
  const Condition = Object.fromEntries(kept.flatMap(({ element }) => Object.entries(element)));
  return {
    statement: { Effect: deny ? 'Deny' : 'Allow', Action: 'x:a', ...resource.element, Condition },
    deny,
    expression: joined('and', literals.map(({ expression }) => expression), 'true'),
  };
}

function allowed(boxes: readonly Box[]): string {
  const of = (deny: boolean): string => joined('or', boxes.filter((box) => box.deny === deny).map(({ expression }) => expression), 'false');
  return `(and ${of(false)} (not ${of(true)}))`;
}

function policyOf(boxes: readonly Box[]): PolicyInput {
  return JSON.parse(JSON.stringify({ Version: '2012-10-17', Statement: boxes.map(({ statement }) => statement) })) as PolicyInput;
}

/** Two policies of few statements; the second often repeats statements of the first, so that inclusion is not out of reach. */
export function randomBoxProblem(roll: Dice): BoxProblem {
  const several = (): Box[] => Array.from({ length: 1 + roll.below(3) }, (_, index) => randomBox(roll, index > 0 && roll.chance(0.4)));
  const first = several();
  const repeated = roll.chance(0.6) ? first.filter((box) => !box.deny || roll.chance(0.6)) : [];
  const second = [...repeated.filter(() => roll.chance(0.85)), ...several()];
  return {
    first: policyOf(first),
    second: policyOf(second),
    script: `${declarations}\n(assert (and ${allowed(first)} (not ${allowed(second)})))`,
  };
}
