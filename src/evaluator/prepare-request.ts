import type { AccessRequest, ContextValue } from '../model/access-request.ts';
import { parseArn } from '../model/arn.ts';
import { parseRequestPrincipal, type RequestPrincipal, type RequestPrincipalParse } from '../model/request-principal.ts';
import { canonicalKey, type ContextKeys } from './context-keys.ts';
import { derivedKeys, type RequestFacts } from './principal-keys.ts';
import { unknownValue, type KeyValue } from './request-view.ts';

/** A request that could be read: the caller, and what its condition keys are. */
export interface ReadRequest extends RequestFacts {
  readonly action: string;
}

export type RequestRead = { readonly ok: true; readonly request: ReadRequest } | { readonly ok: false; readonly errors: readonly string[] };

const actionPattern = /^[a-z0-9-]+:[^:*?\s]+$/i;
const principals = new Map<string, RequestPrincipalParse>();
const principalLimit = 1000;

function readPrincipal(principal: AccessRequest['principal']): RequestPrincipalParse {
  if (typeof principal !== 'string') return parseRequestPrincipal(principal);
  const known = principals.get(principal);
  if (known !== undefined) return known;
  const parsed = parseRequestPrincipal(principal);
  if (principals.size >= principalLimit) principals.clear();
  principals.set(principal, parsed);
  return parsed;
}

/** Checks and reads everything of a request but its context. */
export function readRequest(request: AccessRequest): RequestRead {
  const errors: string[] = [];
  let principal: RequestPrincipal | undefined;
  const { action, resource, resourceAccount } = request;
  if (!isText(request.principal) && !isObject(request.principal)) errors.push('the request has no `principal`');
  else {
    const parsed = readPrincipal(request.principal);
    if (parsed.ok) principal = parsed.principal;
    else errors.push(parsed.message);
  }
  if (!isText(action)) errors.push('the request has no `action`');
  else if (!actionPattern.test(action)) errors.push(`\`${action}\` is no action: expected \`service:Action\` without wildcards`);
  if (!isText(resource)) errors.push('the request has no `resource`: expected an ARN, or `*` for an action that supports none');
  if (resourceAccount !== undefined && !/^\d{12}$/.test(resourceAccount)) {
    errors.push(`\`${resourceAccount}\` is no account: expected 12 digits as \`resourceAccount\``);
  }
  if (principal === undefined || errors.length > 0) return { ok: false, errors };
  return { ok: true, request: { principal, action, resource, resourceAccount: resourceAccount ?? arnAccount(resource) } };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function arnAccount(resource: string): string | undefined {
  const account = parseArn(resource)?.account;
  return account !== undefined && /^\d{12}$/.test(account) ? account : undefined;
}

/**
 * Fills in the values of the keys that the policies ask for: what the request says, then what follows
 * from it, and over both what it declares as unknown. Returns the keys whose values are malformed.
 */
export function fillValues(values: KeyValue[], keys: ContextKeys, request: AccessRequest, facts: ReadRequest): readonly string[] {
  values.length = keys.ids.length;
  values.fill(undefined);
  const malformed: string[] = [];
  const { context, unknownKeys } = request;
  for (const key in context) {
    const value = toKeyValue(context[key]);
    if (value === null) malformed.push(key);
    else {
      const slot = keys.find(key);
      if (slot !== undefined) values[slot] = value;
    }
  }
  for (let slot = 0; slot < values.length; slot += 1) {
    const value = values[slot] ?? derive(keys.ids[slot] ?? '', request, facts);
    // A key given as empty is not derived, and absent like any other empty one.
    values[slot] = Array.isArray(value) && value.length === 0 ? undefined : value;
  }
  if (unknownKeys !== undefined && unknownKeys.length > 0) markUnknown(values, keys, unknownKeys);
  return malformed;
}

/** `null` for what no condition key can be. */
function toKeyValue(value: ContextValue | undefined): KeyValue | null {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
    case 'boolean':
      return String(value);
    case 'undefined':
      return undefined;
    case 'object':
      if (!Array.isArray(value) || !value.every((item: unknown) => ['string', 'number', 'boolean'].includes(typeof item))) return null;
      return value.map(String);
    default:
      return null;
  }
}

function derive(id: string, request: AccessRequest, facts: ReadRequest): KeyValue {
  const derivation = derivedKeys.get(id);
  if (derivation !== undefined) return derivation(facts);
  const { context } = request;
  if (context === undefined) return undefined;
  const canonical = canonicalKey(id);
  if (!canonical.startsWith('aws:resourcetag/')) return undefined;
  for (const key in context) {
    if (canonicalKey(key.toLowerCase()) === canonical) return toKeyValue(context[key]) ?? undefined;
  }
  return undefined;
}

/** An unknown tag of the request leaves the list of its tag keys unknown, too, unless that is given. */
function markUnknown(values: KeyValue[], keys: ContextKeys, unknownKeys: readonly string[]): void {
  for (const unknown of unknownKeys) {
    const wanted = canonicalKey(unknown.toLowerCase());
    const prefix = wanted.endsWith('/*') ? wanted.slice(0, -1) : undefined;
    for (const [slot, id] of keys.ids.entries()) {
      const canonical = canonicalKey(id);
      if (canonical === wanted || (prefix !== undefined && canonical.startsWith(prefix))) values[slot] = unknownValue;
      else if (id === 'aws:tagkeys' && wanted.startsWith('aws:requesttag/') && values[slot] === undefined) values[slot] = unknownValue;
    }
  }
}
