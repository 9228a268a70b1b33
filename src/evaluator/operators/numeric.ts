import { triOf } from '../tri.ts';
import { satisfiesOrdering } from './ordering.ts';
import { perText, type FamilyCompiler } from './value-test.ts';

/** A decimal number without loss: `digits` × 10^-`scale`. */
interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
  /** The same, where a double holds it exactly. */
  readonly small: number | undefined;
}

/** Numbers are whole or not: `12abc` is no number, and nothing compares with it. */
export const numeric: FamilyCompiler = (values, context) => {
  const { traits, malformedMatches } = context;
  return perText(values, context, parseDecimal, (actual, expected) => {
    const small = expected.small === undefined ? undefined : smallNumber(actual);
    if (small !== undefined && expected.small !== undefined) return triOf(satisfiesOrdering(traits.comparison, small - expected.small));
    const number = parseDecimal(actual);
    return number === undefined ? malformedMatches : triOf(satisfiesOrdering(traits.comparison, compareDecimals(number, expected)));
  });
};

/** Whole numbers that a double holds exactly. */
function smallNumber(text: string): number | undefined {
  return text.length <= 15 && /^\d+$/.test(text) ? Number(text) : undefined;
}

/** Exponents beyond this are not numbers that a policy means; they would only cost memory. */
const exponentLimit = 400;

export function parseDecimal(text: string): Decimal | undefined {
  const match = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,4}))?$/.exec(text);
  if (match === null) return undefined;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const shift = Number(exponent);
  if (Math.abs(shift) > exponentLimit) return undefined;
  const digits = BigInt(whole + fraction) * (sign === '-' ? -1n : 1n);
  const scale = fraction.length - shift;
  const small = smallNumber(text);
  return scale >= 0 ? { digits, scale, small } : { digits: digits * 10n ** BigInt(-scale), scale: 0, small };
}

function compareDecimals(first: Decimal, second: Decimal): number {
  const left = first.digits * 10n ** BigInt(second.scale);
  const right = second.digits * 10n ** BigInt(first.scale);
  return left < right ? -1 : left > right ? 1 : 0;
}
