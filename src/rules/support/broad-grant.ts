import { literalPattern } from '../../model/pattern.ts';
import { formatsOfAction } from './action-resources.ts';
import { actionPatternCovers } from './statement-cover.ts';
import type { ActionEntryView, ResourceEntryView, StatementView } from './statement-view.ts';

/** What a statement gives of some actions on any resource. */
export interface BroadGrant {
  /** The first entry that stands for one of them. */
  readonly entry: ActionEntryView;
  /** As AWS writes them, each once. */
  readonly actions: readonly string[];
}

/** Conditions that let everyone of the account through, from wherever. */
export const NO_LIMITS: ReadonlySet<string> = new Set(['aws:securetransport', 'aws:requestedregion', 'aws:viaawsservice', 'aws:tlsversion', 's3:tlsversion']);

/** Services of which a pattern for all actions is a finding of its own, whatever it is on. */
export const SENSITIVE_SERVICES: readonly string[] = ['account', 'iam', 'identitystore', 'kms', 'organizations', 'secretsmanager', 'sso', 'sso-directory', 'sts'];

/** Actions of one kind of a service, as AWS writes them, by their names in lower case. */
export type ActionsOfService = (service: string) => ReadonlyMap<string, string>;

/**
 * The actions of a kind that a statement allows on any resource, or where they take none: without a
 * condition, and by name or by a pattern. A pattern for everything is left to another rule, and so is one
 * for all of a sensitive service.
 *
 * @param ignored names in lower case that don't count
 */
export function broadGrant(view: StatementView, ofService: ActionsOfService, ignored: ReadonlySet<string>): BroadGrant | undefined {
  const { statement } = view;
  if (statement.effect !== 'Allow' || statement.action.kind !== 'Action' || statement.resource?.kind !== 'Resource') return undefined;
  if (!view.conditionsKnown || view.tests.some((test) => !NO_LIMITS.has(test.key.id))) return undefined;
  let first: ActionEntryView | undefined;
  const actions = new Set<string>();
  for (const entry of view.actions) {
    for (const full of named(entry, ofService)) {
      if (actions.has(full) || ignored.has(full.toLowerCase()) || !view.resources.some((resource) => isBroad(resource, full))) continue;
      first ??= entry;
      actions.add(full);
    }
  }
  return first === undefined ? undefined : { entry: first, actions: [...actions] };
}

function named(entry: ActionEntryView, ofService: ActionsOfService): readonly string[] {
  const { service, text, all, wildcard } = entry;
  if (all || text === undefined || service === undefined) return [];
  const candidates = ofService(service);
  if (candidates.size === 0) return [];
  if (!wildcard) {
    const full = candidates.get(text.toLowerCase());
    return full === undefined ? [] : [full];
  }
  if (text === `${service}:*` && SENSITIVE_SERVICES.includes(service)) return [];
  return [...candidates.values()].filter((full) => actionPatternCovers(entry.entry.pattern, literalPattern(full)));
}

/** Whether an entry leaves open which resource of a type that the action has: `*`, or `secret:*` and the like. */
export function isBroad({ all, arn, unresolved }: ResourceEntryView, full: string): boolean {
  if (all) return true;
  if (arn === undefined || unresolved) return false;
  const [first] = arn.resource.parts;
  const prefix = first?.kind === 'literal' ? first.text : '';
  const rest = arn.resource.parts.slice(first?.kind === 'literal' ? 1 : 0);
  const open = rest.length > 0 && rest.every((part) => part.kind === 'anyRun' || part.kind === 'anyOne' || (part.kind === 'literal' && /^[:/]+$/.test(part.text)));
  return open && formatsOfAction(full).some((format) => format.service === arn.service.text && literalStart(format.text, full).startsWith(prefix));
}

/** What of a format's resource part stands in front of its first placeholder. All service-linked roles have one path. */
function literalStart(format: string, full: string): string {
  const start = format.split(':').slice(5).join(':').split('${', 1)[0] ?? '';
  return full === 'iam:CreateServiceLinkedRole' && start === 'role/' ? `${start}aws-service-role/` : start;
}

const NONE: ReadonlyMap<string, string> = new Map();

/** The actions of a list, by service. */
export function byService(names: Iterable<string>): ActionsOfService {
  const lists = new Map<string, Map<string, string>>();
  for (const name of names) {
    const service = name.slice(0, name.indexOf(':'));
    const list = lists.get(service);
    if (list === undefined) lists.set(service, new Map([[name.toLowerCase(), name]]));
    else list.set(name.toLowerCase(), name);
  }
  return (service) => lists.get(service) ?? NONE;
}
