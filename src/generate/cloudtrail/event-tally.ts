import { byCodeUnit, type TrailEvent } from './event.ts';

/** How often events of each name came, and from when to when. */
export interface EventTally {
  readonly add: (event: TrailEvent) => void;
  /** `GetObject of s3.amazonaws.com (12 events, 2026-01-01T00:00:00Z to 2026-01-31T00:00:00Z)`, sorted. */
  readonly describe: () => string;
  /** How many events there were. */
  readonly count: () => number;
}

export function eventTally(): EventTally {
  const seen = new Map<string, { count: number; first: string; last: string }>();
  return {
    add: ({ source, name, count, first, last }) => {
      const key = `${name} of ${source}`;
      const before = seen.get(key);
      if (before === undefined) {
        seen.set(key, { count, first, last });
        return;
      }
      before.count += count;
      if (first < before.first) before.first = first;
      if (last > before.last) before.last = last;
    },
    describe: () =>
      [...seen]
        .sort(([a], [b]) => byCodeUnit(a, b))
        .map(([key, { count, first, last }]) => `${key} (${count} ${count === 1 ? 'event' : 'events'}, ${first === last ? first : `${first} to ${last}`})`)
        .join(', '),
    count: () => [...seen.values()].reduce((sum, { count }) => sum + count, 0),
  };
}
