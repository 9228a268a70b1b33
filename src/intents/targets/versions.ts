import { surelyMatches } from '../../model/allowed-pattern.ts';
import { keyOfConditions, type SourceFile } from '../../model/policy-source.ts';
import type { UnknownValue } from '../../model/unknown-value.ts';
import { openValues, type Grounding } from '../ground.ts';
import type { TargetVariant } from './target.ts';

/**
 * Why one form of a target is not the same deployment in two versions of its file, though all names are the
 * same: a parameter that may have values which it could not have before, a condition that is another one.
 */
export function changedMeanings(form: TargetVariant, file: SourceFile, before: SourceFile): readonly string[] {
  const values = openValues(form).flatMap(({ name }) => {
    const [now, then] = [file.parameters?.declared.get(name), before.parameters?.declared.get(name)];
    return now === undefined || then === undefined || isWithin(now, then) ? [] : [`\`${name}\` may have values that it could not have before`];
  });
  const conditions = form.when.flatMap(({ condition }) => {
    const [now, then] = [file.parameters?.conditions.get(condition), before.parameters?.conditions.get(condition)];
    return now === undefined || then === undefined || now === then ? [] : [`the condition \`${condition}\` is not what it was before`];
  });
  return [...values, ...conditions];
}

/** The values that parameters can't but have in a form. */
export function settledValues({ when }: TargetVariant, { parameters }: SourceFile): Grounding {
  const settled = new Map<string, string>();
  for (const [name, value] of [...(parameters?.declared ?? []), ...(parameters?.under.get(keyOfConditions(when)) ?? [])]) {
    const text = typeof value === 'string' ? value : onlyText(value);
    if (text !== undefined) settled.set(name, text);
  }
  return settled;
}

function onlyText({ shape, maybeList }: UnknownValue): string | undefined {
  return shape.kind === 'oneOf' && shape.values.length === 1 && maybeList !== true ? shape.values[0] : undefined;
}

/** Whether all that a value may be, another one may be too. */
function isWithin(now: UnknownValue, then: UnknownValue): boolean {
  if (now.maybeList === true && then.maybeList !== true) return false;
  const [inner, outer] = [now.shape, then.shape];
  if (outer.kind === 'anyText' || JSON.stringify(inner) === JSON.stringify(outer)) return true;
  if (inner.kind === 'oneOf') return inner.values.every((value) => (outer.kind === 'oneOf' ? outer.values.includes(value) : outer.kind === 'matching' ? surelyMatches(outer.pattern, value) : !/[*?$]/.test(value)));
  return inner.kind !== 'anyText' && inner.kind !== 'matching' && outer.kind === 'plain';
}
