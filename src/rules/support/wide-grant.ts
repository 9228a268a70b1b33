import type { ActionEntryView, StatementView } from './statement-view.ts';
import { covers } from './pattern-cover.ts';
import { literalPattern } from '../../model/pattern.ts';

/** How a statement that allows one sensitive action comes to do so. */
export interface WideGrant {
  readonly by: 'action' | 'actionWildcard' | 'notAction';
  /** The entry that covers it; none when NotAction leaves it in. */
  readonly entry?: ActionEntryView;
  readonly resources: 'wildcard' | 'notResource';
}

/**
 * Whether an Allow statement gives an action of IAM on roles that nobody has listed: on a wildcard
 * where the role's name should be, or with NotResource.
 */
export function wideGrant(view: StatementView, action: string): WideGrant | undefined {
  const { statement } = view;
  if (statement.effect !== 'Allow') return undefined;
  const wanted = literalPattern(action);
  const entry = view.actions.find((candidate) => covers(candidate.entry.pattern, wanted, { ignoreCase: true }));
  const negated = statement.action.kind === 'NotAction';
  if (negated === (entry !== undefined)) return undefined;
  if (negated && view.actions.some((candidate) => candidate.text === undefined)) return undefined;
  const resources = wideResources(view);
  if (resources === undefined) return undefined;
  if (negated || entry === undefined) return { by: 'notAction', resources };
  return { by: entry.wildcard ? 'actionWildcard' : 'action', entry, resources };
}

function wideResources({ statement, resources }: StatementView): WideGrant['resources'] | undefined {
  if (statement.resource === undefined) return undefined;
  if (statement.resource.kind === 'NotResource') return 'notResource';
  return resources.some((resource) => resource.all || (resource.arn !== undefined && isAnyRole(resource.arn.resource.text))) ? 'wildcard' : undefined;
}

/** A prefix of the name, as AWS's services give it to their roles (`role/Service*`), is a limit. */
function isAnyRole(resource: string): boolean {
  return /^(?:\*|role\/?\*|role\/\*.*)$/.test(resource) && !/[^*/]/.test(resource.replace(/^role/, ''));
}
