import type { ConditionDocument, StatementDocument } from '../../model/generated/policy-document.generated.ts';
import { action as knownAction } from '../../reference/index.ts';
import type { AccessLevel } from '../../reference/index.ts';
import type { Dropped, Environment, Generation, Permission, Unknown, Unscoped } from '../permission.ts';
import { onlyReads, type ActionUse, type Collected, type LeftOut } from './collector.ts';
import { byCodeUnit } from './event.ts';
import { roleOf, sessionOf, type TrailSelection } from './selection.ts';

export interface TrailPolicyOptions extends TrailSelection {
  /** Actions that only read, those that don't, or (without) all. */
  readonly only?: 'read' | 'write';
}

const PASS_ROLE_PAGE = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html';
const DATA_EVENTS_PAGE = 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html';

/** What events showed, as the permissions of whoever made them. */
export function trailPolicy(collected: Collected, options: TrailPolicyOptions): Generation {
  const environment = environmentOf(collected, options);
  const wanted = collected.uses.filter(({ action }) => options.only === undefined || onlyReads(action) === (options.only === 'read'));
  const permissions = wanted.map(permissionOf).sort((a, b) => byCodeUnit(permissionKey(a), permissionKey(b)));
  const unwanted = collected.uses.filter((use) => !wanted.includes(use));
  return {
    kind: 'cloudtrail',
    title: titleOf(options),
    environment,
    permissions,
    unscoped: wanted.flatMap(unscopedOf).sort((a, b) => byCodeUnit(`${a.action} ${a.resources.join(' ')}`, `${b.action} ${b.resources.join(' ')}`)),
    dropped: [
      ...collected.leftOut.map(({ subject, why, notNeeded, events }): Dropped => ({ action: subject, why: `${why}: ${events.describe()}`, ...(notNeeded === undefined ? {} : { notNeeded }) })),
      ...unwanted.map(({ action, events }): Dropped => ({ action, why: `${options.only === 'read' ? 'it does more than read' : 'it only reads'}: ${events.describe()}` })),
    ].sort((a, b) => byCodeUnit(`${a.action}\n${a.why}`, `${b.action}\n${b.why}`)),
    unknown: [...collected.unknown.map(unknownOf).sort((a, b) => byCodeUnit(`${a.subject}\n${a.why}`, `${b.subject}\n${b.why}`)), dataEvents()],
    exceptions: [
      {
        ruleId: 'privilege-escalation',
        reason: 'the events show that the principal does what others could use to gain more: whether it has to is for whoever reads the policy',
      },
      {
        ruleId: 'session-document-check',
        actions: ['ssm:startsession'],
        reason: 'an event without a document is a session with the default one: whether only the documents that were named are meant is for whoever reads the policy',
      },
    ],
    atMost: boundOf(wanted),
  };
}

function titleOf({ principal, session, only }: TrailPolicyOptions): string {
  const who = [...(principal === undefined ? [] : [principal]), ...(session === undefined ? [] : [`the session ${session}`])].join(', ');
  const what = only === undefined ? '' : only === 'read' ? ', what only reads' : ', what does more than read';
  return `what ${who === '' ? 'the callers' : who} did by CloudTrail's events${what}`;
}

function environmentOf({ accounts, regions }: Collected, { principal }: TrailPolicyOptions): Environment {
  const account = (principal === undefined ? undefined : (roleOf(principal) ?? sessionOf(principal))?.account) ?? /^arn:[^:]+:[^:]+::(\d{12}):/.exec(principal ?? '')?.[1] ?? single(accounts);
  return { partition: /^arn:([^:]+):/.exec(principal ?? '')?.[1] ?? partitionIn(regions), account: account ?? '*', region: single(regions) ?? '*' };
}

function single(texts: readonly string[]): string | undefined {
  return texts.length === 1 ? texts[0] : undefined;
}

function partitionIn([region = '']: readonly string[]): string {
  return region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

function permissionOf(use: ActionUse): Permission {
  const { action, inferred, events, pages } = use;
  const patterns = use.resources.patterns();
  const permission = { action, resources: patterns.map(({ pattern }) => pattern), ...conditionOf(use) };
  const source = `${events.describe()}${pages.size === 0 ? '' : `; ${[...pages].sort().join(', ')}`}`;
  if (!inferred) return { ...permission, purpose: purposeOf(action), reason: source };
  const reason = `follows from ${source}: the call passes the role, and CloudTrail has no event for that (${PASS_ROLE_PAGE})`;
  const passedTo = use.condition?.[1];
  return { ...permission, purpose: passedTo === undefined ? 'pass roles' : `pass roles to ${passedTo.replace('.amazonaws.com', '')}`, reason, inferred };
}

function conditionOf({ condition }: ActionUse): { readonly condition?: ConditionDocument } {
  return condition === undefined ? {} : { condition: { StringEquals: { [condition[0]]: condition[1] } } };
}

const VERBS: Readonly<Record<AccessLevel, string>> = {
  List: 'read',
  Read: 'read',
  Write: 'write',
  Tagging: 'tag',
  'Permissions management': 'manage permissions of',
};

function purposeOf(action: string): string {
  const level = knownAction(action)?.action.accessLevel ?? 'Write';
  return `${VERBS[level]} ${action.slice(0, action.indexOf(':'))}`;
}

function unscopedOf({ action, condition, inferred, resources }: ActionUse): readonly Unscoped[] {
  const patterns = resources.patterns();
  const whys = [...new Set(patterns.flatMap(({ why }) => why ?? []))].sort();
  const open = whys.map((why): Unscoped => ({ action, resources: patterns.filter((pattern) => pattern.why === why).map(({ pattern }) => pattern), why }));
  if (!inferred || condition !== undefined) return open;
  return [...open, { action, resources: patterns.map(({ pattern }) => pattern), why: 'to which service the role is passed is not known here, so `iam:PassedToService` is not asked for' }];
}

function unknownOf({ subject, why, events }: LeftOut): Unknown {
  return { subject, why: `${why}: ${events.describe()}` };
}

function dataEvents(): Unknown {
  return {
    subject: 'data events',
    why: `a trail has no data events (objects in Amazon S3, items in DynamoDB, invocations of Lambda, …) unless it was told to log them: what it did not log is not in the policy (${DATA_EVENTS_PAGE})`,
  };
}

/** No action that no event needed, and those that came with a condition only with it. */
function boundOf(uses: readonly ActionUse[]): readonly StatementDocument[] {
  const actions = uses.filter(({ condition, inferred }) => condition === undefined && !inferred).map(({ action }) => action);
  const others = uses.filter(({ condition, inferred }) => condition !== undefined || inferred);
  return [
    ...(actions.length === 0 ? [] : [{ Effect: 'Allow', Action: [...actions].sort(byCodeUnit), Resource: '*' } as const]),
    ...others.map((use): StatementDocument => {
      const { condition } = conditionOf(use);
      return { Effect: 'Allow', Action: use.action, Resource: use.resources.patterns().map(({ pattern }) => pattern), ...(condition === undefined ? {} : { Condition: condition }) };
    }),
  ];
}

function permissionKey({ action, condition }: Permission): string {
  return `${action}\n${JSON.stringify(condition ?? {})}`;
}
