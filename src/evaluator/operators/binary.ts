import { triOf } from '../tri.ts';
import { perText, type FamilyCompiler } from './value-test.ts';

/** The bytes that two base64 texts stand for, compared. What is no base64 equals nothing. */
export const binary: FamilyCompiler = (values, context) =>
  perText(values, context, decode, (actual, expected) => {
    const bytes = decode(actual);
    return bytes === undefined ? context.malformedMatches : triOf(bytes === expected);
  });

function decode(text: string): string | undefined {
  return /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text) ? atob(text) : undefined;
}
