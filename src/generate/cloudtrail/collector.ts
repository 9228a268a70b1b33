import { action as knownAction, service as knownService } from '../../reference/index.ts';
import { isRefusal } from './denied.ts';
import type { TrailEvent } from './event.ts';
import { resourcesOf } from './event-resources.ts';
import { eventTally, type EventTally } from './event-tally.ts';
import { setsTags } from './further-needs.ts';
import { neededActions, type ActionNeed, type KeyValue } from './needed-actions.ts';
import { passedRoles } from './passed-roles.ts';
import { MOST_RESOURCES, resourceTally, type ResourceTally } from './resource-tally.ts';
import { isSelected, type TrailSelection } from './selection.ts';
import { unclearTally } from './unclear-tally.ts';

export interface CollectOptions extends TrailSelection {
  /** Take refused calls too. */
  readonly includeDenied?: boolean;
  /** Take calls that AWS services made on the principal's behalf too. */
  readonly includeServiceCalls?: boolean;
  /** More names of one kind than this become their common prefix: 20 unless given. */
  readonly maxResources?: number;
}

/** One action, and what is known of its use. */
export interface ActionUse {
  readonly action: string;
  /** A key and its value that it was used with alone. */
  readonly condition?: KeyValue;
  /** It was not seen but follows from what was. */
  readonly inferred: boolean;
  readonly events: EventTally;
  readonly resources: ResourceTally;
  /** Pages that say why the action has another name than the event. */
  readonly pages: Set<string>;
}

/** Events that need nothing, are left out, or can't be read: by what they are, with the reason. */
export interface LeftOut {
  readonly subject: string;
  readonly why: string;
  /** The caller needs nothing for them: told only to whoever asks. */
  readonly notNeeded?: true;
  readonly events: EventTally;
}

export interface Collected {
  readonly uses: readonly ActionUse[];
  /** Left out for a reason: refused, made by a service, in need of no permission. */
  readonly leftOut: readonly LeftOut[];
  /** What the events needed and could not be told. */
  readonly unknown: readonly LeftOut[];
  readonly regions: readonly string[];
  /** Accounts that events were delivered to. */
  readonly accounts: readonly string[];
  readonly events: { readonly read: number; readonly selected: number };
  /** Callers of events that did not count, a few of them, for a message that helps. */
  readonly otherCallers: readonly string[];
}

/** Takes events one by one and keeps what a policy is made from, in space that doesn't grow with their number. */
export interface TrailCollector {
  readonly add: (event: TrailEvent) => void;
  readonly collected: () => Collected;
}

const MOST_CALLERS = 5;

const SERVICE_CALL =
  'an AWS service made these calls; where it did so on behalf of the principal (forward access sessions) the principal needs the permission, and `--include-service-calls` adds it (https://docs.aws.amazon.com/IAM/latest/UserGuide/access_forward_access_sessions.html)';

export function trailCollector(options: CollectOptions): TrailCollector {
  const mostNames = options.maxResources ?? MOST_RESOURCES;
  const uses = new Map<string, ActionUse>();
  const leftOut = new Map<string, LeftOut>();
  const unknown = new Map<string, LeftOut>();
  const unclearRoles = unclearTally(mostNames);
  const regions = new Set<string>();
  const accounts = new Set<string>();
  const otherCallers = new Set<string>();
  let read = 0;
  let selected = 0;

  const note = (notes: Map<string, LeftOut>, subject: string, why: string, event: TrailEvent, notNeeded = false): void => {
    const key = `${subject}\n${why}`;
    const entry = notes.get(key) ?? { subject, why, ...(notNeeded ? { notNeeded } : {}), events: eventTally() };
    notes.set(key, entry);
    entry.events.add(event);
  };
  const useOf = (action: string, condition: KeyValue | undefined, inferred: boolean): ActionUse => {
    const key = `${action}\n${inferred ? 'inferred' : 'seen'}\n${condition?.join(' ') ?? ''}`;
    const use = uses.get(key) ?? {
      action,
      ...(condition === undefined ? {} : { condition }),
      inferred,
      events: eventTally(),
      resources: resourceTally(mostNames),
      pages: new Set<string>(),
    };
    uses.set(key, use);
    return use;
  };
  const take = (need: ActionNeed, event: TrailEvent): void => {
    const use = useOf(need.action, need.condition, false);
    use.events.add(event);
    if (need.page !== undefined) use.pages.add(need.page);
    for (const resource of resourcesOf(need, event)) use.resources.add(resource);
    const { roles, unclear } = passedRoles(need.action, event);
    const passings = new Set<ReturnType<typeof useOf>>();
    for (const { arn, service } of roles) {
      const passing = useOf('iam:PassRole', service === '' ? undefined : ['iam:PassedToService', service], true);
      passing.resources.add({ pattern: arn, arn });
      passings.add(passing);
    }
    // A call that passes two roles to a service is one event still.
    for (const { events } of passings) events.add(event);
    if (setsTags(event) && tagsApart(need.action)) {
      note(unknown, `tags of ${event.source.replace(/\.amazonaws\.com$/, '')}:${event.name}`, 'they were set with something else, for which the service may ask for its tagging action too', event);
    }
    for (const role of unclear) unclearRoles.add(role, event);
  };
  const add = (event: TrailEvent): void => {
    read += event.count;
    if (!isSelected(event, options)) {
      if (otherCallers.size < MOST_CALLERS && event.caller.arn !== '') otherCallers.add(event.caller.issuer === '' ? event.caller.arn : event.caller.issuer);
      return;
    }
    selected += event.count;
    const subject = `${event.source.replace(/\.amazonaws\.com$/, '')}:${event.name}`;
    if (isRefusal(event.errorCode) && options.includeDenied !== true) {
      note(leftOut, subject, `refused with \`${event.errorCode}\`: asked for and not had; \`--include-denied\` adds it`, event);
      return;
    }
    if (event.caller.invokedBy !== '' && options.includeServiceCalls !== true) {
      note(leftOut, subject, `called by ${event.caller.invokedBy}: ${SERVICE_CALL}`, event);
      return;
    }
    const needed = neededActions(event);
    switch (needed.kind) {
      case 'none':
        note(leftOut, subject, needed.why, event, true);
        return;
      case 'unknown':
        note(unknown, subject, needed.why, event);
        return;
      case 'actions':
        if (event.region !== '') regions.add(event.region);
        if (event.account !== '') accounts.add(event.account);
        for (const need of needed.needs) take(need, event);
    }
  };
  return {
    add,
    collected: () => ({
      uses: [...uses.values()],
      leftOut: [...leftOut.values()],
      unknown: [...unknown.values(), ...unclearRoles.described()],
      regions: [...regions].sort(),
      accounts: [...accounts].sort(),
      events: { read, selected },
      otherCallers: [...otherCallers].sort(),
    }),
  };
}

/** Whether an action only reads, by the reference's access levels. */
export function onlyReads(action: string): boolean {
  const level = knownAction(action)?.action.accessLevel;
  return level === 'Read' || level === 'List';
}

/** Whether tagging has an action of its own in the service, and this one, which is not of STS or EC2, writes. */
function tagsApart(action: string): boolean {
  const [prefix = ''] = action.split(':');
  return prefix !== 'sts' && prefix !== 'ec2' && !onlyReads(action) && knownService(prefix)?.actions.has('tagresource') === true;
}
