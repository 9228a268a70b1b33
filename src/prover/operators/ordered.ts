import type { OperatorTraits } from '../../model/condition-operator.ts';
import type { ConditionValue, Effect } from '../../model/policy.ts';
import { above, below, everything, exactly, unite, type Point, type Ranges } from '../ranges.ts';
import { datePoint } from './date.ts';
import { addressRange } from './ip-address.ts';
import { numberPoint } from './numeric.ts';

/**
 * The values that Numeric, Date or IpAddress values match, in the positive sense; undefined where one
 * is out of reach. A malformed value matches nothing; what a negated operator makes of it is open, and
 * taken so that an Allow applies and a Deny does not.
 */
export function orderedRanges(values: readonly ConditionValue[], traits: OperatorTraits, effect: Effect): Ranges | undefined {
  const sets: Ranges[] = [];
  for (const { pattern } of values) {
    if (pattern.parts.some(({ kind }) => kind !== 'literal')) return undefined;
    const set = rangesOf(pattern.text, traits);
    if (set === 'unclear') return undefined;
    if (set !== 'malformed') sets.push(set);
    else if (traits.negated && effect === 'Deny') sets.push(everything);
  }
  return unite(sets);
}

function rangesOf(text: string, { family, comparison }: OperatorTraits): Ranges | 'malformed' | 'unclear' {
  if (family === 'ipAddress') return addressRange(text) ?? 'malformed';
  const point = family === 'numeric' ? numberPoint(text) : family === 'date' ? datePoint(text) : 'unclear';
  return point === 'malformed' || point === 'unclear' ? point : compared(point, comparison);
}

function compared(point: Point, comparison: OperatorTraits['comparison']): Ranges | 'unclear' {
  switch (comparison) {
    case 'equals':
      return exactly(point);
    case 'lessThan':
      return below(point, false);
    case 'lessThanEquals':
      return below(point, true);
    case 'greaterThan':
      return above(point, false);
    case 'greaterThanEquals':
      return above(point, true);
    case 'equalsIgnoreCase':
    case 'like':
    case 'inRange':
    case 'presence':
      return 'unclear';
  }
}
