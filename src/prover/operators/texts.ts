import type { OperatorTraits } from '../../model/condition-operator.ts';
import { isAnything } from '../../model/pattern.ts';
import type { Effect } from '../../model/policy.ts';
import { anyArn, readArnPattern, readPatterns, type PatternEntries } from '../patterns.ts';
import type { Question } from '../question.ts';
import type { ReadVariable } from '../variables.ts';
import type { Glob } from '../text/glob.ts';

/** The texts that String or Arn values match, as globs; undefined where one of them is out of reach. */
export function readTexts(
  values: PatternEntries,
  traits: OperatorTraits,
  effect: Effect,
  variable: ReadVariable,
  { letters, openPoints }: Question,
): readonly Glob[] | undefined {
  if (traits.family === 'string') return readPatterns(values, { letters, anyCase: traits.comparison === 'equalsIgnoreCase', wildcards: 'wide', variable });
  const globs: Glob[] = [];
  for (const { pattern } of values) {
    const read = readArnPattern(pattern, { letters, variable });
    if (read.kind === 'glob') globs.push(read.glob);
    else if (read.kind === 'incomplete') {
      // AWS does not say what it matches; it is taken to match where an Allow applies by it and a Deny does not.
      openPoints.add(`\`${pattern.text}\` under an Arn operator matches where that makes an Allow apply, and not where that makes a Deny apply`);
      if ((effect === 'Allow') === traits.negated) continue;
      if (!isAnything(pattern)) return undefined;
      globs.push(anyArn);
    } else if (read.kind === 'unclear') return undefined;
  }
  return globs;
}
