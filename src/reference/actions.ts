import { accessLevel } from './access-level.ts';
import { readBaked, remembered, rememberedOnce } from './data.ts';
import { globMatcher, type Matcher } from './glob.ts';
import { action, service, serviceNames } from './services.ts';
import type { Action, ActionSummary, ResourceType } from './types.ts';

/** The actions of one service: each its access level's letter and its name. */
interface Entries {
  readonly asWritten: readonly string[];
  /** The same in lower case. */
  readonly lowerCase: readonly string[];
}

const baked = rememberedOnce(() => readBaked('actions'));

/** From the one file that has the actions of all services. */
const entriesOf = remembered((prefix: string): Entries => {
  // A policy may name a service `constructor`.
  const text = Object.hasOwn(baked(), prefix) ? (baked()[prefix] ?? '') : '';
  return text === '' ? { asWritten: [], lowerCase: [] } : { asWritten: text.split(' '), lowerCase: text.toLowerCase().split(' ') };
});

/**
 * The actions that a pattern stands for, with what is known of them without loading their services, for those who
 * ask about dozens of services; by service and name. `*` stands for all. Nothing is invented for a text that matches nothing.
 *
 * @param pattern as an Action element has it: `s3:Get*`, `*:List*`, `*`; in any case
 */
export function actionSummaries(pattern: string): readonly ActionSummary[] {
  return matching(pattern, Infinity, fromSummary);
}

/** The full names, as AWS writes them, of the actions that a pattern stands for; by service and name. */
export function expandAction(pattern: string): readonly string[] {
  return matching(pattern).map((summary) => summary.action);
}

/** Whether a pattern stands for any action at all. */
export function actionExists(pattern: string): boolean {
  return hasWildcard(pattern) ? matching(pattern, 1).length > 0 : action(pattern) !== undefined;
}

/** The resource types that an action supports; empty for one that supports none, or is not known. */
export function resourceTypesOf(full: string): readonly ResourceType[] {
  const found = action(full);
  return (found?.action.resourceTypes ?? []).flatMap(({ name }) => found?.service.resourceTypes.get(name.toLowerCase()) ?? []);
}

/** The ARN templates of all of them. */
export function arnPatternsOf(full: string): readonly string[] {
  return resourceTypesOf(full).flatMap((type) => type.arnPatterns);
}

type Find = (prefix: string, matches: Matcher, atMost: number) => readonly ActionSummary[];

/** The first actions that a pattern stands for, as many as are asked for. Where it names one service, `findInOne` finds them. */
function matching(pattern: string, atMost = Infinity, findInOne: Find = fromService): readonly ActionSummary[] {
  const colon = pattern.indexOf(':');
  const prefix = colon < 0 ? undefined : pattern.slice(0, colon).toLowerCase();
  if (prefix !== undefined && !hasWildcard(prefix)) return findInOne(prefix, globMatcher(pattern.slice(colon + 1)), atMost);
  const found: ActionSummary[] = [];
  for (const [reached, matches] of matchersByService(pattern)) {
    found.push(...fromSummary(reached, matches, atMost - found.length));
    if (found.length === atMost) break;
  }
  return found;
}

/** For each service that a pattern with a wildcard before its colon, or with no colon, can reach: what its names have to match. */
function matchersByService(pattern: string): readonly (readonly [prefix: string, matches: Matcher])[] {
  const colon = pattern.indexOf(':');
  if (colon < 0) {
    // Only a wildcard can stand for the colon that every action has.
    const ofWhole = globMatcher(pattern);
    return serviceNames().map((prefix) => [prefix, (name) => ofWhole(`${prefix}:${name}`)]);
  }
  const ofPrefix = globMatcher(pattern.slice(0, colon));
  const ofName = globMatcher(pattern.slice(colon + 1));
  return serviceNames()
    .filter(ofPrefix)
    .map((prefix) => [prefix, ofName]);
}

function fromSummary(prefix: string, matches: Matcher, atMost: number): readonly ActionSummary[] {
  const { asWritten, lowerCase } = entriesOf(prefix);
  const found: ActionSummary[] = [];
  for (let position = 0; position < asWritten.length && found.length < atMost; position += 1) {
    const entry = asWritten[position];
    if (entry === undefined || !matches(lowerCase[position]?.slice(1) ?? '')) continue;
    const letter = entry.charAt(0);
    found.push({ action: `${prefix}:${entry.slice(1)}`, accessLevel: accessLevel(letter), onlyWildcard: letter === letter.toLowerCase() });
  }
  return found;
}

/** From the service's own file: it is a fraction of the summary, and likely to be wanted anyway. */
function fromService(prefix: string, matches: Matcher, atMost: number): readonly ActionSummary[] {
  const actions = service(prefix)?.actions ?? new Map<string, Action>();
  const found: ActionSummary[] = [];
  for (const lowerCaseName of actions.keys()) {
    if (found.length === atMost) break;
    const known = matches(lowerCaseName) ? actions.get(lowerCaseName) : undefined;
    if (known === undefined) continue;
    found.push({ action: `${prefix}:${known.name}`, accessLevel: known.accessLevel, onlyWildcard: known.resourceTypes.length === 0 });
  }
  return found;
}

function hasWildcard(text: string): boolean {
  return text.includes('*') || text.includes('?');
}
