import type { AccessRequest } from '../model/access-request.ts';
import { parseArn } from '../model/arn.ts';
import { parseRequestPrincipal, type RequestPrincipalParse } from '../model/request-principal.ts';
import type { RequestFacts } from './derived-keys.ts';
import { lastFew } from './last-few.ts';

export type RequestRead = { readonly ok: true; readonly request: RequestFacts } | { readonly ok: false; readonly errors: readonly string[] };

const principalOf: (text: string) => RequestPrincipalParse = lastFew(parseRequestPrincipal);
const isAccount: (text: string) => boolean = lastFew((text) => /^\d{12}$/.test(text));
const accountOf: (resource: string) => string | undefined = lastFew((resource) => {
  const account = parseArn(resource)?.account;
  return account !== undefined && isAccount(account) ? account : undefined;
});

/**
 * Checks and reads everything of a request but its context.
 *
 * @param actionIsKnown the action has been read before
 */
export function readRequest(request: AccessRequest, actionIsKnown: boolean): RequestRead {
  const errors: string[] = [];
  const { action, resource, resourceAccount } = request;
  const principal = readPrincipal(request.principal);
  if (!principal.ok) errors.push(principal.message);
  if (!actionIsKnown) checkAction(action, errors);
  if (!isText(resource)) errors.push('the request has no `resource`: expected an ARN, or `*` for an action that supports none');
  if (resourceAccount !== undefined && !(isText(resourceAccount) && isAccount(resourceAccount))) {
    errors.push('expected 12 digits as `resourceAccount`');
  }
  checkContext(request, errors);
  if (!principal.ok || errors.length > 0) return { ok: false, errors };
  return { ok: true, request: { principal: principal.principal, resource, resourceAccount: resourceAccount ?? accountOf(resource) } };
}

function readPrincipal(principal: AccessRequest['principal']): RequestPrincipalParse {
  if (isText(principal)) return principalOf(principal);
  if (typeof principal === 'object' && (principal as object | null) !== null) return parseRequestPrincipal(principal);
  return { ok: false, message: 'the request has no `principal`: expected an ARN, a service, an account ID or `anonymous`' };
}

function checkAction(action: string, errors: string[]): void {
  if (!isText(action)) errors.push('the request has no `action`: expected `service:Action`');
  else if (!/^[a-z0-9-]+:[^:*?\s]+$/i.test(action)) errors.push(`\`${action}\` is no action: expected \`service:Action\` without wildcards`);
}

function checkContext({ context, unknownKeys }: { readonly context?: unknown; readonly unknownKeys?: unknown }, errors: string[]): void {
  if (context !== undefined && (typeof context !== 'object' || context === null || Array.isArray(context))) {
    errors.push('expected an object of condition keys and their values as `context`');
  }
  if (unknownKeys !== undefined && !(Array.isArray(unknownKeys) && unknownKeys.every(isText))) {
    errors.push('expected a list of condition keys as `unknownKeys`');
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
