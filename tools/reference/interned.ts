/** A list of distinct values, each written once and referred to by its position. */
export interface Interned<Value> {
  readonly positionOf: (value: Value) => number;
  readonly values: readonly Value[];
}

export function interned<Value>(first: readonly Value[] = []): Interned<Value> {
  const values: Value[] = [];
  const positions = new Map<string, number>();
  const positionOf = (value: Value): number => {
    const key = JSON.stringify(value);
    const known = positions.get(key);
    if (known !== undefined) return known;
    positions.set(key, values.length);
    return values.push(value) - 1;
  };
  first.forEach(positionOf);
  return { positionOf, values };
}

/** An order that no locale changes. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Lower-case first, so that names which differ in case only stay together. */
export function byName(a: string, b: string): number {
  return byText(a.toLowerCase(), b.toLowerCase()) || byText(a, b);
}
