import type { Pattern, PatternOptions, PatternPart } from '../model/pattern.ts';
import { isAnything, literalText } from '../model/pattern.ts';
import type { CompileContext } from './compile-context.ts';
import {
  ANY_ONE,
  ANY_RUN,
  beginsWith,
  DIGIT,
  literalTokens,
  matchesChunks,
  matchesRestricted,
  matchesTokens,
  SEGMENT_ONE,
  SEGMENT_RUN,
  type Token,
} from './glob.ts';
import { unknownValue, type RequestView } from './request-view.ts';
import { MAYBE, NO, triOf, YES, type Tri } from './tri.ts';
import { alternatives } from './unresolved.ts';
import { compileVariable, type VariableReader } from './variables.ts';

/** Whether a text of the request matches. Linear in pattern × text. */
export type TextTest = (text: string, request: RequestView) => Tri;

export interface TextOptions extends PatternOptions {
  /** Compare without regard to case; the text has to come in lower case. */
  readonly lowerCase?: boolean;
  /**
   * Wildcards keep to their ARN segment, except for a `*` that ends it. Whether those inside a
   * segment do is not documented, see docs/semantics.md.
   */
  readonly withinSegments?: boolean;
}

type Test = (text: string) => boolean;

export function compilePattern(pattern: Pattern, options: TextOptions, context: CompileContext): TextTest {
  if (pattern.parts.some((part) => part.kind === 'unresolved')) return compileUnresolved(pattern, options, context);
  if (isAnything(pattern)) return () => YES;
  const variables = variableReaders(pattern.parts, context);
  if (variables.length === 0) {
    const test = compileKnown(pattern.parts, options);
    return (text) => triOf(test(text));
  }
  return compileVariables(pattern.parts, variables, options);
}

/** No variables, nothing unresolved. */
function compileKnown(parts: readonly PatternPart[], options: TextOptions): Test {
  const cased = (text: string): string => (options.lowerCase === true ? text.toLowerCase() : text);
  const literal = literalText({ parts, text: '' });
  if (literal !== undefined) {
    const expected = cased(literal);
    return (text) => text === expected;
  }
  const wide = compileWide(parts, cased);
  const tokens = options.withinSegments === true ? segmentTokens(parts, cased) : undefined;
  if (tokens?.some((token) => token === SEGMENT_RUN || token === SEGMENT_ONE) !== true) return wide;
  const colons = tokens.filter((token) => token === 58).length;
  // With as many colons in the text as the pattern has, no wildcard can have taken one.
  return (text) => wide(text) && (countColons(text) === colons || matchesRestricted(tokens, text));
}

function compileWide(parts: readonly PatternPart[], cased: (text: string) => string): Test {
  if (parts.some((part) => part.kind === 'anyOne')) {
    const tokens = parts.flatMap((part) => (part.kind === 'literal' ? literalTokens(cased(part.text)) : [part.kind === 'anyRun' ? ANY_RUN : ANY_ONE]));
    return (text) => matchesTokens(tokens, text);
  }
  const chunks = [''];
  for (const part of parts) {
    if (part.kind === 'anyRun') chunks.push('');
    else if (part.kind === 'literal') chunks[chunks.length - 1] = `${chunks.at(-1) ?? ''}${cased(part.text)}`;
  }
  const [prefix = '', rest] = chunks;
  if (chunks.length === 2 && rest === '') return (text) => beginsWith(prefix, text);
  return (text) => matchesChunks(chunks, text);
}

function segmentTokens(parts: readonly PatternPart[], cased: (text: string) => string): Token[] {
  return parts.flatMap((part, index) => {
    if (part.kind === 'literal') return literalTokens(cased(part.text));
    if (part.kind === 'anyOne') return [SEGMENT_ONE];
    const next = parts[index + 1];
    const endsSegment = next === undefined || (next.kind === 'literal' && next.text.startsWith(':'));
    return [endsSegment ? ANY_RUN : SEGMENT_RUN];
  });
}

function countColons(text: string): number {
  let count = 0;
  for (let at = text.indexOf(':'); at !== -1; at = text.indexOf(':', at + 1)) count += 1;
  return count;
}

function variableReaders(parts: readonly PatternPart[], context: CompileContext): readonly VariableReader[] {
  return parts.flatMap((part) => (part.kind === 'variable' ? [compileVariable(part, context)] : []));
}

/** One caller's requests have the same values again and again: the last matcher is kept. */
function compileVariables(parts: readonly PatternPart[], readers: readonly VariableReader[], options: TextOptions): TextTest {
  let lastValues: readonly string[] = [];
  let lastTest: Test | undefined;
  return (text, request) => {
    let same = lastTest !== undefined;
    let unknown = false;
    const values: string[] = [];
    for (let index = 0; index < readers.length; index += 1) {
      const value = readers[index]?.(request);
      if (value === undefined) return NO;
      if (value === unknownValue) unknown = true;
      else {
        if (same && value !== lastValues[index]) same = false;
        values.push(value);
      }
    }
    if (unknown) return MAYBE;
    if (!same || lastTest === undefined) {
      lastTest = compileKnown(resolved(parts, values), options);
      lastValues = values;
    }
    return triOf(lastTest(text));
  };
}

/** The parts with the variables' values as literal text: a wildcard in a value is only a character. */
function resolved(parts: readonly PatternPart[], values: readonly string[]): readonly PatternPart[] {
  let next = 0;
  const result: PatternPart[] = [];
  for (const part of parts) {
    const known: PatternPart = part.kind === 'variable' ? { kind: 'literal', text: values[next++] ?? '' } : part;
    const last = result.at(-1);
    if (known.kind === 'literal' && last?.kind === 'literal') result[result.length - 1] = { kind: 'literal', text: last.text + known.text };
    else if (known.kind !== 'literal' || known.text !== '') result.push(known);
  }
  return result;
}

/**
 * An unresolved value of few possibilities is tried with each. Any other may be any text of its
 * shape, so a text that could not match whatever it is does not, and all else is open.
 */
function compileUnresolved(pattern: Pattern, options: TextOptions, context: CompileContext): TextTest {
  const names = pattern.parts.flatMap((part) => (part.kind === 'unresolved' ? [part.unknown.name] : []));
  const noteAll = (request: RequestView): Tri => {
    for (const name of names) request.noted?.add(name);
    return MAYBE;
  };
  const known = alternatives(pattern, options);
  if (known !== undefined && known.length > 0) {
    const tests = known.map((alternative) => compilePattern(alternative, options, context));
    return (text, request) => {
      let lowest: Tri = YES;
      let highest: Tri = NO;
      for (const test of tests) {
        const result = test(text, request);
        if (result < lowest) lowest = result;
        if (result > highest) highest = result;
      }
      return lowest === highest && lowest !== MAYBE ? lowest : noteAll(request);
    };
  }
  const tokens = pattern.parts.flatMap((part) => possibleTokens(part, options.lowerCase === true));
  return (text, request) => (matchesRestricted(tokens, text) ? noteAll(request) : NO);
}

const twelveDigits: readonly Token[] = Array.from({ length: 12 }, () => DIGIT);

/** Tokens that match whatever the part can. */
function possibleTokens(part: PatternPart, lowerCase: boolean): readonly Token[] {
  switch (part.kind) {
    case 'literal':
      return literalTokens(lowerCase ? part.text.toLowerCase() : part.text);
    case 'anyOne':
      return [ANY_ONE];
    case 'anyRun':
    case 'variable':
      return [ANY_RUN];
    case 'unresolved':
      switch (part.unknown.shape.kind) {
        case 'accountId':
          return part.unknown.maybeList === true ? [ANY_RUN] : twelveDigits;
        case 'region':
        case 'partition':
          return [SEGMENT_RUN];
        case 'anyText':
        case 'oneOf':
        case 'matching':
        case 'plain':
          return [ANY_RUN];
      }
  }
}
