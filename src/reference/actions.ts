import { accessLevel } from './access-level.ts';
import { readBaked, remembered, rememberedOnce } from './data.ts';
import { globMatcher, type Matcher } from './glob.ts';
import { action, service, serviceNames } from './services.ts';
import type { ActionSummary, ResourceType } from './types.ts';

/** The actions of one service: each its access level's letter and its name. */
interface Entries {
  readonly asWritten: readonly string[];
  /** The same in lower case. */
  readonly lowerCase: readonly string[];
}

const baked = rememberedOnce(() => readBaked('actions'));

/** From the one file that has the actions of all services. */
const entriesOf = remembered((prefix: string): Entries => {
  const text = baked()[prefix] ?? '';
  return text === '' ? { asWritten: [], lowerCase: [] } : { asWritten: text.split(' '), lowerCase: text.toLowerCase().split(' ') };
});

/**
 * The actions that a pattern stands for, with what is known of them without loading their services;
 * by service and name. `*` stands for all. Nothing is invented for a text that matches nothing.
 *
 * @param pattern as an Action element has it: `s3:Get*`, `*:List*`, `*`; in any case
 */
export function actionSummaries(pattern: string): readonly ActionSummary[] {
  return [...matching(pattern)];
}

/** The full names, as AWS writes them, of the actions that a pattern stands for; by service and name. */
export function expandAction(pattern: string): readonly string[] {
  return Array.from(matching(pattern), (summary) => summary.action);
}

/** Whether a pattern stands for any action at all. */
export function actionExists(pattern: string): boolean {
  if (!hasWildcard(pattern)) return action(pattern) !== undefined;
  return matching(pattern).next().done !== true;
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

function* matching(pattern: string): Generator<ActionSummary, undefined> {
  const colon = pattern.indexOf(':');
  const prefix = colon < 0 ? undefined : pattern.slice(0, colon).toLowerCase();
  if (prefix === undefined) {
    // Without a colon, only a wildcard can stand for the one that every action has.
    const ofWhole = globMatcher(pattern);
    for (const name of serviceNames()) yield* fromSummary(name, (lowerCaseName) => ofWhole(`${name}:${lowerCaseName}`));
    return;
  }
  const ofName = globMatcher(pattern.slice(colon + 1));
  if (hasWildcard(prefix)) {
    const ofService = globMatcher(prefix);
    for (const name of serviceNames()) if (ofService(name)) yield* fromSummary(name, ofName);
  } else yield* fromService(prefix, ofName);
}

function* fromSummary(prefix: string, matcher: Matcher): Generator<ActionSummary, undefined> {
  const { asWritten, lowerCase } = entriesOf(prefix);
  for (const [position, entry] of lowerCase.entries()) {
    const found = matcher(entry.slice(1)) ? asWritten[position] : undefined;
    if (found === undefined) continue;
    const letter = found.charAt(0);
    yield { action: `${prefix}:${found.slice(1)}`, accessLevel: accessLevel(letter), onlyWildcard: letter === letter.toLowerCase() };
  }
}

/** From the service's own file: it is a fraction of the summary, and likely to be wanted anyway. */
function* fromService(prefix: string, matcher: Matcher): Generator<ActionSummary, undefined> {
  const actions = service(prefix)?.actions;
  for (const lowerCaseName of actions?.keys() ?? []) {
    const found = matcher(lowerCaseName) ? actions?.get(lowerCaseName) : undefined;
    if (found === undefined) continue;
    yield { action: `${prefix}:${found.name}`, accessLevel: found.accessLevel, onlyWildcard: found.resourceTypes.length === 0 };
  }
}

function hasWildcard(text: string): boolean {
  return text.includes('*') || text.includes('?');
}
