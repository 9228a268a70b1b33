import { parsePattern, type PatternPart } from '../model/pattern.ts';

/** Whether a text, already in lower case, is one that the action pattern stands for. */
export type Matcher = (lowerCaseText: string) => boolean;

/**
 * Reads an action pattern, or a piece of one. Actions are compared without regard to case, and know
 * `*` and `?` and no variables.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
 */
export function globMatcher(pattern: string): Matcher {
  return wildcardMatcher(pattern.toLowerCase());
}

/** Whether a text is one that the pattern stands for, in which `*` and `?` are wildcards. Case counts. */
export function wildcardMatcher(pattern: string): (text: string) => boolean {
  const { parts } = parsePattern([pattern], { wildcards: true, variables: 'none' });
  return (text) => matches(parts, text);
}

/**
 * Goes back to the last `*` only, which is enough: whatever an earlier one could take more of, the
 * last one can take as well. The time is at most pattern × text.
 */
function matches(parts: readonly PatternPart[], text: string): boolean {
  let part = 0;
  let at = 0;
  let afterStar = -1;
  let starEnd = 0;
  while (part < parts.length || at < text.length) {
    const current = parts[part];
    if (current?.kind === 'anyRun') {
      part += 1;
      afterStar = part;
      starEnd = at;
      continue;
    }
    const end = current === undefined ? undefined : endOf(current, text, at);
    if (end !== undefined) {
      at = end;
      part += 1;
    } else if (afterStar !== -1 && starEnd < text.length) {
      starEnd += 1;
      at = starEnd;
      part = afterStar;
    } else return false;
  }
  return true;
}

/** Where a part of fixed length ends that begins at `at`, if the text has it there. */
function endOf(part: PatternPart, text: string, at: number): number | undefined {
  if (part.kind === 'literal') return text.startsWith(part.text, at) ? at + part.text.length : undefined;
  return part.kind === 'anyOne' && at < text.length ? at + 1 : undefined;
}
