import { triOf } from '../tri.ts';
import { satisfiesOrdering } from './ordering.ts';
import { perText, type FamilyCompiler } from './value-test.ts';

/**
 * Dates as the W3C profile of ISO 8601 has them, or seconds since the epoch.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Date
 */
export const date: FamilyCompiler = (values, context) =>
  perText(values, context, parseDate, (actual, expected) => {
    const time = parseDate(actual);
    return time === undefined ? context.malformedMatches : triOf(satisfiesOrdering(context.traits.comparison, time - expected));
  });

const isoDate = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?(Z|[+-]\d{2}:\d{2}))?)?)?$/;

/** Milliseconds since the epoch. Four digits alone are a year. */
export function parseDate(text: string): number | undefined {
  const match = isoDate.exec(text);
  if (match === null) return /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) * 1000 : undefined;
  const [, year = '', month = '01', day = '01', hour = '00', minute = '00', second = '00', fraction = '0', zone = 'Z'] = match;
  if (Number(month) < 1 || Number(month) > 12 || Number(day) < 1 || Number(hour) > 24 || Number(minute) > 59 || Number(second) > 59) {
    return undefined;
  }
  if (Number(day) > daysIn(Number(year), Number(month))) return undefined;
  if (hour === '24' && (Number(minute) > 0 || Number(second) > 0)) return undefined;
  const days = Date.parse(`${year}-${month}-${day}T00:00:00Z`);
  const seconds = (Number(hour) * 60 + Number(minute)) * 60 + Number(second);
  const offset = zoneOffset(zone);
  return offset === undefined ? undefined : days + seconds * 1000 + Number(`0.${fraction}`) * 1000 - offset;
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
}

function zoneOffset(zone: string): number | undefined {
  if (zone === 'Z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(4));
  if (hours > 23 || minutes > 59) return undefined;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}
