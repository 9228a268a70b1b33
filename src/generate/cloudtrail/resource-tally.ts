import { byCodeUnit } from './event.ts';
import type { EventResource } from './event-resource.ts';

/** Names below the same head beyond which they become their common prefix, unless somebody says otherwise. */
export const MOST_RESOURCES = 20;

/** Heads (buckets, mostly) in one account and region beyond which they become one pattern too. */
const MOST_HEADS = 200;

/** What one action was used on, in little space: however many resources there are, a bounded number is kept. */
export interface ResourceTally {
  readonly add: (resource: EventResource) => void;
  readonly patterns: () => readonly TalliedPattern[];
}

export interface TalliedPattern {
  readonly pattern: string;
  /** Why it isn't the name of one resource; absent for one that is. */
  readonly why?: string;
}

/** `table/a`, `table/b` …: names below one head (`table/`). */
interface Names {
  readonly kept: Map<string, string | undefined>;
  full: boolean;
  prefix: string;
}

/** Resources of one partition, service, region and account. */
interface Place {
  readonly heads: Map<string, Names>;
  full: boolean;
  prefix: string;
}

/**
 * Keeps names as they are up to a number, then only what they have in common up to the last `/` or `:`. What comes
 * out doesn't depend on the order in which the resources come.
 */
export function resourceTally(most: number): ResourceTally {
  const places = new Map<string, Place>();
  let any: TalliedPattern | undefined;
  return {
    add: ({ pattern, why }) => {
      const [, before, resource] = /^((?:[^:]*:){5})(.*)$/s.exec(pattern) ?? [];
      if (before === undefined || resource === undefined) {
        any = { pattern, ...(why === undefined ? {} : { why }) };
        return;
      }
      const place = places.get(before) ?? { heads: new Map<string, Names>(), full: false, prefix: resource };
      places.set(before, place);
      place.prefix = common(place.prefix, resource);
      if (place.full) return;
      const [head = ''] = /^\/?[^/:]*[/:]/.exec(resource) ?? [];
      const name = resource.slice(head.length);
      const names = place.heads.get(head) ?? { kept: new Map<string, string | undefined>(), full: false, prefix: name };
      place.heads.set(head, names);
      if (place.heads.size > MOST_HEADS) {
        place.full = true;
        place.heads.clear();
        return;
      }
      names.prefix = common(names.prefix, name);
      if (names.full) return;
      names.kept.set(name, names.kept.has(name) ? better(names.kept.get(name), why) : why);
      if (names.kept.size > most) {
        names.full = true;
        names.kept.clear();
      }
    },
    patterns: () => {
      const found = [...places].flatMap(([before, place]): readonly TalliedPattern[] => {
        if (place.full) return [{ pattern: `${before}${upToSeparator(place.prefix)}*`, why: `the events name more than ${MOST_HEADS} groups of resources` }];
        return [...place.heads].flatMap(([head, names]): readonly TalliedPattern[] => {
          if (names.full) return [{ pattern: `${before}${head}${upToSeparator(names.prefix)}*`, why: `the events name more than ${most} of these resources` }];
          return [...names.kept].map(([name, why]) => ({ pattern: `${before}${head}${name}`, ...(why === undefined ? {} : { why }) }));
        });
      });
      return [...(any === undefined ? [] : [any]), ...found].sort((a, b) => byCodeUnit(a.pattern, b.pattern));
    },
  };
}

/** A resource that one event names is named; of two reasons why not, always the same one. */
function better(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return undefined;
  return a < b ? a : b;
}

function common(a: string, b: string): string {
  let length = 0;
  const most = Math.min(a.length, b.length);
  while (length < most && a.charCodeAt(length) === b.charCodeAt(length)) length += 1;
  return a.slice(0, length);
}

function upToSeparator(prefix: string): string {
  return prefix.slice(0, Math.max(prefix.lastIndexOf('/'), prefix.lastIndexOf(':')) + 1);
}
