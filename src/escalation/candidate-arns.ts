import type { Pattern } from '../model/pattern.ts';
import { allPolicies, coversAction } from './allowed-actions.ts';
import { ARN_FORMS } from './arn-forms.ts';
import { common, concretize, exampleArn } from './concretize.ts';
import { noContext, variablesOf } from './context.ts';
import type { ArnFormName } from './paths/path.ts';
import { layersOf } from './replay.ts';
import type { World } from './world.ts';

const candidateLimit = 12;
const pairedLimit = 8;

/**
 * ARNs of a form that are worth a try for some actions of the one who acts: one for each pattern that
 * an Allow names or a Deny leaves out, then some that two of them have in common.
 */
export function candidateArns(world: World, actions: readonly string[], formName: ArnFormName, name?: string): readonly string[] {
  const form = ARN_FORMS[formName];
  const example = exampleArn(form, world.place, name);
  // What no action of the caller's is about may be called anything.
  if (actions.length === 0) return [example];
  const valueOf = variablesOf(world.actor, noContext);
  const { patterns, open } = patternsFor(world, actions);
  const found = new Set(open ? [example] : []);
  const fitting: Pattern[] = [];
  for (const pattern of patterns) {
    const arn = concretize(pattern, form, world.place, valueOf, name);
    if (arn === undefined) continue;
    fitting.push(pattern);
    found.add(arn);
  }
  const paired = fitting.slice(0, pairedLimit).flatMap((a, index) => fitting.slice(index + 1, pairedLimit).flatMap((b) => common(a, b, valueOf) ?? []));
  for (const text of paired) if (text.startsWith(example.slice(0, example.lastIndexOf(form.prefix) + form.prefix.length))) found.add(text);
  return [...found].filter((arn) => !isKeptByAws(arn)).slice(0, candidateLimit);
}

/**
 * Service-linked roles and those of IAM Identity Center: only the service makes, changes and enters them.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html
 */
export function isKeptByAws(arn: string): boolean {
  return /:role\/(?:aws-service-role|aws-reserved)\//.test(arn);
}

/** What the resources of some actions may look like, and whether some Allow leaves that open. */
function patternsFor(world: World, actions: readonly string[]): { readonly patterns: readonly Pattern[]; readonly open: boolean } {
  const patterns: Pattern[] = [];
  const texts = new Set<string>();
  let open = false;
  for (const { statements } of allPolicies(layersOf(world, world.actor, ''))) {
    for (const { effect, action, resource } of statements) {
      if (!actions.some((wanted) => coversAction(action, wanted))) continue;
      if (resource !== undefined && (effect === 'Deny') === (resource.kind === 'NotResource')) {
        for (const { pattern } of resource.entries) {
          if (texts.has(pattern.text)) continue;
          texts.add(pattern.text);
          patterns.push(pattern);
        }
      } else if (effect === 'Allow') open = true;
    }
  }
  return { patterns, open };
}
