import type { PatternPart } from '../model/pattern.ts';
import type { CompileContext } from './compile-context.ts';
import { unknownValue, type RequestView } from './request-view.ts';

type VariablePart = Extract<PatternPart, { kind: 'variable' }>;

/**
 * What a policy variable stands for in a request. `undefined`: it has no value there, so what holds it
 * equals and resembles nothing. A key with a list of values is no variable, whatever its length.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export type VariableReader = (request: RequestView) => string | typeof unknownValue | undefined;

export function compileVariable(part: VariablePart, context: CompileContext): VariableReader {
  const slot = context.keys.slot(part.key);
  const name = part.key.toLowerCase();
  const fallback = part.default;
  return (request) => {
    const value = request.values[slot];
    if (typeof value === 'string') return value;
    if (value === unknownValue) {
      request.noted?.add(name);
      return unknownValue;
    }
    return value === undefined ? fallback : undefined;
  };
}
