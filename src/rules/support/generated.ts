import type { Location } from '../../model/location.ts';
import type { Statement } from '../../model/policy.ts';

/**
 * Whether a statement comes from something else than a policy in the file, such as an event of a function in
 * a SAM template: nobody can change its parts, so that all of them have one place.
 */
export function isGenerated({ action, loc }: Statement): boolean {
  const [first] = action.entries;
  return first !== undefined && isSamePlace(first.loc, loc);
}

function isSamePlace(a: Location, b: Location): boolean {
  return a.pointer === b.pointer && a.span?.start === b.span?.start && a.span?.end === b.span?.end;
}
