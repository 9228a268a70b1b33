import type { TrailEvent } from './event.ts';

/** Which events of a log count. */
export interface TrailSelection {
  /** The ARN of a user, of a role (all of its sessions count), or of one session. */
  readonly principal?: string;
  /** The name of a role session. */
  readonly session?: string;
  /** ISO times in UTC, to the second: `2026-01-31T00:00:00Z`. `until` itself is too late. */
  readonly since?: string;
  readonly until?: string;
}

/** Whether an event is one of those that count. */
export function isSelected({ caller, first, last }: TrailEvent, { principal, session, since, until }: TrailSelection): boolean {
  if (session !== undefined && sessionOf(caller.arn)?.name !== session) return false;
  if (since !== undefined && last < since) return false;
  if (until !== undefined && first >= until) return false;
  return principal === undefined || isCaller(caller.arn, caller.issuer, principal);
}

/** Whether a caller is the principal, or a session of it. */
function isCaller(arn: string, issuer: string, principal: string): boolean {
  if (arn === principal || issuer === principal) return true;
  const role = roleOf(principal);
  const session = sessionOf(arn);
  // An event without an issuer names the role in the session's ARN, where its path is left out.
  return issuer === '' && role !== undefined && session?.account === role.account && session.role === role.name;
}

interface RoleSession {
  readonly account: string;
  readonly role: string;
  readonly name: string;
}

/**
 * The parts of `arn:aws:sts::111122223333:assumed-role/role/session`.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
 */
export function sessionOf(arn: string): RoleSession | undefined {
  const [, account, role, name] = /^arn:[^:]+:sts::(\d{12}):assumed-role\/([^/]+)\/(.+)$/.exec(arn) ?? [];
  return account === undefined || role === undefined || name === undefined ? undefined : { account, role, name };
}

/** The account and the name, without the path, of a role's ARN. */
export function roleOf(arn: string): { readonly account: string; readonly name: string } | undefined {
  const [, account, name] = /^arn:[^:]+:iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/.exec(arn) ?? [];
  return account === undefined || name === undefined ? undefined : { account, name };
}
