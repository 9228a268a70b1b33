import { action as referenceAction, referenceDate } from '../../reference/index.ts';
import { hasPolicies } from './guarded-types.ts';
import type { Guard } from './resource-policies.ts';
import type { WhoCanQuestion } from './types.ts';

/** What all answers take for granted, once each. */
export function notesOn({ action, resource, resourceAccount }: WhoCanQuestion, guards: readonly Guard[], remarks: readonly string[]): readonly string[] {
  const notes: string[] = [];
  const known = referenceAction(action);
  if (known === undefined) notes.push(`the reference of ${referenceDate().iamData} knows no action \`${action}\``);
  else if (resource === '*' && known.action.resourceTypes.some(({ required }) => required)) {
    notes.push(`\`${action}\` is decided on a resource: with \`*\` the answers are about what allows or denies it on all of them`);
  }
  if (resource !== '*' && hasPolicies(resource) && !guards.some(({ isCertain, when }) => isCertain && when.length === 0)) {
    notes.push(`no policy of \`${resource}\` is among the sources for certain: one may allow and deny more`);
  }
  if (resource.startsWith('arn:') && resourceAccount === undefined && !/^arn:[^:]*:[^:]*:[^:]*:\d{12}:/.test(resource)) {
    notes.push('the resource is taken to be in the account of whoever asks');
  }
  return [...new Set([...notes, ...remarks])];
}
