import { literalText } from '../../model/pattern.ts';
import type { ConditionTest, Statement } from '../../model/policy.ts';
import type { PrincipalEntry } from '../../model/principal.ts';
import { traitsOf, trueWhenAbsent } from './condition-tests.ts';
import { literalBefore } from './literal-before.ts';
import { isEveryone, principalsOf } from './principals.ts';
import { sphereMayCover } from './statement-cover.ts';
import { StatementView } from './statement-view.ts';

/**
 * Whether Deny statements of the policy keep out whom an Allow lets in as one of its principals, all or all but some:
 * for each of its actions and resources.
 *
 * @param spares which conditions of a Deny leave no more than an Allow under the opposite condition would
 */
export function deniesUnless(allow: StatementView, principal: PrincipalEntry, statements: readonly StatementView[], spares: (test: ConditionTest) => boolean): boolean {
  return deniesEach(
    allow.statement,
    statements.filter((view) => isSound(view.statement) && namesHim(view, principal) && view.tests.every(spares)),
  );
}

/** The same for subjects of tokens: whether all of an Allow's principals are kept to values of a claim that name one customer, as far as those have a wildcard. */
export function deniesOtherSubjects(allow: StatementView, claim: string, namesOne: (before: string) => boolean): boolean {
  const spares = (test: ConditionTest): boolean =>
    test.key.id === claim &&
    traitsOf(test).negated &&
    trueWhenAbsent(test) !== false &&
    test.values.every(({ pattern }) => {
      const before = literalBefore(pattern);
      return before === undefined || namesOne(before);
    });
  const statements = allow.policy.statements.map((statement) => new StatementView(allow.policy, statement));
  const principals = principalsOf(allow);
  return principals.length > 0 && principals.every((principal) => deniesUnless(allow, principal, statements, spares));
}

/** Whether each action on each resource of an Allow is one of some Deny, whoever calls and whatever the conditions are. */
export function deniesEach(allow: Statement, denies: readonly StatementView[]): boolean {
  return denies.length > 0 && pieces(allow).every((piece) => denies.some((deny) => sphereMayCover(deny.statement, piece)));
}

/** A Deny that AWS takes. */
export function isSound({ effect, problems }: Statement): boolean {
  return effect === 'Deny' && problems.length === 0;
}

/** What a template leaves open of a Deny's principals may be this one. */
function namesHim(deny: StatementView, { type, text }: PrincipalEntry): boolean {
  return principalsOf(deny).some((entry) => isEveryone(entry) || entry.pattern.kind === 'unresolved' || (entry.type === type && entry.text === text));
}

/** A statement of one action and one resource for each pair of them. */
function pieces(statement: Statement): readonly Statement[] {
  const { action, resource } = statement;
  const actions = action.kind === 'Action' ? action.entries.filter(({ pattern }) => !WITH_ANOTHER.has(literalText(pattern)?.toLowerCase() ?? '')).map((entry) => ({ ...action, entries: [entry] })) : [action];
  const resources = resource?.kind === 'Resource' ? resource.entries.map((entry) => ({ ...resource, entries: [entry] })) : [resource];
  return actions.flatMap((one) => resources.map((other) => ({ ...statement, action: one, ...(other === undefined ? {} : { resource: other }) })));
}

/** Authorized beside an action that assumes the role, and of no use without it. */
const WITH_ANOTHER: ReadonlySet<string> = new Set(['sts:tagsession', 'sts:setsourceidentity']);
