/** A point of an ordered dimension: a number, the milliseconds of a date, or an address. */
export type Point = number | bigint;

/** Where a range begins or ends: just before or just after a point. */
interface Cut {
  readonly at: Point;
  readonly after: boolean;
}

interface Range {
  readonly from: Cut;
  readonly to: Cut;
}

/** Ranges in their order, none touching the next. */
export interface Ranges {
  readonly list: readonly Range[];
  readonly key: string;
}

const bottom: Cut = { at: -Infinity, after: false };
const top: Cut = { at: Infinity, after: true };

function isBefore(first: Cut, second: Cut): boolean {
  return first.at < second.at || (first.at === second.at && !first.after && second.after);
}

function ranges(list: readonly Range[]): Ranges {
  const key = list.map(({ from, to }) => `${from.at}${from.after ? '+' : '-'}${to.at}${to.after ? '+' : '-'}`).join(' ');
  return { list, key };
}

export const nothing: Ranges = ranges([]);
export const everything: Ranges = ranges([{ from: bottom, to: top }]);

export function exactly(point: Point): Ranges {
  return between(point, point);
}

/** Both ends included. Addresses are whole: nothing lies between one and the next. */
export function between(first: Point, last: Point): Ranges {
  const to = typeof last === 'bigint' ? { at: last + 1n, after: false } : { at: last, after: true };
  return ranges([{ from: { at: first, after: false }, to }]);
}

export function below(point: Point, inclusive: boolean): Ranges {
  return ranges([{ from: bottom, to: { at: point, after: inclusive } }]);
}

export function above(point: Point, inclusive: boolean): Ranges {
  return ranges([{ from: { at: point, after: !inclusive }, to: top }]);
}

export function complementOf(set: Ranges): Ranges {
  const list: Range[] = [];
  let from = bottom;
  for (const range of set.list) {
    if (isBefore(from, range.from)) list.push({ from, to: range.from });
    from = range.to;
  }
  if (isBefore(from, top)) list.push({ from, to: top });
  return ranges(list);
}

export function intersect(first: Ranges, second: Ranges): Ranges {
  const list: Range[] = [];
  for (const one of first.list) {
    for (const other of second.list) {
      const from = isBefore(one.from, other.from) ? other.from : one.from;
      const to = isBefore(one.to, other.to) ? one.to : other.to;
      if (isBefore(from, to)) list.push({ from, to });
    }
  }
  return ranges(list);
}

export function unite(sets: readonly Ranges[]): Ranges {
  return complementOf(sets.map(complementOf).reduce(intersect, everything));
}

export function contains(set: Ranges, point: Point): boolean {
  return set.list.some(({ from, to }) => isBefore(from, { at: point, after: true }) && isBefore({ at: point, after: false }, to));
}

/** A point of the set, one of those preferred if it has any of them. */
export function pickPoint(set: Ranges, preferred: readonly Point[]): Point | undefined {
  const wished = preferred.find((point) => contains(set, point));
  if (wished !== undefined) return wished;
  for (const { from, to } of set.list) {
    const point = pointBetween(from, to);
    if (point !== undefined) return point;
  }
  return undefined;
}

function pointBetween(from: Cut, to: Cut): Point | undefined {
  if (!from.after && from.at !== -Infinity) return from.at;
  if (to.after && to.at !== Infinity) return to.at;
  if (typeof from.at === 'bigint' || typeof to.at === 'bigint') {
    const next = typeof from.at === 'bigint' ? from.at + 1n : typeof to.at === 'bigint' ? to.at - 1n : 0n;
    return isBefore(from, { at: next, after: true }) && isBefore({ at: next, after: false }, to) ? next : undefined;
  }
  if (from.at === -Infinity) return to.at === Infinity ? 0 : Math.ceil(to.at) - 1;
  const next = Math.floor(from.at) + 1;
  if (next < to.at) return next;
  const middle = (from.at + to.at) / 2;
  return middle > from.at && middle < to.at ? middle : undefined;
}
