import { literalText } from '../../model/pattern.ts';
import type { Effect, Statement } from '../../model/policy.ts';
import { actionPatternCovers, statementCovers } from './statement-cover.ts';
import type { ActionEntryView, StatementView } from './statement-view.ts';

/**
 * Statements of one effect by what is in their Action, so that most that can't cover another are never
 * compared with it.
 */
export interface StatementIndex {
  /** The statements that may have what the other has. */
  candidates(view: StatementView): Iterable<Statement>;
}

const NOTHING: StatementIndex = { candidates: () => [] };

/**
 * The statements of the policy that was asked about last, by effect: several rules look for what covers a statement.
 * In a weak map, the views of all policies before it would stay until all memory is gone through.
 */
let last: { readonly views: readonly StatementView[]; readonly byEffect: Map<Effect, StatementIndex> } | undefined;

export function statementIndex(views: readonly StatementView[], effect: Effect): StatementIndex {
  if (last?.views !== views) last = { views, byEffect: new Map() };
  const index = last.byEffect.get(effect) ?? indexOf(views, effect);
  last.byEffect.set(effect, index);
  return index;
}

function indexOf(views: readonly StatementView[], effect: Effect): StatementIndex {
  if (!views.some(({ statement }) => statement.effect === effect)) return NOTHING;
  const byName = new Map<string, Statement[]>();
  const patterns: { readonly entry: ActionEntryView; readonly statement: Statement }[] = [];
  const negated: Statement[] = [];
  for (const { statement, actions } of views) {
    if (statement.effect !== effect) continue;
    if (statement.action.kind === 'NotAction') negated.push(statement);
    else
      for (const entry of actions) {
        const name = literalText(entry.entry.pattern)?.toLowerCase();
        const named = name === undefined ? undefined : byName.get(name);
        if (name === undefined) patterns.push({ entry, statement });
        else if (named === undefined) byName.set(name, [statement]);
        else named.push(statement);
      }
  }
  const found = new Map<StatementView, ReadonlySet<Statement>>();
  const candidates = ({ statement: { action }, actions: [first] }: StatementView): ReadonlySet<Statement> => {
    if (first === undefined || action.kind === 'NotAction') return new Set([...negated, ...patterns.filter(({ entry }) => entry.all).map(({ statement }) => statement)]);
    const { pattern } = first.entry;
    const name = literalText(pattern)?.toLowerCase();
    const wide = patterns.filter(({ entry }) => mayShareService(entry, first) && actionPatternCovers(entry.entry.pattern, pattern));
    return new Set([...(name === undefined ? [] : (byName.get(name) ?? [])), ...wide.map(({ statement }) => statement), ...negated]);
  };
  return {
    candidates(view) {
      const known = found.get(view) ?? candidates(view);
      found.set(view, known);
      return known;
    },
  };
}

/** The first of the candidates that applies to all that a statement applies to. */
export function coveringStatement({ statement }: StatementView, candidates: Iterable<Statement>, accept: (statement: Statement) => boolean = () => true): Statement | undefined {
  for (const other of candidates) if (other !== statement && statementCovers(other, statement) && accept(other)) return other;
  return undefined;
}

function mayShareService(a: ActionEntryView, b: ActionEntryView): boolean {
  return a.service === b.service || a.service === undefined || /[*?]/.test(a.service);
}
