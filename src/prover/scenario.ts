import type { Policy } from '../model/policy.ts';
import { parseRequestPrincipal, type RequestPrincipal } from '../model/request-principal.ts';
import type { AccessRequest } from '../model/access-request.ts';
import type { PolicySet } from '../model/policy-set.ts';
import type { Vocabulary } from './vocabulary.ts';
import { policiesOf } from './layers.ts';

/** An action that is asked for by its name. */
export interface NamedAction {
  /** Lower case. */
  readonly id: string;
  /** As AWS writes it. */
  readonly text: string;
  readonly supportsRcp: boolean;
}

/** What everything else of a request depends on: who asks, from where, and for which action. */
export interface Asked {
  readonly principal: RequestPrincipal;
  /** The caller's account is the resource's. */
  readonly sameAccount: boolean;
  /** Undefined: any action that no policy names in full. */
  readonly action: NamedAction | undefined;
}

/** A class of callers that the policies can't tell apart, but by condition keys. */
export interface CallerClass {
  /** One of them. */
  readonly principal: RequestPrincipal;
  /** As a request names it. */
  readonly text: AccessRequest['principal'];
  /** There is no other in the class. */
  readonly exact: boolean;
  /** The account of all of them; undefined where it is any that the policies don't mention. */
  readonly account: string | undefined;
  readonly sameAccount: boolean;
}

export interface Callers {
  readonly classes: readonly CallerClass[];
  /** Accounts that the policies mention. */
  readonly accounts: readonly string[];
  /** ARNs of callers that the policies name. */
  readonly named: ReadonlySet<string>;
}

const spareAccounts = ['111122223333', '444455556666', '777788889999', '123456789012', '210987654321'] as const;

/** Accounts that only conditions mention, beyond these, are left to the caller of some other account. */
const accountLimit = 8;

/**
 * The classes of callers that a question is about. A set that grants by identity-based policies is about
 * whoever holds them: a user, or a session of a role (or, under session policies, a federated user). One
 * that grants by a resource-based policy alone is about everybody, but for the root user of the
 * resource's own account, who needs no policy at all.
 */
export function callersOf(granting: readonly PolicySet<Policy>[], sets: readonly PolicySet<Policy>[], vocabulary: Vocabulary): Callers {
  const policies = sets.flatMap(policiesOf);
  const holders =
    granting.some(({ identityPolicies }) => identityPolicies !== undefined) || granting.every(({ resourcePolicy }) => resourcePolicy === undefined);
  const named = new Map<string, AccessRequest['principal']>();
  const accounts = new Set<string>();
  const compared = new Set<string>();
  const name = (key: string, text: AccessRequest['principal'], account?: string): void => {
    named.set(key, text);
    if (account !== undefined) accounts.add(account);
  };
  for (const { statements } of policies) {
    for (const { principal, conditions } of statements) {
      for (const { pattern } of principal?.entries ?? []) {
        switch (pattern.kind) {
          case 'account':
            accounts.add(pattern.accountId);
            break;
          case 'user':
          case 'role':
          case 'assumedRole':
          case 'federatedUser':
            name(pattern.arn, pattern.arn, pattern.accountId);
            break;
          case 'otherArn':
            name(pattern.arn, pattern.arn);
            break;
          case 'service':
            name(pattern.service, { Service: pattern.service });
            break;
          case 'federated':
            name(pattern.provider, { Federated: pattern.provider });
            break;
          case 'canonicalUser':
            name(pattern.id, { CanonicalUser: pattern.id });
            break;
          case 'anyone':
          case 'uniqueId':
          case 'unresolved':
          case 'invalid':
            break;
        }
      }
      for (const clause of conditions) {
        if (clause.kind !== 'test' || !isCallerKey(clause.key.id)) continue;
        for (const { pattern } of clause.values) for (const account of pattern.text.match(/(?<!\d)\d{12}(?!\d)/g) ?? []) compared.add(account);
      }
    }
  }
  const known = [...new Set([...accounts, ...[...compared].slice(0, accountLimit)])].filter((account) => /^\d{12}$/.test(account));
  const spare = spareAccounts.find((account) => !accounts.has(account) && !compared.has(account)) ?? '999999999999';
  const asksWho = named.size > 0 || known.length > 0 || [...vocabulary.keys.keys()].some(isCallerKey) || !holders;
  const crossing = sets.some(({ resourcePolicy }) => resourcePolicy !== undefined);
  const relations = crossing ? [true, false] : [true];
  const classes: CallerClass[] = [];
  const add = (text: AccessRequest['principal'], exact: boolean, account: string | undefined): void => {
    const parsed = parseRequestPrincipal(text);
    if (!parsed.ok) return;
    const { principal } = parsed;
    if (holders && !canHoldPolicies(principal, granting)) return;
    const relevant = principal.kind === 'root' ? [false] : hasOwnAccount(principal) ? relations : [true];
    for (const sameAccount of relevant) classes.push({ principal, text, exact, account, sameAccount });
  };
  for (const account of asksWho ? [undefined, ...known] : [undefined]) {
    const id = account ?? spare;
    add(`arn:aws:iam::${id}:user/${unused('alice', named)}`, false, account);
    // Without a word about callers, users and roles fare alike; federated users only differ by their sessions.
    if (!asksWho && !sets.some(({ serviceControlPolicies, sessionPolicies }) => serviceControlPolicies !== undefined || sessionPolicies !== undefined)) break;
    add(`arn:aws:iam::${id}:role/${unused('example-role', named)}`, false, account);
    if (!holders) add(`arn:aws:iam::${id}:role/aws-service-role/example.amazonaws.com/AWSServiceRoleForExample`, false, account);
    add(`arn:aws:iam::${id}:root`, true, account);
    add(`arn:aws:sts::${id}:federated-user/${unused('alice', named)}`, false, account);
  }
  if (!holders) {
    add('anonymous', true, undefined);
    add({ Service: unused('example.amazonaws.com', named) }, false, undefined);
    add({ Federated: unused('idp.example.com', named) }, false, undefined);
    add({ CanonicalUser: unused('79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be', named) }, false, undefined);
  }
  const session = unused('example-session', named);
  const others = [...named.values()].flatMap((text) => otherSession(text, session) ?? []);
  for (const text of new Set([...named.values(), ...others])) {
    const parsed = parseRequestPrincipal(text);
    add(text, true, parsed.ok && 'accountId' in parsed.principal ? parsed.principal.accountId : undefined);
  }
  return { classes, accounts: known, named: new Set(named.keys()) };
}

/** Of a role whose session is named, one that is not: the role's ARN leaves open which session it is. */
function otherSession(text: AccessRequest['principal'], name: string): string | undefined {
  return typeof text === 'string' && text.includes(':assumed-role/') ? text.replace(/[^/]*$/, name) : undefined;
}

function unused(name: string, named: ReadonlyMap<string, unknown>): string {
  let candidate = name;
  for (let suffix = 2; [...named.keys()].some((text) => text.endsWith(candidate)); suffix += 1) candidate = name.replace(/^[a-z-]+/, (word) => `${word}${suffix}`);
  return candidate;
}

const callerKeys = /^(?:aws:(?:principal(?!orgid|orgpaths|tag\/)|username|userid)|kms:calleraccount)/;

/** Keys whose value follows from the caller. */
export function isCallerKey(id: string): boolean {
  return callerKeys.test(id);
}

function canHoldPolicies(principal: RequestPrincipal, sets: readonly PolicySet<Policy>[]): boolean {
  if (principal.kind === 'user' || principal.kind === 'roleSession') return true;
  return principal.kind === 'federatedUser' && sets.some(({ sessionPolicies }) => sessionPolicies !== undefined);
}

/** Callers of whom it makes a difference whether the resource is of their account. */
export function hasOwnAccount(principal: RequestPrincipal): boolean {
  switch (principal.kind) {
    case 'user':
    case 'roleSession':
    case 'federatedUser':
    case 'root':
      return true;
    case 'otherArn':
      return principal.accountId !== undefined;
    case 'anonymous':
    case 'federated':
    case 'service':
    case 'canonicalUser':
      return false;
  }
}
