import type { Pattern } from '../../model/pattern.ts';
import { arnPattern, arnsMeet, meetsArn } from './arn-meet.ts';
import { covering } from './covering-entry.ts';
import type { ActionEntryView, ResourceEntryView, StatementView } from './statement-view.ts';

const INSTANCES = ['arn:*:ec2:*:*:instance/*', 'arn:*:ssm:*:*:managed-instance/*', 'arn:*:ecs:*:*:task/*'].map(arnPattern);
const SESSIONS = arnPattern('arn:*:ssm:*:*:session/*');

/** The entry of an Allow statement's Action that covers an action of Systems Manager by name or by a pattern; not `*`. */
export function allowingEntry(view: StatementView, action: string): ActionEntryView | undefined {
  const { statement, actions } = view;
  if (statement.effect !== 'Allow' || statement.action.kind !== 'Action' || statement.resource?.kind !== 'Resource') return undefined;
  const covers = covering(action);
  return actions.find((entry) => !entry.all && covers(entry));
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

/** Whether an ARN pattern stands for a document of AWS's own, whose account field is empty. */
export function meetsDocument(pattern: Pattern, name: string): boolean {
  return arnsMeet(pattern, arnPattern(`arn:*:ssm:*::document/${name}`));
}
