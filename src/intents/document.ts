import type { IntentsFile } from '../model/generated/intents.generated.ts';
import { lineIndex, rangeOf, type LineIndex } from '../model/line-index.ts';
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

export function placer(path: string, text: string): Placer {
  let index: LineIndex | undefined;
  return (loc) => {
    index ??= lineIndex(text);
    return { path, ...rangeOf(index, loc), pointer: loc.pointer };
  };
}
