import type { OperatorTraits } from '../../model/condition-operator.ts';
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
 * For families without patterns: compiles the known texts, tries each value that a template allows,
 * and leaves the rest open.
 */
export function perText(values: readonly ConditionValue[], compile: (text: string) => ValueTest): ValueTest {
  return anyOf(values.map((value) => compileOne(value, compile)));
}

function compileOne(value: ConditionValue, compile: (text: string) => ValueTest): ValueTest {
  const unknowns = unresolvedOf(value.pattern);
  if (unknowns.length === 0) return compile(value.pattern.text);
  const open: ValueTest = (_actual, request) => {
    for (const { name } of unknowns) request.noted?.add(name);
    return MAYBE;
  };
  const known = alternatives(value.pattern, { wildcards: false, variables: 'none' });
  if (known === undefined || known.length === 0) return open;
  const tests = known.map((pattern) => compile(pattern.text));
  return (actual, request) => {
    const results = tests.map((test) => test(actual, request));
    if (results.every((result) => result === YES)) return YES;
    return results.every((result) => result === NO) ? NO : open(actual, request);
  };
}
