import { literalPattern } from '../../model/pattern.ts';
import type { ConditionTest, Policy, Statement } from '../../model/policy.ts';
import type { SourcePrincipal } from '../../model/policy-source.ts';
import type { RuleSource } from '../rule.ts';
import { arnsMeet } from './arn-meet.ts';
import { isBroad, NO_LIMITS } from './broad-grant.ts';
import { asksForAbsence, knownValues, traitsOf, trueWhenAbsent } from './condition-tests.ts';
import { boundaryOf, granteesOf, heldPolicies } from './held-policies.ts';
import { parseIpRange } from './ip-range.ts';
import { actionPatternCovers, sphereMayCover } from './statement-cover.ts';
import { ResourceEntryView } from './statement-view.ts';

/**
 * Whether an action that a statement allows is kept from its holder all the same, or bounded to some resources
 * or requests: by a Deny of the same policy, or, of everybody who is seen to hold it, by one of another policy or
 * by a boundary that doesn't let it through. A malformed Deny keeps nothing back, for AWS doesn't take it.
 *
 * @param counts which Deny statements do so, as far as their conditions say
 */
export function isWithheld(action: string, statement: Statement, source: RuleSource, counts: (deny: Statement) => boolean = limits): boolean {
  const denies = (policy: Policy | undefined): boolean =>
    policy?.statements.some((deny) => deny.effect === 'Deny' && deny.problems.length === 0 && counts(deny) && reaches(deny, action, statement)) === true;
  if (denies(source.policy)) return true;
  const holders = granteesOf(source);
  return holders.length > 0 && holders.every((holder) => isBounded(holder, action, statement, denies) || heldPolicies(holder).some(({ policy }) => denies(policy)));
}

/** A Deny without conditions, as far as a template tells. */
export function isUnconditional({ conditions }: Statement): boolean {
  return conditions.every(({ kind }) => kind !== 'test');
}

/** A Deny under conditions leaves what they spare, which is bounded where each of them spares some requests only. */
function limits({ conditions }: Statement): boolean {
  return conditions.every((condition) => condition.kind !== 'test' || sparesSome(condition));
}

/**
 * Whether a condition of a Deny bites all requests but some, those without the key among them: what it leaves is
 * what an Allow under the opposite condition would give. Some conditions spare everyone.
 */
export function sparesSome(test: ConditionTest): boolean {
  if (NO_LIMITS.has(test.key.id)) return false;
  if (test.operator.name === 'Null') return asksForAbsence(test) !== false;
  if (trueWhenAbsent(test) === false) return false;
  const { family, negated } = traitsOf(test);
  // What begins with a wildcard, or is every address, spares too much.
  if (negated) return !test.values.some(({ pattern }) => pattern.parts[0]?.kind === 'anyRun' || parseIpRange(pattern.text)?.prefixLength === 0);
  return family === 'numeric' || (family === 'bool' && !knownValues(test).some((text) => text.toLowerCase() === 'true'));
}

function reaches(deny: Statement, action: string, statement: Statement): boolean {
  const entries = statement.action.entries.slice(0, 1).map((entry) => ({ ...entry, pattern: literalPattern(action) }));
  if (sphereMayCover(deny, { ...statement, action: { ...statement.action, kind: 'Action', entries } })) return true;
  // What `NotResource` leaves of any resource at all are those that it lists.
  return deny.resource?.kind === 'NotResource' && covers(deny, action) && isBroadOn(statement, action) && !hasBroadEntry(deny, action);
}

/** A boundary that can be read, and denies the action or doesn't allow it on what the statement is about. */
function isBounded(holder: SourcePrincipal, action: string, statement: Statement, denies: (policy: Policy) => boolean): boolean {
  const boundary = boundaryOf(holder);
  if (boundary === undefined || boundary.unseen.length > 0) return false;
  return denies(boundary) || !boundary.statements.some((allow) => allow.effect === 'Allow' && covers(allow, action) && letsThrough(allow, action, statement));
}

/** Whether a boundary's Allow leaves the resources open as the statement does, or has some of those that it names. */
function letsThrough(allow: Statement, action: string, statement: Statement): boolean {
  if (isBroadOn(allow, action)) return true;
  if (isBroadOn(statement, action)) return false;
  return allow.resource?.entries.some((entry) => statement.resource?.entries.some((other) => arnsMeet(entry.pattern, other.pattern))) === true;
}

function isBroadOn(statement: Statement, action: string): boolean {
  return statement.resource?.kind !== 'Resource' || hasBroadEntry(statement, action);
}

function hasBroadEntry({ resource }: Statement, action: string): boolean {
  return resource?.entries.some((entry) => isBroad(new ResourceEntryView(entry), action)) === true;
}

function covers({ action: { kind, entries } }: Statement, action: string): boolean {
  const wanted = literalPattern(action);
  return entries.some(({ pattern }) => actionPatternCovers(pattern, wanted)) === (kind === 'Action');
}
