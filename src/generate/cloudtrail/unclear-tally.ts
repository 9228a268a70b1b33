import { eventTally, type EventTally } from './event-tally.ts';
import type { TrailEvent } from './event.ts';
import type { UnclearRole } from './passed-roles.ts';

/** What calls may have passed along, in bounded space: names up to a number, beyond it only how often. */
export interface UnclearTally {
  readonly add: (unclear: UnclearRole, event: TrailEvent) => void;
  readonly described: () => readonly UnclearEvents[];
}

interface UnclearEvents {
  readonly subject: string;
  readonly why: string;
  readonly events: EventTally;
}

/** Of one kind for one reason. */
interface Group extends Pick<UnclearRole, 'kind' | 'why'> {
  readonly named: Map<string, EventTally>;
  /** All of them, once there are too many to be named. */
  all?: EventTally;
}

export function unclearTally(most: number): UnclearTally {
  const groups = new Map<string, Group>();
  return {
    add: ({ kind, name, why }, event) => {
      const key = `${kind}\n${why}`;
      const group: Group = groups.get(key) ?? { kind, why, named: new Map() };
      groups.set(key, group);
      if (group.all !== undefined) {
        group.all.add(event);
        return;
      }
      const events = group.named.get(name) ?? eventTally();
      group.named.set(name, events);
      events.add(event);
      if (group.named.size <= most) return;
      const all = eventTally();
      for (const each of group.named.values()) all.addAll(each);
      group.all = all;
      group.named.clear();
    },
    described: () =>
      [...groups.values()].flatMap(({ kind, why, named, all }): readonly UnclearEvents[] => {
        if (all !== undefined) return [{ subject: `more than ${most} ${kind}s`, why, events: all }];
        return [...named].map(([name, events]) => ({ subject: `${kind} \`${name}\``, why, events }));
      }),
  };
}
