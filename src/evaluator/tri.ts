/**
 * Three-valued logic after Kleene. `MAYBE` says that something the answer hangs on is not known: a
 * condition key of the request or a value of a template. Numbers, so that AND is the minimum and OR
 * the maximum.
 */
export type Tri = 0 | 1 | 2;

export const NO = 0;
export const MAYBE = 1;
export const YES = 2;

export function and(first: Tri, second: Tri): Tri {
  return first < second ? first : second;
}

export function or(first: Tri, second: Tri): Tri {
  return first > second ? first : second;
}

export function not(value: Tri): Tri {
  return value === YES ? NO : value === NO ? YES : MAYBE;
}

export function triOf(value: boolean): Tri {
  return value ? YES : NO;
}
