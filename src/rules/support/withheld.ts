import { literalPattern } from '../../model/pattern.ts';
import type { Policy, Statement } from '../../model/policy.ts';
import type { SourcePrincipal } from '../../model/policy-source.ts';
import type { RuleSource } from '../rule.ts';
import { NO_LIMITS } from './broad-grant.ts';
import { boundaryOf, granteesOf, heldPolicies } from './held-policies.ts';
import { actionPatternCovers, sphereMayCover } from './statement-cover.ts';

/**
 * Whether an action that a statement allows is kept from its holder all the same, or bounded to some resources
 * or requests: by a Deny of the same policy, or, of everybody who is seen to hold it, by one of another policy or
 * by a boundary that doesn't have the action.
 *
 * @param counts which Deny statements do so, as far as their conditions say
 */
export function isWithheld(action: string, statement: Statement, source: RuleSource, counts: (deny: Statement) => boolean = limits): boolean {
  const denies = (policy: Policy | undefined): boolean => policy?.statements.some((deny) => deny.effect === 'Deny' && counts(deny) && reaches(deny, action, statement)) === true;
  if (denies(source.policy)) return true;
  const holders = granteesOf(source);
  return holders.length > 0 && holders.every((holder) => isBounded(action, holder) || heldPolicies(holder).some(({ policy }) => denies(policy)));
}

/** A Deny under a condition leaves what the condition spares, as an Allow with the opposite would; some conditions spare everyone. */
function limits({ conditions }: Statement): boolean {
  return conditions.every((condition) => condition.kind !== 'test' || !NO_LIMITS.has(condition.key.id));
}

function reaches(deny: Statement, action: string, statement: Statement): boolean {
  if (deny.resource?.kind === 'NotResource') return covers(deny, action);
  const entries = statement.action.entries.slice(0, 1).map((entry) => ({ ...entry, pattern: literalPattern(action) }));
  return sphereMayCover(deny, { ...statement, action: { ...statement.action, kind: 'Action', entries } });
}

/** A boundary that can be read, and doesn't allow the action on anything. */
function isBounded(action: string, holder: SourcePrincipal): boolean {
  const boundary = boundaryOf(holder);
  if (boundary === undefined || boundary.unseen.length > 0) return false;
  return !boundary.statements.some((statement) => statement.effect === 'Allow' && covers(statement, action));
}

function covers({ action: { kind, entries } }: Statement, action: string): boolean {
  const wanted = literalPattern(action);
  return entries.some(({ pattern }) => actionPatternCovers(pattern, wanted)) === (kind === 'Action');
}
