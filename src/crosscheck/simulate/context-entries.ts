import type { ContextEntry, ContextKeyTypeEnum } from '@aws-sdk/client-iam';
import { derivedKeys } from '../../evaluator/derived-keys.ts';
import type { AccessRequest, ContextValue } from '../../model/access-request.ts';
import { parseArn } from '../../model/arn.ts';
import type { Pattern } from '../../model/pattern.ts';
import type { PolicySet } from '../../model/policy-set.ts';
import type { Policy } from '../../model/policy.ts';
import { parseRequestPrincipal } from '../../model/request-principal.ts';
import { conditionKey } from '../../reference/index.ts';

export type ContextEntries = { readonly ok: true; readonly entries: readonly ContextEntry[] } | { readonly ok: false; readonly reason: string };

/**
 * A request's context as the simulator takes it: its keys, and those that follow from the caller and the
 * resource, which the simulator does not know by itself, as far as the policies ask for them.
 */
export function contextEntries(request: AccessRequest, policies: PolicySet<Policy>): ContextEntries {
  const given = new Map(Object.entries(request.context ?? {}).map(([name, value]) => [name.toLowerCase(), { name, value }]));
  for (const [id, value] of derived(request)) if (!given.has(id)) given.set(id, { name: id, value });
  const asked = askedKeys(policies);
  const entries: ContextEntry[] = [];
  for (const [id, { name, value }] of [...given].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const spelling = asked.get(id);
    if (spelling === undefined) continue;
    if (name.length < 5) return { ok: false, reason: `the simulator takes no condition key as short as \`${name}\`` };
    if (Array.isArray(value) && value.length === 0) return { ok: false, reason: `the simulator takes no empty list, as \`${name}\` has` };
    entries.push({ ContextKeyName: spelling, ContextKeyType: contextType(name, value), ContextKeyValues: [value].flat().map(String) });
  }
  return { ok: true, entries };
}

function* derived(request: AccessRequest): Generator<readonly [string, string]> {
  const parsed = parseRequestPrincipal(request.principal);
  if (!parsed.ok) return;
  const account = parseArn(request.resource)?.account;
  const resourceAccount = request.resourceAccount ?? (account === '' ? undefined : account);
  for (const [id, derive] of derivedKeys) {
    const value = derive({ principal: parsed.principal, resource: request.resource, resourceAccount });
    if (value !== undefined) yield [id, value];
  }
}

/** Keys in conditions and variables, by their lower-case names, as first written. */
function askedKeys(set: PolicySet<Policy>): ReadonlyMap<string, string> {
  const asked = new Map<string, string>();
  const add = (text: string): void => {
    if (!asked.has(text.toLowerCase())) asked.set(text.toLowerCase(), text);
  };
  const variables = ({ parts }: Pattern): void => {
    for (const part of parts) if (part.kind === 'variable') add(part.key);
  };
  const { identityPolicies = [], permissionsBoundary = [], resourcePolicy = [], serviceControlPolicies = [] } = set;
  for (const { statements } of [...identityPolicies, ...serviceControlPolicies.flat(), permissionsBoundary, resourcePolicy].flat()) {
    for (const { resource, conditions } of statements) {
      for (const { pattern } of resource?.entries ?? []) variables(pattern);
      for (const clause of conditions) {
        if (clause.kind !== 'test') continue;
        add(clause.key.text);
        for (const { pattern } of clause.values) variables(pattern);
      }
    }
  }
  return asked;
}

function contextType(name: string, value: ContextValue): ContextKeyTypeEnum {
  const one = baseType(name, value);
  return Array.isArray(value) ? `${one}List` : one;
}

/** As the service reference has the key; one that it doesn't list is what its value looks like. */
function baseType(name: string, value: ContextValue): 'string' | 'numeric' | 'boolean' | 'ip' | 'binary' | 'date' {
  switch (conditionKey(name)?.type) {
    case 'Numeric':
      return 'numeric';
    case 'Bool':
      return 'boolean';
    case 'IPAddress':
      return 'ip';
    case 'Binary':
      return 'binary';
    case 'Date':
      return 'date';
    case 'String':
    case 'ARN':
    case undefined:
      return typeof value === 'boolean' ? 'boolean' : typeof value === 'number' ? 'numeric' : 'string';
  }
}
