import { ARN_FORMS } from './arn-forms.ts';
import { coversAction } from './allowed-actions.ts';
import { concretize, exampleArn } from './concretize.ts';
import { noContext, variablesOf } from './context.ts';
import type { ArnFormName } from './paths/path.ts';
import { layersOf } from './replay.ts';
import { allPolicies } from './allowed-actions.ts';
import type { World } from './world.ts';

const candidateLimit = 12;

/**
 * ARNs of a form that are worth a try for some actions of the one who acts: one for each pattern that
 * an Allow names, or that a Deny leaves out.
 */
export function candidateArns(world: World, actions: readonly string[], formName: ArnFormName, name?: string): readonly string[] {
  const form = ARN_FORMS[formName];
  const valueOf = variablesOf(world.actor, noContext);
  const example = exampleArn(form, world.place, name);
  // What no action of the caller's is about may be called anything.
  if (actions.length === 0) return [example];
  const found = new Set<string>();
  for (const { statements } of allPolicies(layersOf(world, world.actor, ''))) {
    for (const { effect, action, resource } of statements) {
      if (resource === undefined || (effect === 'Deny') !== (resource.kind === 'NotResource')) {
        if (effect === 'Allow') found.add(example);
        continue;
      }
      if (!actions.some((wanted) => coversAction(action, wanted))) continue;
      for (const { pattern } of resource.entries) {
        const arn = concretize(pattern, form, world.place, valueOf, name);
        if (arn !== undefined) found.add(arn);
        if (found.size >= candidateLimit) return [...found];
      }
    }
  }
  return [...found];
}
