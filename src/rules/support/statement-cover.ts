import { splitArnPattern } from '../../model/arn.ts';
import { isAnything, literalText, type Pattern } from '../../model/pattern.ts';
import type { PatternEntry, Statement } from '../../model/policy.ts';
import { arnCovers } from './arn-cover.ts';
import { testCovers } from './condition-cover.ts';
import { covers } from './pattern-cover.ts';
import { patternSymbols, symbolsMeet } from './pattern-meet.ts';

/**
 * Whether the first statement applies to every request that the second applies to, whatever their effects
 * are: entry by entry and condition by condition. A `false` may be wrong, a `true` is not.
 */
export function statementCovers(wide: Statement, narrow: Statement): boolean {
  return (
    elementCovers(wide.action, narrow.action, actionCovers, lowerCaseMeet) &&
    resourceCovers(wide, narrow) &&
    principalCovers(wide, narrow) &&
    wide.problems.length === 0 &&
    narrow.problems.length === 0 &&
    conditionsCover(wide, narrow)
  );
}

/**
 * The same of actions and resources alone, whoever calls and whatever the conditions are. What a template leaves open of
 * the first, an action or a whole resource, may be just what the second is about.
 */
export function sphereMayCover(wide: Statement, narrow: Statement): boolean {
  const { action, resource } = wide;
  return (
    (action.entries.some(isOpen) || elementCovers(action, narrow.action, actionCovers, lowerCaseMeet)) &&
    (resource?.entries.some((entry) => isOpen(entry) && splitArnPattern(entry.pattern) === undefined) === true || resourceCovers(wide, narrow))
  );
}

function isOpen({ pattern }: PatternEntry): boolean {
  return pattern.parts.some((part) => part.kind === 'unresolved');
}

/** Whether every action that the second pattern stands for is one of the first's. */
export function actionPatternCovers(wide: Pattern, narrow: Pattern): boolean {
  // Most actions have no wildcard, and stand for themselves alone.
  const text = literalText(wide);
  if (text === undefined) return covers(wide, narrow, { ignoreCase: true });
  const other = literalText(narrow);
  return text.length === other?.length && text.toLowerCase() === other.toLowerCase();
}

interface Element {
  readonly kind: string;
  readonly entries: readonly PatternEntry[];
}

type Compare = (a: PatternEntry, b: PatternEntry) => boolean;

/** `NotAction` and `NotResource` the other way round; of both kinds, only where they have nothing in common. */
function elementCovers(wide: Element, narrow: Element, entryCovers: Compare, entriesMeet: Compare): boolean {
  if (wide.entries.length === 0 || narrow.entries.length === 0) return false;
  const [isNot, otherIsNot] = [wide.kind.startsWith('Not'), narrow.kind.startsWith('Not')];
  if (!isNot && wide.entries.some(({ pattern }) => isAnything(pattern))) return true;
  if (!isNot && !otherIsNot) return narrow.entries.every((entry) => wide.entries.some((other) => entryCovers(other, entry)));
  if (isNot && otherIsNot) return wide.entries.every((entry) => narrow.entries.some((other) => entryCovers(other, entry)));
  return isNot && narrow.entries.every((entry) => !wide.entries.some((other) => entriesMeet(other, entry)));
}

const actionCovers: Compare = (wide, narrow) => actionPatternCovers(wide.pattern, narrow.pattern);
const lowerCaseMeet: Compare = (a, b) => symbolsMeet(lowerCase(patternSymbols(a.pattern)), lowerCase(patternSymbols(b.pattern)));
const resourceEntryCovers: Compare = (wide, narrow) => arnCovers(wide.pattern, narrow.pattern);
const resourcesMeet: Compare = (a, b) => symbolsMeet(patternSymbols(a.pattern), patternSymbols(b.pattern));

function lowerCase(symbols: readonly number[]): readonly number[] {
  return symbols.map((symbol) => (symbol >= 65 && symbol <= 90 ? symbol + 32 : symbol));
}

function resourceCovers(wide: Statement, narrow: Statement): boolean {
  if (wide.resource === undefined || narrow.resource === undefined) return wide.resource === narrow.resource;
  return elementCovers(wide.resource, narrow.resource, resourceEntryCovers, resourcesMeet);
}

function principalCovers({ principal: wide }: Statement, { principal: narrow }: Statement): boolean {
  if (wide === undefined || narrow === undefined) return wide === narrow;
  if (wide.kind !== narrow.kind || wide.entries.length === 0) return false;
  const [all, some] = wide.kind === 'Principal' ? [wide, narrow] : [narrow, wide];
  return some.entries.every((entry) => all.entries.some((other) => other.type === entry.type && other.text === entry.text));
}

/** What the first asks, the second asks too. What a template leaves open of the second's conditions can but make it narrower. */
function conditionsCover(wide: Statement, narrow: Statement): boolean {
  return wide.conditions.every((test) => test.kind === 'test' && narrow.conditions.some((other) => other.kind === 'test' && testCovers(test, other)));
}
