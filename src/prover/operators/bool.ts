import type { ConditionValue } from '../../model/policy.ts';
import type { Question } from '../question.ts';
import { glob, textParts, type GlobUnion } from '../text/glob.ts';

/** `true` and `false` in any case; another value equals nothing. Undefined where a value is not known. */
export function bool(values: readonly ConditionValue[], question: Question): GlobUnion | undefined {
  if (values.some(({ pattern }) => pattern.parts.some(({ kind }) => kind !== 'literal'))) return undefined;
  const texts = values.map(({ pattern }) => pattern.text.toLowerCase()).filter((text) => text === 'true' || text === 'false');
  return question.unions.of(texts.map((text) => glob(textParts(text, true))));
}
