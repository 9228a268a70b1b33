import type { GeneratedPolicy } from '../../../src/generate/generated-policy.ts';
import type { Generation } from '../../../src/generate/permission.ts';
import { reasonsOf } from '../../../src/generate/reasons.ts';

/** What a generated policy can't say of itself: what is wider than needed, left out, or not known. */
export function gaps({ unscoped, dropped, unknown }: Generation): readonly string[] {
  return [
    ...unknown.map(({ subject, why }) => `unknown: ${subject}: ${why}`),
    ...unscoped.map(({ action, resources, why }) => `not scoped: ${action} on ${resources.join(', ')}: ${why}`),
    ...dropped.map(({ action, why }) => `left out: ${action}: ${why}`),
  ];
}

/** Why each action is there, and which findings were accepted. */
export function explanation(generated: GeneratedPolicy): readonly string[] {
  const { grants, acceptedFindings } = reasonsOf(generated);
  return [
    ...grants.map(({ sid, action, resource, reasons, inferred }) => `${sid}: ${action} on ${resource}${inferred === true ? ' (inferred)' : ''}: ${reasons.join('; ')}`),
    ...acceptedFindings.map(({ ruleId, sid, message, reason }) => `accepted: ${ruleId}${sid === undefined ? '' : ` in ${sid}`}: ${message}; ${reason}`),
  ];
}
