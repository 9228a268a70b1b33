import { OPERATORS, type SetOperator } from '../model/condition-operator.ts';
import type { ConditionClause, ConditionTest, Effect } from '../model/policy.ts';
import type { CompileContext } from './compile-context.ts';
import { families } from './operators/families.ts';
import type { ValueTest } from './operators/value-test.ts';
import { unknownValue, type RequestView } from './request-view.ts';
import { MAYBE, NO, not, or, triOf, YES, type Tri } from './tri.ts';

export interface CompiledClause {
  readonly clause: ConditionClause;
  readonly test: (request: RequestView) => Tri;
  /** Where the key's value is; undefined for a clause that the template does not tell. */
  readonly slot?: number;
}

export function compileClause(clause: ConditionClause, context: CompileContext): CompiledClause {
  if (clause.kind === 'unknown') {
    const { name } = clause.unknown;
    return {
      clause,
      test: (request) => {
        request.noted?.add(name);
        return MAYBE;
      },
    };
  }
  const slot = context.keys.slot(clause.key.text);
  return { clause, slot, test: clause.operator.name === 'Null' ? compileNull(clause, slot, context) : compileTest(clause, slot, context) };
}

/** What a condition says of the values of a key that is there. */
type ValuesTest = (values: readonly string[], request: RequestView) => Tri;

function compileTest(clause: ConditionTest, slot: number, context: CompileContext): CompiledClause['test'] {
  const { operator } = clause;
  const traits = OPERATORS[operator.name];
  const { family, negated } = traits;
  if (family === 'null') return () => NO;
  const matches = families[family](clause.values, {
    ...context,
    traits,
    malformedMatches: triOf(negated && context.effect === 'Deny'),
    openMatches: triOf((context.effect === 'Allow') !== negated),
  });
  const single: ValueTest = negated ? (actual, request) => not(matches(actual, request)) : matches;
  const several = compileSeveral(single, operator.setOperator, context.effect);
  const absent = absentResult(clause, context.effect);
  const key = clause.key.id;
  return (request) => {
    const value = request.values[slot];
    if (typeof value === 'string') return single(value, request);
    if (value === undefined) return absent;
    if (value === unknownValue) {
      request.noted?.add(key);
      return MAYBE;
    }
    return several(value, request);
  };
}

/**
 * How the values of a multivalued key are joined. Without a set operator AWS documents nothing for
 * several values: in an Allow one that satisfies the condition is enough, in a Deny all have to.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
function compileSeveral(single: ValueTest, setOperator: SetOperator | undefined, effect: Effect): ValuesTest {
  const all = setOperator === 'ForAllValues' || (setOperator === undefined && effect === 'Deny');
  return all
    ? (values, request) => {
        let result: Tri = YES;
        for (const value of values) {
          const matched = single(value, request);
          if (matched === NO) return NO;
          if (matched < result) result = matched;
        }
        return result;
      }
    : (values, request) => {
        let result: Tri = NO;
        for (const value of values) {
          result = or(result, single(value, request));
          if (result === YES) return YES;
        }
        return result;
      };
}

/**
 * What a condition says of a key that the request does not have. `ForAnyValue:…IfExists` is open: the
 * two pages on its halves say opposite things.
 */
function absentResult({ operator }: ConditionTest, effect: Effect): Tri {
  switch (operator.setOperator) {
    case 'ForAllValues':
      return YES;
    case 'ForAnyValue':
      return triOf(operator.ifExists && effect === 'Allow');
    default:
      return triOf(operator.ifExists || OPERATORS[operator.name].negated);
  }
}

/**
 * `true` asks for a key that is absent, `false` for one that is there. With a set operator the answer
 * is the set operator's own, whatever the key.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html
 */
function compileNull(clause: ConditionTest, slot: number, context: CompileContext): CompiledClause['test'] {
  const { setOperator } = clause.operator;
  if (setOperator !== undefined) return () => triOf(setOperator === 'ForAllValues');
  const wanted = families.bool(clause.values, { ...context, traits: OPERATORS.Bool, malformedMatches: NO, openMatches: NO });
  const key = clause.key.id;
  return (request) => {
    const value = request.values[slot];
    if (value === unknownValue) {
      request.noted?.add(key);
      return MAYBE;
    }
    return wanted(value === undefined ? 'true' : 'false', request);
  };
}
