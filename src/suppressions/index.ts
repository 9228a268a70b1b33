import { readComments } from './comments.ts';
import { readMetadata } from './metadata.ts';
import type { SuppressionsRead } from './suppression.ts';

export { describeFlaw } from './suppression.ts';
export { applySuppressions, type Suppressed, type Suppressible } from './apply.ts';
export { applyBaseline, baselineOf, parseBaseline, printBaseline, type Baseline, type Baselined } from './baseline.ts';
export { outlineOf, type FileOutline, type PolicyOutline } from './outline.ts';
export type { LocatedProblem, Suppression, SuppressionsRead, Suspect } from './suppression.ts';

/** The suppressions that a file's text brings: in comments where the format has them, in metadata where it is a template. */
export function readInlineSuppressions(path: string, text: string): SuppressionsRead {
  const parts = [...(/\.json$/i.test(path) ? [] : [readComments(path, text)]), readMetadata(path, text)];
  return { suppressions: parts.flatMap((part) => part.suppressions), invalid: parts.flatMap((part) => part.invalid) };
}
