import type { PrincipalElement, Statement } from '../model/policy.ts';
import type { StatementReference } from '../model/evaluation.ts';
import type { PrincipalEntry, PrincipalPattern, PrincipalType } from '../model/principal.ts';
import type { RequestPrincipal } from '../model/request-principal.ts';
import { FALSE, TRUE, type Formula } from './formula.ts';
import { opaque, type Question } from './question.ts';

/**
 * Whether a statement names the caller, by how: itself or as everyone, by its role, or by its account.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
export interface Naming {
  readonly direct: Formula;
  readonly role: Formula;
  readonly account: Formula;
}

const nobody: Naming = { direct: FALSE, role: FALSE, account: FALSE };
const directly: Naming = { direct: TRUE, role: FALSE, account: FALSE };
const byRole: Naming = { direct: FALSE, role: TRUE, account: FALSE };
const byAccount: Naming = { direct: FALSE, role: FALSE, account: TRUE };

export interface Caller {
  readonly principal: RequestPrincipal;
  readonly hasBoundary: boolean;
}

export function anyNaming({ formulas }: Question, { direct, role, account }: Naming): Formula {
  return formulas.or([direct, role, account]);
}

export function naming(reference: StatementReference, caller: Caller, question: Question): Naming {
  const { statement } = reference;
  const { principal } = statement;
  if (principal === undefined) return directly;
  const { formulas } = question;
  const each = principal.entries.map((entry) => namingOf(entry, caller, reference, question));
  const joined: Naming = {
    direct: formulas.or(each.map(({ direct }) => direct)),
    role: formulas.or(each.map(({ role }) => role)),
    account: formulas.or(each.map(({ account }) => account)),
  };
  return principal.kind === 'Principal' ? joined : notNaming(principal, joined, statement, caller, question);
}

/**
 * Everybody but those listed. With Deny a role session is left out only by its session, role and account
 * together, and a caller with a permissions boundary never is.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
function notNaming({ entries }: PrincipalElement, listed: Naming, { effect }: Statement, caller: Caller, question: Question): Naming {
  const { formulas } = question;
  const outcome = (named: Formula): Naming => ({ direct: formulas.not(named), role: FALSE, account: FALSE });
  if (effect === 'Allow') return outcome(anyNaming(question, listed));
  if (caller.hasBoundary) return directly;
  if (entries.some(({ pattern }) => pattern.kind === 'anyone' && (pattern.of === 'all' || pattern.of === 'AWS'))) return nobody;
  const { principal } = caller;
  if (principal.kind === 'root') return outcome(anyNaming(question, listed));
  if (principal.kind !== 'roleSession') return outcome(listed.direct);
  const session = principal.sessionName === undefined ? TRUE : listed.direct;
  return outcome(formulas.and([session, listed.role, listed.account]));
}

function namingOf({ pattern, text }: PrincipalEntry, { principal }: Caller, reference: StatementReference, question: Question): Naming {
  if (pattern.kind !== 'unresolved') return namedBy(pattern, principal);
  // Which of the three it would be hangs on the text, so all are left open.
  const reason = {
    construct: 'templateValue',
    message: `the template does not tell the principal \`${text}\``,
    statement: reference,
    loc: reference.statement.principal?.loc ?? reference.statement.loc,
  };
  const fact = (how: string): Formula => opaque(question, `principal ${how} ${pattern.of} ${text} ${JSON.stringify(principal)}`, reason);
  return { direct: fact('direct'), role: fact('role'), account: fact('account') };
}

function namedBy(pattern: Exclude<PrincipalPattern, { kind: 'unresolved' }>, principal: RequestPrincipal): Naming {
  const direct = (named: boolean): Naming => (named ? directly : nobody);
  switch (pattern.kind) {
    case 'anyone':
      return direct(isOfType(principal, pattern.of));
    case 'account':
      return principal.kind !== 'federated' && 'accountId' in principal && principal.accountId === pattern.accountId ? byAccount : nobody;
    case 'user':
    case 'federatedUser':
    case 'otherArn':
      return direct(principal.kind === pattern.kind && principal.arn === pattern.arn);
    case 'role':
      return principal.kind === 'roleSession' && isRole(principal, pattern) ? byRole : nobody;
    case 'assumedRole':
      return direct(principal.kind === 'roleSession' && principal.sessionArn === pattern.arn);
    case 'service':
      return direct(principal.kind === 'service' && principal.service === pattern.service);
    case 'federated':
      return direct(principal.kind === 'federated' && principal.provider === pattern.provider);
    case 'canonicalUser':
      return direct(principal.kind === 'canonicalUser' && principal.id === pattern.id);
    case 'uniqueId':
    case 'invalid':
      return nobody;
  }
}

/** A session's ARN has no path, and role names are unique in an account. */
function isRole(principal: RequestPrincipal & { readonly kind: 'roleSession' }, pattern: PrincipalPattern & { readonly kind: 'role' }): boolean {
  if (principal.roleArn === pattern.arn) return true;
  return principal.sessionName !== undefined && principal.accountId === pattern.accountId && principal.roleName === pattern.name;
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
