import { literalText } from '../../model/pattern.ts';
import { compilePattern } from '../pattern.ts';
import { triOf } from '../tri.ts';
import { anyOf, type FamilyCompiler, type ValueTest } from './value-test.ts';

/**
 * `StringEquals` takes wildcards for what they are, `StringLike` expands them; the pattern was parsed
 * accordingly.
 */
export const string: FamilyCompiler = (values, context) => {
  const lowerCase = context.traits.comparison === 'equalsIgnoreCase';
  const literals = new Set<string>();
  const tests: ValueTest[] = [];
  for (const { pattern } of values) {
    const literal = literalText(pattern);
    if (literal !== undefined) literals.add(lowerCase ? literal.toLowerCase() : literal);
    else {
      const options = { wildcards: context.traits.comparison === 'like', variables: context.variables ? 'all' : 'none', lowerCase } as const;
      tests.push(compilePattern(pattern, options, context));
    }
  }
  if (literals.size > 0) tests.unshift(inSet(literals));
  const test = anyOf(tests);
  return lowerCase ? (actual, request) => test(actual.toLowerCase(), request) : test;
};

function inSet(literals: ReadonlySet<string>): ValueTest {
  const [only] = literals;
  if (literals.size === 1) return (actual) => triOf(actual === only);
  return (actual) => triOf(literals.has(actual));
}
