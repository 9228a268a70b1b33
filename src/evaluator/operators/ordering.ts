import type { OperatorTraits } from '../../model/condition-operator.ts';

/** Whether a comparison's sign, of actual against expected, satisfies an ordered operator. */
export function satisfiesOrdering(comparison: OperatorTraits['comparison'], sign: number): boolean {
  switch (comparison) {
    case 'equals':
      return sign === 0;
    case 'lessThan':
      return sign < 0;
    case 'lessThanEquals':
      return sign <= 0;
    case 'greaterThan':
      return sign > 0;
    case 'greaterThanEquals':
      return sign >= 0;
    case 'equalsIgnoreCase':
    case 'like':
    case 'inRange':
    case 'presence':
      return false;
  }
}
