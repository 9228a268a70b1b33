import { accessLevel } from './access-level.ts';
import { readBaked, remembered, rememberedOnce } from './data.ts';
import { globMatcher, type Matcher } from './glob.ts';
import { action, service, serviceNames } from './services.ts';
import type { Action, ActionSummary, ResourceType } from './types.ts';

/** By lower-case name, without the prefix. */
type Summaries = ReadonlyMap<string, ActionSummary>;

const baked = rememberedOnce(() => readBaked('actions'));

/** Of one service, from the file that has all of them: for patterns that reach over services. */
const summariesOf = remembered((prefix: string): Summaries => {
  const entries = (baked()[prefix] ?? '').split(' ').filter((entry) => entry !== '');
  return new Map(
    entries.map((entry) => {
      const letter = entry.charAt(0);
      const name = entry.slice(1);
      return [name.toLowerCase(), { action: `${prefix}:${name}`, accessLevel: accessLevel(letter), onlyWildcard: letter === letter.toLowerCase() }];
    }),
  );
});

/** Of one service, from its own file: it is a fraction of the other, and likely to be wanted anyway. */
const summariesOfService = remembered((prefix: string): Summaries => {
  const actions = service(prefix)?.actions ?? new Map<string, Action>();
  return new Map(
    Array.from(actions, ([lowerCaseName, { name, accessLevel: level, resourceTypes }]) => [
      lowerCaseName,
      { action: `${prefix}:${name}`, accessLevel: level, onlyWildcard: resourceTypes.length === 0 },
    ]),
  );
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
    for (const name of serviceNames()) yield* select(summariesOf(name), (lowerCaseName) => ofWhole(`${name}:${lowerCaseName}`));
    return;
  }
  const ofName = globMatcher(pattern.slice(colon + 1));
  if (hasWildcard(prefix)) {
    const ofService = globMatcher(prefix);
    for (const name of serviceNames()) if (ofService(name)) yield* select(summariesOf(name), ofName);
  } else yield* select(summariesOfService(prefix), ofName);
}

function* select(summaries: Summaries, matcher: Matcher): Generator<ActionSummary, undefined> {
  for (const [lowerCaseName, summary] of summaries) if (matcher(lowerCaseName)) yield summary;
}

function hasWildcard(text: string): boolean {
  return text.includes('*') || text.includes('?');
}
