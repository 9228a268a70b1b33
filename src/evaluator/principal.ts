import type { PrincipalElement } from '../model/policy.ts';
import type { PrincipalEntry, PrincipalPattern, PrincipalType } from '../model/principal.ts';
import { parsePattern } from '../model/pattern.ts';
import type { RequestPrincipal } from '../model/request-principal.ts';
import type { UnknownValue } from '../model/unknown-value.ts';
import type { CompileContext } from './compile-context.ts';
import { compilePattern } from './pattern.ts';
import type { RequestView } from './request-view.ts';
import { and, MAYBE, NO, or, YES, type Tri } from './tri.ts';

/**
 * How a Principal element names the caller, which decides what else has to allow the request in the
 * same account: the caller itself (or everyone), the caller's role, or the caller's account.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
export type Naming = 'direct' | 'role' | 'account';

/** Whether an entry names the caller, per way of naming. */
export interface Named {
  readonly direct: Tri;
  readonly role: Tri;
  readonly account: Tri;
}

const nobody: Named = { direct: NO, role: NO, account: NO };
const everybody: Named = { direct: YES, role: NO, account: NO };
const byRole: Named = { direct: NO, role: YES, account: NO };
const byAccount: Named = { direct: NO, role: NO, account: YES };
const maybeDirect: Named = { direct: MAYBE, role: NO, account: NO };

export type PrincipalTest = (request: RequestView) => Named;

export function compilePrincipal(element: PrincipalElement, context: CompileContext): PrincipalTest {
  const tests = element.entries.map((entry) => compileEntry(entry, context));
  if (element.kind === 'NotPrincipal') return compileNotPrincipal(element.entries, tests, context);
  const [only] = tests;
  if (only !== undefined && tests.length === 1) return only;
  return (request) => joined(tests, request);
}

function joined(tests: readonly PrincipalTest[], request: RequestView): Named {
  let result = nobody;
  for (const test of tests) {
    const named = test(request);
    if (named === nobody) continue;
    result =
      result === nobody
        ? named
        : { direct: or(result.direct, named.direct), role: or(result.role, named.role), account: or(result.account, named.account) };
  }
  return result;
}

/** The best of the three. */
export function namedAtAll(named: Named): Tri {
  return or(named.direct, or(named.role, named.account));
}

/**
 * Everybody but those listed. With Deny a user is left out by its own ARN; a role session only by its
 * session, role and account ARNs together; and a caller with a permissions boundary never is.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
function compileNotPrincipal(entries: readonly PrincipalEntry[], tests: readonly PrincipalTest[], context: CompileContext): PrincipalTest {
  const outcome = (listed: Tri): Named => (listed === YES ? nobody : listed === NO ? everybody : maybeDirect);
  if (context.effect === 'Allow') return (request) => outcome(namedAtAll(joined(tests, request)));
  const listsEveryone = entries.some(({ pattern }) => pattern.kind === 'anyone' && (pattern.of === 'all' || pattern.of === 'AWS'));
  return (request) => {
    if (request.hasBoundary) return everybody;
    if (listsEveryone) return nobody;
    const named = joined(tests, request);
    const { principal } = request;
    if (principal.kind !== 'roleSession') return outcome(principal.kind === 'root' ? namedAtAll(named) : named.direct);
    const session = principal.sessionName === undefined ? YES : named.direct;
    return outcome(and(session, and(named.role, named.account)));
  };
}

function compileEntry({ pattern }: PrincipalEntry, context: CompileContext): PrincipalTest {
  if (pattern.kind === 'unresolved') return compileUnresolved(pattern, context);
  return (request) => namedBy(pattern, request);
}

function namedBy(pattern: Exclude<PrincipalPattern, { kind: 'unresolved' }>, request: RequestView): Named {
  const { principal } = request;
  switch (pattern.kind) {
    case 'anyone':
      return isOfType(principal, pattern.of) ? everybody : nobody;
    case 'account':
      return 'accountId' in principal && principal.accountId === pattern.accountId && principal.kind !== 'federated' ? byAccount : nobody;
    case 'user':
      return direct(principal.kind === 'user' && principal.arn === pattern.arn);
    case 'role':
      return principal.kind === 'roleSession' && isSameRole(principal, pattern) ? byRole : nobody;
    case 'assumedRole':
      return principal.kind === 'roleSession' ? namedSession(principal, pattern, request) : nobody;
    case 'federatedUser':
      return direct(principal.kind === 'federatedUser' && principal.arn === pattern.arn);
    case 'service':
      return direct(principal.kind === 'service' && principal.service === pattern.service);
    case 'federated':
      return direct(principal.kind === 'federated' && principal.provider === pattern.provider);
    case 'canonicalUser':
      return direct(principal.kind === 'canonicalUser' && principal.id === pattern.id);
    case 'otherArn':
      return direct(principal.kind === 'otherArn' && principal.arn === pattern.arn);
    case 'uniqueId':
    case 'invalid':
      return nobody;
  }
}

function direct(named: boolean): Named {
  return named ? everybody : nobody;
}

function isOfType(principal: RequestPrincipal, type: PrincipalType | 'all'): boolean {
  switch (type) {
    case 'all':
    case 'AWS':
      return true;
    case 'Service':
      return principal.kind === 'service';
    case 'Federated':
      return principal.kind === 'federated';
    case 'CanonicalUser':
      return principal.kind === 'canonicalUser';
  }
}

type RoleSession = Extract<RequestPrincipal, { kind: 'roleSession' }>;

/** A session's ARN leaves out the role's path; role names are unique in an account whatever their path. */
function isSameRole(principal: RoleSession, pattern: { readonly arn: string; readonly accountId: string; readonly name: string }): boolean {
  if (principal.roleArn === pattern.arn) return true;
  return principal.sessionName !== undefined && principal.accountId === pattern.accountId && principal.roleName === pattern.name;
}

/** A caller given as a role is some session of it, perhaps this one. */
function namedSession(principal: RoleSession, pattern: Extract<PrincipalPattern, { kind: 'assumedRole' }>, request: RequestView): Named {
  if (principal.sessionArn !== undefined) return direct(principal.sessionArn === pattern.arn);
  if (principal.accountId !== pattern.accountId || principal.roleName !== pattern.roleName) return nobody;
  request.noted?.add('session name');
  return maybeDirect;
}

/** What an entry could have said to name the caller, tried against what the template tells of it. */
function compileUnresolved(pattern: Extract<PrincipalPattern, { kind: 'unresolved' }>, context: CompileContext): PrincipalTest {
  const options = { wildcards: false, variables: 'none' } as const;
  const test = compilePattern(parsePattern(pattern.text, options), options, context);
  const mayBeEveryone = pattern.text.every((part) => typeof part !== 'string' && admitsWildcards(part));
  return (request) => {
    let result = nobody;
    for (const name of namesOf(request.principal, pattern.of)) {
      if (name.text === '*' && !mayBeEveryone) continue;
      const matched = test(name.text, request);
      if (matched !== NO) result = { ...result, [name.naming]: or(result[name.naming], matched) };
    }
    return result;
  };
}

/** Text that AWS makes has none. */
function admitsWildcards({ shape }: UnknownValue): boolean {
  switch (shape.kind) {
    case 'anyText':
    case 'oneOf':
    case 'matching':
      return true;
    case 'plain':
    case 'accountId':
    case 'region':
    case 'partition':
      return false;
  }
}

interface Name {
  readonly text: string;
  readonly naming: Naming;
}

function namesOf(principal: RequestPrincipal, type: PrincipalType): readonly Name[] {
  const names: Name[] = [];
  if (type === 'AWS' || isOfType(principal, type)) names.push({ text: '*', naming: 'direct' });
  switch (principal.kind) {
    case 'anonymous':
      return names;
    case 'service':
      return type === 'Service' ? [...names, { text: principal.service, naming: 'direct' }] : names;
    case 'federated':
      return type === 'Federated' ? [...names, { text: principal.provider, naming: 'direct' }] : names;
    case 'canonicalUser':
      return type === 'CanonicalUser' ? [...names, { text: principal.id, naming: 'direct' }] : names;
    case 'root':
    case 'user':
    case 'federatedUser':
    case 'otherArn':
    case 'roleSession':
      break;
  }
  if (type !== 'AWS') return names;
  if (principal.kind === 'roleSession') {
    names.push({ text: principal.roleArn, naming: 'role' });
    if (principal.sessionArn !== undefined) names.push({ text: principal.sessionArn, naming: 'direct' });
  } else if (principal.kind !== 'root') names.push({ text: principal.arn, naming: 'direct' });
  if (principal.accountId !== undefined) {
    const partition = 'partition' in principal ? principal.partition : 'aws';
    names.push({ text: principal.accountId, naming: 'account' }, { text: `arn:${partition}:iam::${principal.accountId}:root`, naming: 'account' });
  }
  return names;
}
