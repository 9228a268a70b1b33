import { literalText } from '../../model/pattern.ts';
import { compilePattern } from '../pattern.ts';
import { triOf } from '../tri.ts';
import { anyOf, type FamilyCompiler, type ValueTest } from './value-test.ts';

/** `true` and `false`, as JSON Booleans or as text; anything else equals nothing. */
export const bool: FamilyCompiler = (values, context) => {
  const test = anyOf(
    values.map(({ pattern }): ValueTest => {
      const expected = literalText(pattern)?.toLowerCase();
      if (expected !== undefined) {
        if (expected !== 'true' && expected !== 'false') context.report(`\`${pattern.text}\` is neither \`true\` nor \`false\`, so nothing compares with it`);
        return (actual) => triOf(actual === expected);
      }
      return compilePattern(pattern, { wildcards: false, variables: context.variables ? 'all' : 'none', lowerCase: true }, context);
    }),
  );
  return (actual, request) => {
    const lower = actual.toLowerCase();
    return lower === 'true' || lower === 'false' ? test(lower, request) : context.malformedMatches;
  };
};
