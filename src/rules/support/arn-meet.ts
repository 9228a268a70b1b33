import type { ArnComponent, ArnPattern } from '../../model/arn.ts';
import { splitArnPattern } from '../../model/arn.ts';
import { parsePattern, type Pattern } from '../../model/pattern.ts';
import { patternSymbols, symbolsMeet } from './pattern-meet.ts';
import type { ResourceEntryView } from './statement-view.ts';

const FIELDS: readonly ArnComponent[] = ['scheme', 'partition', 'service', 'region', 'account', 'resource'];

/**
 * Whether some ARN fits both, field by field: a wildcard that could reach over a colon is not taken to
 * do so, since nobody writes `arn:aws:ec2:*:*:instance/*` to mean a document.
 */
export function arnsMeet(a: Pattern, b: Pattern): boolean {
  const [first, second] = [splitArnPattern(a), splitArnPattern(b)];
  return first === undefined || second === undefined ? symbolsMeet(patternSymbols(a), patternSymbols(b)) : fieldsMeet(first, second);
}

/** The same for an ARN pattern given as text. */
export function meetsArn({ entry }: ResourceEntryView, pattern: Pattern): boolean {
  return arnsMeet(entry.pattern, pattern);
}

export function arnPattern(text: string): Pattern {
  return parsePattern([text], { wildcards: true, variables: 'none' });
}

function fieldsMeet(a: ArnPattern, b: ArnPattern): boolean {
  return FIELDS.every((field) => symbolsMeet(patternSymbols(a[field]), patternSymbols(b[field])));
}
