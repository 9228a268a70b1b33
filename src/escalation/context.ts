import type { ContextValue } from '../model/access-request.ts';
import { parseRequestPrincipal, type RequestPrincipal } from '../model/request-principal.ts';
import type { VariableValue } from './glob.ts';

/** Condition keys of a request, by lower-case name. */
export type Context = ReadonlyMap<string, { readonly name: string; readonly value: ContextValue }>;

export const noContext: Context = new Map();

export function contextOf(entries: Readonly<Record<string, ContextValue>>): Context {
  return new Map(Object.entries(entries).map(([name, value]) => [name.toLowerCase(), { name, value }]));
}

export function withValue(context: Context, name: string, value: ContextValue | undefined): Context {
  const changed = new Map(context);
  if (value === undefined) changed.delete(name.toLowerCase());
  else changed.set(name.toLowerCase(), { name, value });
  return changed;
}

export function toRecord(context: Context): Readonly<Record<string, ContextValue>> {
  return Object.fromEntries([...context.values()].map(({ name, value }) => [name, value]));
}

/**
 * Keys that follow from who calls what on which way. Nobody gets to choose them.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
const derived: ReadonlySet<string> = new Set([
  'aws:principalarn',
  'aws:principalaccount',
  'aws:principaltype',
  'aws:principalisawsservice',
  'aws:principalservicename',
  'aws:principalservicenameslist',
  'aws:username',
  'aws:userid',
  'aws:resourceaccount',
  'aws:calledvia',
  'aws:calledviafirst',
  'aws:calledvialast',
  'aws:viaawsservice',
  'iam:passedtoservice',
  'iam:permissionsboundary',
]);

export function isDerived(key: string): boolean {
  return derived.has(key);
}

/** Keys that the caller writes into the request as it likes. */
const chosen: ReadonlySet<string> = new Set([
  'aws:tagkeys',
  'iam:policyarn',
  'iam:associatedresourcearn',
  'iam:awsservicename',
  'sts:externalid',
  'sts:rolesessionname',
  'sts:sourceidentity',
  'sts:transitivetagkeys',
  'aws:requestedregion',
  'aws:currenttime',
  'aws:epochtime',
  'aws:securetransport',
  'aws:useragent',
  'aws:referer',
]);

/** Whether the caller decides the value, so that it needs no assumption. */
export function isChosen(key: string): boolean {
  return chosen.has(key) || key.startsWith('aws:requesttag/');
}

/** Reads policy variables as a request of this caller would have them, as far as they follow from it. */
export function variablesOf(principal: string, context: Context): VariableValue {
  const parsed = parseRequestPrincipal(principal);
  return (key) => {
    const id = key.toLowerCase();
    const given = context.get(id)?.value;
    if (given !== undefined) return typeof given === 'object' ? undefined : String(given);
    return parsed.ok ? principalVariable(id, parsed.principal) : undefined;
  };
}

function principalVariable(id: string, principal: RequestPrincipal): string | undefined {
  if (!('accountId' in principal)) return undefined;
  if (id === 'aws:principalaccount' || id === 'aws:resourceaccount') return principal.accountId;
  if (id === 'aws:username') return principal.kind === 'user' ? principal.name : undefined;
  if (id === 'aws:principalarn') return principal.kind === 'roleSession' ? principal.roleArn : 'arn' in principal ? principal.arn : undefined;
  return undefined;
}
