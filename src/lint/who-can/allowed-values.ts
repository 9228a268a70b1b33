import { groundSource, groundText, openIn, openValues, type Grounding } from '../../intents/ground.ts';
import type { TargetVariant } from '../../intents/targets/target.ts';
import { keyOfConditions, type SourceFile } from '../../model/policy-source.ts';
import type { UnknownValue } from '../../model/unknown-value.ts';
import { allowedValues } from '../../prover/template-choices.ts';
import type { Guard } from './resource-policies.ts';

/**
 * The combinations of what the parameters of a template may be, where it lists that, as far as a principal
 * of it and the policies of the resource in it hang on them; none where nothing does. Those of other files
 * are values of their own, even under the same name, and stay open.
 */
export function choicesFor(variant: TargetVariant, guards: readonly Guard[], file: SourceFile): readonly Grounding[] {
  const open = new Map<string, UnknownValue>(openValues(variant).map((value) => [value.name, value]));
  for (const guard of guards.filter((each) => each.file === file)) {
    openIn(guard.source.node, open);
    for (const part of guard.guarded.flat()) if (typeof part !== 'string') open.set(part.name, part);
  }
  return allowedValues(inForm(open, variant, file)).filter((choice) => choice.size > 0);
}

/** A policy has values as its own conditions leave them: what counts are those of the principal's form. */
function inForm(open: ReadonlyMap<string, UnknownValue>, { when }: TargetVariant, { parameters }: SourceFile): ReadonlyMap<string, UnknownValue> {
  const told = parameters?.under.get(keyOfConditions(when));
  return new Map(
    [...open].map(([name, value]) => {
      const part = told?.get(name) ?? parameters?.declared.get(name) ?? value;
      return [name, typeof part === 'string' ? { ...value, shape: { kind: 'oneOf', values: [part] } } : part];
    }),
  );
}

/** The file as a deployment with these values has it, as far as its policies guard resources. */
export function guardingFile(file: SourceFile, choice: Grounding): SourceFile {
  return {
    ...file,
    policies: file.policies.map((source) => (source.type === 'resource' ? groundSource(source, choice) : source)),
    principals: file.principals.map((principal) => ({
      ...principal,
      arn: groundText(principal.arn, choice),
      ...(principal.trust === undefined ? {} : { trust: groundSource(principal.trust, choice) }),
    })),
  };
}
