import { parsePolicy } from '../model/parse/parse-policy.ts';
import type { Policy } from '../model/policy.ts';
import type { PolicySet } from '../model/policy-set.ts';
import type { SourcePrincipal } from '../model/policy-source.ts';
import { knownText } from '../model/unknown-value.ts';

const layers = new Map<string, Policy>();

/**
 * The same policies as far as this principal is concerned. Who asks is part of a request, so the question is
 * narrowed like any other: by a control policy that lets only requests of this principal through.
 */
export function askedBy(policies: PolicySet<Policy>, principal: SourcePrincipal | undefined): PolicySet<Policy> {
  if (principal === undefined) return policies;
  const pattern = `arn:*:iam::*:${principal.kind === 'user' || principal.kind === 'group' ? 'user' : 'role'}/${nameOf(principal)}`;
  let layer = layers.get(pattern);
  if (layer === undefined) {
    layer = parsePolicy({
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', Action: '*', Resource: '*', Condition: { ArnLike: { 'aws:PrincipalArn': pattern } } },
    }).policy;
    if (layer === undefined) return policies;
    layers.set(pattern, layer);
  }
  return { ...policies, serviceControlPolicies: [[layer], ...(policies.serviceControlPolicies ?? [])] };
}

/** Members of a group, and whoever is given a permission set, have names of their own. */
function nameOf({ kind, name }: SourcePrincipal): string {
  const known = kind === 'user' || kind === 'role' ? knownText(name) : undefined;
  if (known === undefined) return '*';
  // A path, if there is one, stands before the name.
  return /[*?$]/.test(known) ? '*' : `*${known}`;
}
