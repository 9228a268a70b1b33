import { parsePolicy } from '../model/parse/parse-policy.ts';
import type { Policy } from '../model/policy.ts';
import type { PolicySet } from '../model/policy-set.ts';
import type { SourcePrincipal } from '../model/policy-source.ts';
import { parsePattern } from '../model/pattern.ts';
import { knownText, type TemplateText } from '../model/unknown-value.ts';

const layers = new Map<string, Policy | undefined>();

/**
 * The same policies as far as a target is concerned. Who asks is part of a request, so the question is
 * narrowed like any other, by a layer that lets only some requests through:
 *
 * - Of a principal's policies, those of this principal.
 * - Of a resource's policy, those that the policy itself lets in: see {@link bySelf}.
 * - Of a trust policy, those for its role.
 */
export function askedBy(policies: PolicySet<Policy>, principal: SourcePrincipal | undefined): PolicySet<Policy> {
  const known = narrowed.get(policies);
  if (known !== undefined && known.principal === principal) return known.asked;
  const asked = narrow(policies, principal);
  narrowed.set(policies, { principal, asked });
  return asked;
}

/** One object for one target: what is known of it is kept by that. */
const narrowed = new WeakMap<PolicySet<Policy>, { readonly principal: SourcePrincipal | undefined; readonly asked: PolicySet<Policy> }>();

function narrow(policies: PolicySet<Policy>, principal: SourcePrincipal | undefined): PolicySet<Policy> {
  const { resourcePolicy } = policies;
  if (resourcePolicy !== undefined) return { ...policies, vpcEndpointPolicy: principal === undefined ? resourcePolicy : forRole(resourcePolicy, principal) };
  const layer = principal === undefined ? undefined : callerLayer(principal);
  return layer === undefined ? policies : { ...policies, serviceControlPolicies: [[layer], ...(policies.serviceControlPolicies ?? [])] };
}

/**
 * A resource's policy as far as it decides by itself: only what it allows passes. The owner's root user needs
 * no policy to be let in, which says nothing about this one.
 */
export function bySelf(policies: PolicySet<Policy>): PolicySet<Policy> {
  return policies.resourcePolicy === undefined ? policies : { ...policies, vpcEndpointPolicy: policies.resourcePolicy };
}

/** A trust policy has no Resource: its role is the resource. */
function forRole(policy: Policy, { arn }: SourcePrincipal): Policy {
  const pattern = parsePattern(arn, { wildcards: true, variables: 'none' });
  return {
    ...policy,
    statements: policy.statements.map((statement) => ({
      ...statement,
      resource: statement.resource ?? { kind: 'Resource', entries: [{ pattern, loc: statement.loc }], keyLoc: statement.loc, loc: statement.loc },
    })),
  };
}

/** With wildcards for what the template leaves open. */
function arnPattern(arn: TemplateText): string {
  return arn.map((part) => (typeof part === 'string' ? part : '*')).join('');
}

function callerLayer(principal: SourcePrincipal): Policy | undefined {
  const condition = callerCondition(principal);
  const key = JSON.stringify(condition);
  if (!layers.has(key)) {
    const statement = { Effect: 'Allow', Action: '*', Resource: '*', Condition: condition };
    layers.set(key, parsePolicy({ Version: '2012-10-17', Statement: statement }).policy);
  }
  return layers.get(key);
}

/** Members of a group, and whoever is given a permission set, have names of their own. */
function callerCondition({ kind, name, arn }: SourcePrincipal): Readonly<Record<string, Readonly<Record<string, string>>>> {
  switch (kind) {
    case 'user': {
      const known = knownText(name);
      return known === undefined || known.includes('$') ? { Null: { 'aws:username': 'false' } } : { StringEquals: { 'aws:username': known } };
    }
    case 'group':
      return { Null: { 'aws:username': 'false' } };
    case 'role':
      return { ArnLike: { 'aws:PrincipalArn': arnPattern(arn) } };
    case 'permissionSet':
      return { ArnLike: { 'aws:PrincipalArn': 'arn:*:iam::*:role/*' } };
  }
}
