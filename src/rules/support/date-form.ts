/** Year, then month, day and time, each with what stands before it. */
const FORM = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?)?)?$/i;

/**
 * Whether a text is a date as AWS documents them (the W3C's profile of ISO 8601). A number of seconds
 * and a time without a zone are `ambiguous`.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Date
 */
export function dateForm(text: string): 'date' | 'ambiguous' | 'none' {
  const match = FORM.exec(text);
  if (match === null) return /^\d+(?:\.\d+)?$/.test(text) ? 'ambiguous' : 'none';
  const [, year = '', month = '1', day = '1', hour, minute = '0', second = '0', zone] = match;
  const lastDay = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  const inRange =
    Number(month) >= 1 &&
    Number(month) <= 12 &&
    Number(day) >= 1 &&
    Number(day) <= lastDay &&
    Number(hour ?? '0') <= 23 &&
    Number(minute) <= 59 &&
    Number(second) <= 60;
  if (!inRange) return 'none';
  return hour !== undefined && zone === undefined ? 'ambiguous' : 'date';
}
