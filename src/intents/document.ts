import type { IntentsFile } from '../model/generated/intents.generated.ts';
import { linesOf, rangeOf } from '../model/line-index.ts';
import type { Place } from '../model/intent-result.ts';
import type { LocatedNode } from '../model/located.ts';
import type { Location } from '../model/location.ts';

/** An intents file that was read and is well formed. */
export interface ParsedIntents {
  readonly path: string;
  readonly text: string;
  readonly file: IntentsFile;
  /** The same as a tree: where each part of `file` is written. */
  readonly root: LocatedNode;
}

/** Turns locations of one file into places that reports show. */
export type Placer = (loc: Location) => Place;

export function placer(file: { readonly path: string; readonly text: string }): Placer {
  return (loc) => ({ path: file.path, ...rangeOf(linesOf(file), loc), pointer: loc.pointer });
}
