import type { SourceFile } from '../../model/policy-source.ts';
import { action as referenceAction, referenceDate } from '../../reference/index.ts';
import type { ResourceSides } from './resource-policies.ts';
import type { WhoCanQuestion } from './types.ts';

/** What all answers take for granted, once each. */
export function notesOn({ action, resource, resourceAccount }: WhoCanQuestion, sources: readonly SourceFile[], { sides }: ResourceSides, remarks: readonly string[]): readonly string[] {
  const notes: string[] = [];
  const known = referenceAction(action);
  if (known === undefined) notes.push(`the reference of ${referenceDate().iamData} knows no action \`${action}\``);
  else if (resource === '*' && known.action.resourceTypes.some(({ required }) => required)) {
    notes.push(`\`${action}\` is decided on a resource: with \`*\` the answers are about what allows or denies it on all of them`);
  }
  if (resource !== '*' && sides.some(({ policy }) => policy === undefined)) {
    notes.push(`no policy of \`${resource}\` is among the sources for certain: one may allow and deny more`);
  }
  if (resource.startsWith('arn:') && resourceAccount === undefined && !/^arn:[^:]*:[^:]*:[^:]*:\d{12}:/.test(resource)) {
    notes.push('the resource is taken to be in the account of whoever asks');
  }
  if (sources.some(({ policies }) => policies.some(({ type }) => type === 'scp' || type === 'rcp'))) {
    notes.push('service and resource control policies are not considered');
  }
  return [...new Set([...notes, ...remarks])];
}
