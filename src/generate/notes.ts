import { compareText } from './grants.ts';
import { groupBy } from './group-by.ts';
import type { Dropped, Unknown, Unscoped } from './permission.ts';

/** Gaps that several resources have in common, told once each, in a fixed order. */
export function mergedNotes(notes: { readonly unscoped: readonly Unscoped[]; readonly dropped: readonly Dropped[]; readonly unknown: readonly Unknown[] }): typeof notes {
  return {
    unscoped: [...groupBy(notes.unscoped, ({ action, why }) => `${action}\n${why}`).values()]
      .flatMap(([first, ...more]) => (first === undefined ? [] : [{ ...first, resources: [...new Set([first, ...more].flatMap(({ resources }) => resources))].sort() }]))
      .sort((a, b) => compareText(a.action, b.action) || compareText(a.why, b.why)),
    dropped: mergedDropped(notes.dropped),
    unknown: distinct(notes.unknown, ({ subject, why }) => `${subject}\n${why}`),
  };
}

function distinct<Note>(notes: readonly Note[], keyOf: (note: Note) => string): readonly Note[] {
  return [...new Map(notes.map((note) => [keyOf(note), note]))].sort(([a], [b]) => compareText(a, b)).map(([, note]) => note);
}

function mergedDropped(dropped: readonly Dropped[]): readonly Dropped[] {
  return [...groupBy(dropped, ({ action, why }) => `${action}\n${why}`).values()]
    .flatMap(([first, ...more]): readonly Dropped[] => {
      const subjects = [...new Set([first, ...more].flatMap((each) => each?.subjects ?? []))].sort();
      return first === undefined ? [] : [{ ...first, ...(subjects.length === 0 ? {} : { subjects }) }];
    })
    .sort((a, b) => compareText(a.action, b.action) || compareText(a.why, b.why));
}
