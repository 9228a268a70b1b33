import type { Point } from '../ranges.ts';

/** A number as a point. `unclear` where a double can't tell it from its neighbours. */
export function numberPoint(text: string): Point | 'malformed' | 'unclear' {
  if (!/^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d{1,4})?$/i.test(text)) return 'malformed';
  return text.replace(/\D/g, '').length > 15 || /e/i.test(text) ? 'unclear' : Number(text);
}
