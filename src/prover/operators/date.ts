import type { Point } from '../ranges.ts';

/**
 * Milliseconds since the epoch of an ISO 8601 date or of epoch seconds.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Date
 */
export function datePoint(text: string): Point | 'malformed' | 'unclear' {
  const day = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)(Z|[+-]\d{2}:\d{2}))?$/.exec(text);
  if (day !== null) {
    const time = Date.parse(text);
    const [, year, month, date] = day;
    const midnight = Date.parse(`${year ?? ''}-${month ?? ''}-${date ?? ''}T00:00:00Z`);
    // A day that the month does not have would roll over into the next.
    const exists = !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(text.slice(0, 10));
    return Number.isNaN(time) || !exists ? 'malformed' : time;
  }
  if (/^-?\d{5,12}$/.test(text)) return Number(text) * 1000;
  return 'unclear';
}
