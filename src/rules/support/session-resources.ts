import { literalText, type Pattern } from '../../model/pattern.ts';
import { arnPattern, arnsMeet, meetsArn } from './arn-meet.ts';
import type { ConditionTest, Statement } from '../../model/policy.ts';
import type { RuleSource } from '../rule.ts';
import { demands, knownValues, testOf } from './condition-tests.ts';
import { covering } from './covering-entry.ts';
import type { ActionEntryView, ResourceEntryView, StatementView } from './statement-view.ts';
import { isUnconditional, isWithheld } from './withheld.ts';

const INSTANCES = ['arn:*:ec2:*:*:instance/*', 'arn:*:ssm:*:*:managed-instance/*', 'arn:*:ecs:*:*:task/*'].map(arnPattern);
const SESSIONS = arnPattern('arn:*:ssm:*:*:session/*');

export const START_SESSION = 'ssm:StartSession';

/** The entry of an Allow statement's Action that covers an action of Systems Manager by name or by a pattern; not `*`. */
export function allowingEntry(view: StatementView, action: string): ActionEntryView | undefined {
  const { statement, actions } = view;
  if (statement.effect !== 'Allow' || statement.action.kind !== 'Action' || statement.resource?.kind !== 'Resource') return undefined;
  const covers = covering(action);
  return actions.find((entry) => !entry.all && covers(entry));
}

/** The statements of a policy that let sessions be started, and that no Deny or boundary takes back. */
export function startingSessions(statements: readonly StatementView[], source: RuleSource): readonly StatementView[] {
  const takesBack = (deny: Statement): boolean => isUnconditional(deny) && deny.resource?.kind === 'Resource';
  return statements.filter((view) => allowingEntry(view, START_SESSION) !== undefined && !isWithheld(START_SESSION, view.statement, source, takesBack));
}

export function meetsInstances(resource: ResourceEntryView): boolean {
  return INSTANCES.some((template) => meetsArn(resource, template));
}

export function meetsSessions(resource: ResourceEntryView): boolean {
  return meetsArn(resource, SESSIONS);
}

/** What stands behind `document/`, for an ARN of a document. */
export function documentName({ arn }: ResourceEntryView): string | undefined {
  const text = arn?.resource.text;
  return text?.startsWith('document/') === true ? text.slice('document/'.length) : undefined;
}

/** Whether a name, or all that a pattern of names stands for, is of a document that AWS owns. */
export function isDocumentOfAws(name: string): boolean {
  return /^(?:AWS|Amazon)[A-Za-z]*-/.test(name);
}

/** Whether a statement may allow sessions to be started in a way that a template leaves open. */
export function mayStart({ statement, actions }: StatementView): boolean {
  return statement.effect !== 'Deny' && actions.some(({ text }) => text === undefined);
}

/** Whether a template leaves open of which resource, or of which document, an ARN is. */
export function isOpen({ unresolved, arn }: ResourceEntryView): boolean {
  return unresolved && (arn === undefined || [arn.service, arn.resource].some(({ parts }) => parts.some((part) => part.kind === 'unresolved')));
}

/** What a session runs that names no document: a shell, and what else the account's preferences say. */
export function isDefaultDocument(resource: ResourceEntryView): boolean {
  const account = resource.arn === undefined ? undefined : literalText(resource.arn.account);
  return documentName(resource) === 'SSM-SessionManagerRunShell' && account !== '';
}

/** Whether the statement lets a session in only if its document is allowed too. */
export function checksDocument(view: StatementView): boolean {
  const test = testOf(view, 'ssm:sessiondocumentaccesscheck');
  return test !== undefined && (knownValues(test).length === 0 || knownValues(test).includes('true'));
}

/** A condition that asks the resource for a tag of the customer's; those that Session Manager gives to sessions are none. */
export function tagTest({ tests }: StatementView): ConditionTest | undefined {
  return tests.find((test) => /^(?:aws|ssm):resourcetag\/(?!aws:)/.test(test.key.id) && demands(test));
}

/** Whether an ARN pattern stands for a document of AWS's own, whose account field is empty. */
export function meetsDocument(pattern: Pattern, name: string): boolean {
  return arnsMeet(pattern, arnPattern(`arn:*:ssm:*::document/${name}`));
}
