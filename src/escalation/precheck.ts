import type { PolicySet } from '../model/policy-set.ts';
import type { Policy } from '../model/policy.ts';
import { mayAllowAction } from './allowed-actions.ts';
import { PATHS } from './paths/index.ts';
import type { EscalationPath } from './paths/path.ts';

/**
 * The paths whose actions the policies allow at all, on some resource and under some condition. Quick,
 * and never wrongly leaves one out: whoever finds none needs to look no further.
 */
export function openPaths(policies: Pick<PolicySet<Policy>, 'identityPolicies' | 'permissionsBoundary'>): readonly EscalationPath[] {
  const answers = new Map<string, boolean>();
  const layers = [policies.identityPolicies ?? [], ...(policies.permissionsBoundary === undefined ? [] : [[policies.permissionsBoundary]])];
  const allowed = (action: string): boolean => {
    let answer = answers.get(action);
    if (answer === undefined) {
      answer = layers.every((layer) => mayAllowAction(layer, action));
      answers.set(action, answer);
    }
    return answer;
  };
  return PATHS.filter(({ steps }) => steps.every(({ action, by }) => by !== undefined || action === 'sts:AssumeRole' || allowed(action)));
}
