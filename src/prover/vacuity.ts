import type { Verdict } from '../model/verdict.ts';
import type { Policies } from './layers.ts';
import type { Evaluate, ProverOptions } from './prover.ts';
import { isObject, remembered } from './remembered.ts';

type Known = Map<string, boolean>;

const known = new WeakMap<Evaluate, WeakMap<object, Known>>();

/**
 * The verdict, with whether there was anything to prove: the same for all that is asked of the same policies.
 * A witness against them shows that there was.
 */
export function withVacuity(verdict: Verdict, policies: Policies, { evaluate, domain, budget, vacuity = true }: ProverOptions, isEmpty: () => boolean): Verdict {
  if (verdict.verdict === 'unknown' || !vacuity) return verdict;
  const answers: Known = isObject(policies) ? remembered(remembered(known, evaluate, () => new WeakMap<object, Known>()), policies, () => new Map<string, boolean>()) : new Map<string, boolean>();
  const key = `${domain ?? ''} ${budget ?? ''}`;
  if (verdict.verdict === 'violated') {
    answers.set(key, false);
    return verdict;
  }
  const vacuous = answers.get(key) ?? isEmpty();
  answers.set(key, vacuous);
  return { ...verdict, vacuous };
}
