import type { OperatorTraits } from '../../model/condition-operator.ts';
import type { Pattern } from '../../model/pattern.ts';
import type { ConditionValue } from '../../model/policy.ts';
import type { CompileContext } from '../compile-context.ts';
import type { RequestView } from '../request-view.ts';
import { MAYBE, NO, or, YES, type Tri } from '../tri.ts';
import { alternatives, unresolvedOf } from '../unresolved.ts';

/**
 * Whether one value of the request matches one of the policy's values, in the positive sense: negation
 * and set operators are applied by the condition.
 */
export type ValueTest = (actual: string, request: RequestView) => Tri;

export interface ValueContext extends CompileContext {
  readonly traits: OperatorTraits;
  /**
   * Whether a comparison with a malformed value counts as a match. It never does for the operators that
   * ask for a match; what negated ones make of it is open, and chosen as for `openMatches`.
   */
  readonly malformedMatches: Tri;
  /**
   * Whether a comparison that the documentation leaves open counts as a match. It is chosen so that an
   * Allow rather applies and a Deny rather does not, negation included.
   */
  readonly openMatches: Tri;
}

export type FamilyCompiler = (values: readonly ConditionValue[], context: ValueContext) => ValueTest;

export function anyOf(tests: readonly ValueTest[]): ValueTest {
  const [only] = tests;
  if (only === undefined) return () => NO;
  if (tests.length === 1) return only;
  return (actual, request) => {
    let result: Tri = NO;
    for (const test of tests) {
      result = or(result, test(actual, request));
      if (result === YES) return YES;
    }
    return result;
  };
}

/**
 * For families without patterns: reads the policy's texts once, tries each value that a template
 * allows, and leaves the rest open.
 *
 * @param read undefined for a text that is no value of the family
 */
export function perText<Expected>(
  values: readonly ConditionValue[],
  { malformedMatches, report, traits }: ValueContext,
  read: (text: string) => Expected | undefined,
  test: (actual: string, expected: Expected) => Tri,
): ValueTest {
  const compile = (text: string): ValueTest | undefined => {
    const expected = read(text);
    return expected === undefined ? undefined : (actual) => test(actual, expected);
  };
  const malformed: ValueTest = () => malformedMatches;
  return anyOf(
    values.map(({ pattern }) => {
      if (unresolvedOf(pattern).length > 0) return compileUnresolved(pattern, (text) => compile(text) ?? malformed);
      const known = compile(pattern.text);
      if (known === undefined) report(`\`${pattern.text}\` is no value for ${familyNames[traits.family]}, so nothing compares with it`);
      return known ?? malformed;
    }),
  );
}

/** For messages. */
const familyNames: Readonly<Record<OperatorTraits['family'], string>> = {
  string: 'a string operator',
  numeric: 'a numeric operator',
  date: 'a date operator',
  bool: '`Bool`',
  binary: '`BinaryEquals`',
  ipAddress: 'an IP address operator',
  arn: 'an ARN operator',
  null: '`Null`',
};

function compileUnresolved(pattern: Pattern, compile: (text: string) => ValueTest): ValueTest {
  const names = unresolvedOf(pattern).map(({ name }) => name);
  const open: ValueTest = (_actual, request) => {
    for (const name of names) request.noted?.add(name);
    return MAYBE;
  };
  const known = alternatives(pattern, { wildcards: false, variables: 'none' });
  if (known === undefined || known.length === 0) return open;
  const tests = known.map(({ text }) => compile(text));
  return (actual, request) => {
    const results = tests.map((test) => test(actual, request));
    if (results.every((result) => result === YES)) return YES;
    return results.every((result) => result === NO) ? NO : open(actual, request);
  };
}
