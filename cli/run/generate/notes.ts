import { groupBy } from '../../../src/generate/group-by.ts';
import type { GeneratedPolicy } from '../../../src/generate/generated-policy.ts';
import type { Dropped, Generation } from '../../../src/generate/permission.ts';
import { reasonsOf } from '../../../src/generate/reasons.ts';

/** What a generated policy can't say of itself: what is wider than needed, left out, or not known. */
export function gaps({ unscoped, dropped, unknown }: Generation): readonly string[] {
  return [
    ...unknown.map(({ subject, why }) => `unknown: ${subject}: ${why}`),
    ...[...groupBy(unscoped, ({ resources, why }) => `${resources.join(', ')}: ${why}`)].map(([where, same]) => `not scoped: ${same.map(({ action }) => action).join(', ')} on ${where}`),
    ...dropped.filter(({ notNeeded }) => notNeeded !== true).map(leftOut),
  ];
}

function leftOut({ action, why, subjects }: Dropped): string {
  return `left out: ${action}: ${why}${subjects === undefined ? '' : ` (${subjects.join(', ')})`}`;
}

/** Why each action is there, what was not needed, and which findings were accepted. */
export function explanation(generated: GeneratedPolicy): readonly string[] {
  const { grants, acceptedFindings, dropped } = reasonsOf(generated);
  return [
    ...grants.map(({ sid, action, resource, reasons, inferred }) => `${sid}: ${action} on ${resource}${inferred === true ? ' (inferred)' : ''}: ${reasons.join('; ')}`),
    ...dropped.filter(({ notNeeded }) => notNeeded === true).map(leftOut),
    ...acceptedFindings.map(({ ruleId, sid, message, reason }) => `accepted: ${ruleId}${sid === undefined ? '' : ` in ${sid}`}: ${message}; ${reason}`),
  ];
}
