import { parseArn, splitArnPattern, type Arn, type ArnPattern } from '../../model/arn.ts';
import type { Pattern, PatternPart } from '../../model/pattern.ts';
import type { CompileContext } from '../compile-context.ts';
import { compilePattern, type TextTest } from '../pattern.ts';
import { unknownValue } from '../request-view.ts';
import { and, MAYBE, NO, YES, type Tri } from '../tri.ts';
import { compileVariable } from '../variables.ts';
import { anyOf, type FamilyCompiler, type ValueContext, type ValueTest } from './value-test.ts';

/**
 * The six components of an ARN, each compared with its own pattern: a wildcard never reaches into the
 * next one. ArnEquals and ArnLike are the same.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
 */
export const arn: FamilyCompiler = (values, context) => {
  const test = anyOf(values.map(({ pattern }) => compileArnPattern(pattern, context)));
  if (values.length === 0) return test;
  return (actual, request) => (parseArn(actual) === undefined ? context.malformedMatches : test(actual, request));
};

function compileArnPattern(pattern: Pattern, context: ValueContext): ValueTest {
  if (pattern.parts.some((part) => part.kind === 'unresolved')) return compileUnresolvedArn(pattern, context);
  if (pattern.parts.some((part) => part.kind === 'variable')) return compileVariableArn(pattern, context);
  const split = splitArnPattern(pattern);
  return split === undefined ? compileIncomplete(pattern, context) : compileComponents(split, context);
}

const textOptions = { wildcards: true, variables: 'none' } as const;

function compileComponents(split: ArnPattern, context: CompileContext): ValueTest {
  const scheme = compilePattern(split.scheme, textOptions, context);
  const tests: readonly (readonly [keyof Arn, TextTest])[] = [
    ['service', compilePattern(split.service, textOptions, context)],
    ['resource', compilePattern(split.resource, textOptions, context)],
    ['account', compilePattern(split.account, textOptions, context)],
    ['region', compilePattern(split.region, textOptions, context)],
    ['partition', compilePattern(split.partition, textOptions, context)],
  ];
  return (actual, request) => {
    const parsed = parseArn(actual);
    if (parsed === undefined) return NO;
    let result: Tri = scheme('arn', request);
    for (const [component, test] of tests) {
      if (result === NO) return NO;
      result = and(result, test(parsed[component], request));
    }
    return result;
  };
}

/** Fewer than six components, such as `*` alone: the documentation does not say what they match. */
function compileIncomplete(pattern: Pattern, context: ValueContext): ValueTest {
  const whole = compilePattern(pattern, textOptions, context);
  return (actual, request) => (whole(actual, request) === YES ? context.openMatches : NO);
}

/** A variable's value may be a whole ARN, so the components are split when it is known. */
function compileVariableArn(pattern: Pattern, context: ValueContext): ValueTest {
  const readers = pattern.parts.map((part) => (part.kind === 'variable' ? compileVariable(part, context) : undefined));
  return (actual, request) => {
    const parts: PatternPart[] = [];
    let unknown = false;
    for (const [index, part] of pattern.parts.entries()) {
      const reader = readers[index];
      const value = reader?.(request);
      if (reader === undefined) parts.push(part);
      else if (value === undefined) return NO;
      else if (value === unknownValue) unknown = true;
      else parts.push({ kind: 'literal', text: value });
    }
    if (unknown) return MAYBE;
    return compileArnPattern({ parts: parts.filter((part) => part.kind !== 'literal' || part.text !== ''), text: pattern.text }, context)(actual, request);
  };
}

/** Which components an unresolved value fills is open too; the text as a whole must be possible. */
function compileUnresolvedArn(pattern: Pattern, context: ValueContext): ValueTest {
  const options = { wildcards: true, variables: context.variables ? 'all' : 'none' } as const;
  const whole = compilePattern(pattern, options, context);
  return (actual, request) => {
    if (whole(actual, request) === NO) return NO;
    for (const part of pattern.parts) if (part.kind === 'unresolved') request.noted?.add(part.unknown.name);
    return MAYBE;
  };
}
