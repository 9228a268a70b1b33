import { byCodeUnit, type TrailEvent } from './event.ts';

/** How often events of each name came, and from when to when. */
export interface EventTally {
  readonly add: (event: TrailEvent) => void;
  /** Counts the events of another tally too. */
  readonly addAll: (other: EventTally) => void;
  /** `GetObject of s3.amazonaws.com (12 events, 2026-01-01T00:00:00Z to 2026-01-31T00:00:00Z)`, sorted. */
  readonly describe: () => string;
  /** How many events there were. */
  readonly count: () => number;
  readonly spans: () => Iterable<readonly [name: string, span: Span]>;
}

/** Events of one name. */
interface Span {
  readonly count: number;
  readonly first: string;
  readonly last: string;
}

export function eventTally(): EventTally {
  const seen = new Map<string, Span>();
  const addSpan = (key: string, span: Span): void => {
    const before = seen.get(key) ?? { ...span, count: 0 };
    seen.set(key, {
      count: before.count + span.count,
      first: span.first < before.first ? span.first : before.first,
      last: span.last > before.last ? span.last : before.last,
    });
  };
  return {
    add: ({ source, name, count, first, last }) => {
      addSpan(`${name} of ${source}`, { count, first, last });
    },
    addAll: (other) => {
      for (const [key, span] of other.spans()) addSpan(key, span);
    },
    describe: () =>
      [...seen]
        .sort(([a], [b]) => byCodeUnit(a, b))
        .map(([key, { count, first, last }]) => `${key} (${count} ${count === 1 ? 'event' : 'events'}, ${first === last ? first : `${first} to ${last}`})`)
        .join(', '),
    count: () => [...seen.values()].reduce((sum, { count }) => sum + count, 0),
    spans: () => seen,
  };
}
