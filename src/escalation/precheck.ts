import type { PolicySet } from '../model/policy-set.ts';
import type { Policy } from '../model/policy.ts';
import { mayAllowAction } from './allowed-actions.ts';
import { PATHS } from './paths/index.ts';
import type { EscalationPath } from './paths/path.ts';

/** For each path the actions that whoever goes along it calls; a role's trust policy may be all that the last of them needs. */
const CALLED = PATHS.map((path) => ({
  path,
  actions: path.steps.flatMap(({ action, by }) => (by !== undefined || action === 'sts:AssumeRole' ? [] : [action.toLowerCase()])),
}));

/**
 * The paths whose actions the policies allow at all, on some resource and under some condition. Quick,
 * and never wrongly leaves one out: whoever finds none needs to look no further.
 */
export function openPaths({ identityPolicies = [], permissionsBoundary }: Pick<PolicySet<Policy>, 'identityPolicies' | 'permissionsBoundary'>): readonly EscalationPath[] {
  const boundary = permissionsBoundary === undefined ? undefined : [permissionsBoundary];
  const allowed = (action: string): boolean => mayAllowAction(identityPolicies, action) && (boundary === undefined || mayAllowAction(boundary, action));
  return CALLED.flatMap(({ path, actions }) => (actions.every(allowed) ? [path] : []));
}
