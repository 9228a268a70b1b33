import type { ActionEntryView, StatementView } from './statement-view.ts';
import { covering } from './covering-entry.ts';
import type { ConditionTest, Statement } from '../../model/policy.ts';
import type { RuleContext, RuleMessage } from '../rule.ts';
import { traitsOf } from './condition-tests.ts';
import { isOnlyBoundary } from './held-policies.ts';
import { isWithheld, sparesSome } from './withheld.ts';

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
  const entry = view.actions.find(covering(action));
  const negated = statement.action.kind === 'NotAction';
  if (negated === (entry !== undefined)) return undefined;
  if (negated && view.actions.some((candidate) => candidate.text === undefined)) return undefined;
  const resources = wideResources(view, action);
  if (resources === undefined) return undefined;
  if (negated || entry === undefined) return { by: 'notAction', resources };
  return { by: entry.wildcard ? 'actionWildcard' : 'action', entry, resources };
}

/** What a rule about such a grant calls its messages. */
export type WideGrantMessage = 'wildcard' | 'actionWildcard' | 'notAction' | 'notResource' | 'actionWildcardNotResource' | 'notActionNotResource';

const MESSAGES: Readonly<Record<WideGrant['resources'], Readonly<Record<WideGrant['by'], WideGrantMessage>>>> = {
  wildcard: { action: 'wildcard', actionWildcard: 'actionWildcard', notAction: 'notAction' },
  notResource: { action: 'notResource', actionWildcard: 'actionWildcardNotResource', notAction: 'notActionNotResource' },
};

/** What such a rule is about. */
export interface WideGrantQuestion {
  readonly action: string;
  /** The condition key that names the services, in lower case. */
  readonly limitedBy: string;
  readonly messages: Readonly<Record<WideGrantMessage, RuleMessage>>;
}

/**
 * Reports such a grant, unless a condition on the key limits it. What a template leaves open of the conditions may be
 * that one. AWS's check looks at each statement by itself: what no holder can use is reported under its code, as a
 * suggestion.
 */
export function reportWideGrant(view: StatementView, { action, limitedBy, messages }: WideGrantQuestion, { source, report }: RuleContext<WideGrantMessage | 'withheld'>): void {
  const grant = wideGrant(view, action);
  const limits = (test: ConditionTest): boolean => test.key.id === limitedBy && namesServices(test);
  if (grant === undefined || !view.conditionsKnown || view.tests.some(limits)) return;
  const messageId = MESSAGES[grant.resources][grant.by];
  const loc = grant.entry?.entry.loc ?? view.statement.action.keyLoc;
  const keeping = (deny: Statement): boolean => deny.conditions.every((condition) => condition.kind !== 'test' || (condition.key.id === limitedBy && condition.operator.name !== 'Null' && sparesSome(condition)));
  const kept = isOnlyBoundary(source) ? 'this boundary lets through without giving it' : isWithheld(action, view.statement, source, keeping) ? 'only a Deny or a boundary keeps from its holders' : undefined;
  const code = messages[messageId].accessAnalyzerCode;
  if (kept === undefined) report({ messageId, data: { action: grant.entry?.entry.pattern.text ?? '' }, loc });
  else report({ messageId: 'withheld', data: { kept }, loc, ...(code === undefined ? {} : { accessAnalyzerCode: code }) });
}

/**
 * A value that begins with a wildcard is the end of a name and names no service: AWS's list of policies that
 * let roles be created for any service has one with `*a4b.amazonaws.com`.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html
 */
function namesServices(test: ConditionTest): boolean {
  return traitsOf(test).negated || !test.values.some(({ pattern }) => pattern.parts[0]?.kind === 'anyRun');
}

function wideResources({ statement, resources }: StatementView, action: string): WideGrant['resources'] | undefined {
  if (statement.resource === undefined) return undefined;
  if (statement.resource.kind === 'NotResource') return 'notResource';
  return resources.some((resource) => resource.all || (resource.arn !== undefined && isAnyRole(resource.arn.resource.text, action))) ? 'wildcard' : undefined;
}

/**
 * A prefix of the name, as AWS's services give it to their roles (`role/Service*`), is a limit. The path that all
 * service-linked roles have is none for the action that makes them.
 */
function isAnyRole(resource: string, action: string): boolean {
  const path = action === 'iam:CreateServiceLinkedRole' ? resource.replace(/^role\/aws-service-role(?=\/)/, 'role') : resource;
  return /^(?:\*|role\/?\*|role\/\*.*)$/.test(path) && !/[^*/]/.test(path.replace(/^role/, ''));
}
