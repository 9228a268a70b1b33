import { literalPattern, type Pattern } from '../../model/pattern.ts';
import type { Statement } from '../../model/policy.ts';
import { testCovers } from './condition-cover.ts';
import { trueWhenAbsent } from './condition-tests.ts';
import { covers } from './pattern-cover.ts';
import { patternSymbols, symbolsMeet, type Symbols } from './pattern-meet.ts';
import { actionPatternCovers } from './statement-cover.ts';
import type { ActionEntryView, ResourceEntryView, StatementView } from './statement-view.ts';

const known = new WeakMap<ActionEntryView, Symbols>();

/** In lower case, since the names of actions don't depend on it. */
function actionSymbols(entry: ActionEntryView): Symbols {
  const before = known.get(entry);
  if (before !== undefined) return before;
  const symbols = patternSymbols(entry.entry.pattern).map((symbol) => (symbol >= 65 && symbol <= 90 ? symbol + 32 : symbol));
  known.set(entry, symbols);
  return symbols;
}

/** Whether an action may be one that both statements are about. Takes `NotAction` to be about any. */
export function actionMeets(a: Pick<StatementView, 'statement' | 'actions'>, b: { readonly statement: Statement; readonly actions: readonly ActionEntryView[] }): boolean {
  if (a.statement.action.kind === 'NotAction' || b.statement.action.kind === 'NotAction') return true;
  return b.actions.some((entry) => a.actions.some((other) => servicesMeet(entry, other) && symbolsMeet(actionSymbols(entry), actionSymbols(other))));
}

/** So many of the actions that a pattern stands for are asked about. */
const SAMPLES = 8;

/**
 * Whether the others could together stand for all of the statement, conditions aside: some of its actions, on
 * each of its resources, are looked for in them. A list of patterns covers another pattern only where one of
 * them does, question marks aside.
 */
export function couldCover(view: StatementView, others: readonly StatementView[]): boolean {
  if (view.statement.action.kind === 'NotAction' || view.statement.resource?.kind !== 'Resource') return others.length > 0;
  // Most statements are told apart by their resources, which are fewer than the actions.
  const coveringResource = view.resources.map((resource) => others.filter((other) => coversResource(other, resource)));
  if (coveringResource.some((covering) => covering.length === 0)) return false;
  return view.actions.every((entry) => {
    const samples = entry.names.length > 0 ? sampleOf(entry.names).map(literalPattern) : [entry.entry.pattern];
    return samples.every((sample) => {
      const near = new Set(others.filter((other) => coversAction(other, sample)));
      return near.size > 0 && coveringResource.every((covering) => mayCoverConditions(view, covering.filter((other) => near.has(other))));
    });
  });
}

/**
 * A statement with a condition of its own can't cover a statement without. Several could, if they ask
 * opposite things of one key.
 */
function mayCoverConditions({ tests }: StatementView, others: readonly StatementView[]): boolean {
  const askedMore = others.map((other) => ({ other, more: other.tests.filter((test) => !tests.some((mine) => testCovers(test, mine))) }));
  if (askedMore.some(({ other, more }) => more.length === 0 && other.conditionsKnown)) return true;
  const keys = askedMore.flatMap(({ more }) => [...new Set(more.map((test) => test.key.id))]);
  const opposing = new Set(askedMore.flatMap(({ more }) => more.filter((test) => test.operator.name === 'Bool' || trueWhenAbsent(test) !== false).map((test) => test.key.id)));
  return keys.some((key, index) => opposing.has(key) && keys.indexOf(key) < index);
}

function sampleOf(names: readonly string[]): readonly string[] {
  const step = Math.ceil(names.length / SAMPLES);
  return names.filter((_, index) => index % step === 0);
}

function coversAction({ statement, actions }: StatementView, sample: Pattern): boolean {
  return actions.some(({ entry: { pattern } }) => actionPatternCovers(pattern, sample)) === (statement.action.kind === 'Action');
}

function coversResource({ statement, resources }: StatementView, { entry: { pattern } }: ResourceEntryView): boolean {
  if (statement.resource?.kind === 'Resource') return resources.some((other) => covers(other.entry.pattern, pattern, { ignoreCase: false }));
  return !resources.some((other) => covers(other.entry.pattern, pattern, { ignoreCase: false }));
}

function servicesMeet(a: ActionEntryView, b: ActionEntryView): boolean {
  return a.service === b.service || a.service === undefined || b.service === undefined || /[*?]/.test(a.service) || /[*?]/.test(b.service);
}
