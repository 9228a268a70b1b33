import { splitArnPattern, type ArnComponent } from '../../model/arn.ts';
import { isAnything, type Pattern } from '../../model/pattern.ts';
import { covers } from './pattern-cover.ts';

/** First what differs most often. */
const FIELDS: readonly ArnComponent[] = ['resource', 'service', 'account', 'region', 'partition', 'scheme'];

/**
 * Whether every ARN that the second pattern stands for is one of the first's, field by field: whether a `*`
 * reaches beyond a colon is nothing that this rests on. A `false` may be wrong, a `true` is not.
 */
export function arnCovers(wide: Pattern, narrow: Pattern): boolean {
  if (isAnything(wide)) return true;
  if (wide.text === narrow.text && covers(wide, narrow, { ignoreCase: false })) return true;
  const [first, second] = [splitArnPattern(wide), splitArnPattern(narrow)];
  return first !== undefined && second !== undefined && FIELDS.every((field) => covers(first[field], second[field], { ignoreCase: false }));
}
