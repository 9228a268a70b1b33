import type { Effect, Statement } from '../../model/policy.ts';
import { statementCovers } from './statement-cover.ts';
import type { ActionEntryView, StatementView } from './statement-view.ts';

/** Statements by the services of their actions, so that most that can't cover another are never compared with it; all of one effect. */
export interface StatementIndex {
  /** The statements that may have what the other has. */
  candidates(view: StatementView): readonly Statement[];
}

export function statementIndex(views: readonly StatementView[], effect: Effect): StatementIndex {
  const byService = new Map<string, Statement[]>();
  const ofAnyService: Statement[] = [];
  for (const { statement, actions } of views) {
    if (statement.effect !== effect) continue;
    const services = actions.map(serviceOf);
    if (statement.action.kind === 'NotAction' || services.includes(undefined)) ofAnyService.push(statement);
    else for (const service of new Set(services)) if (service !== undefined) byService.set(service, [...(byService.get(service) ?? []), statement]);
  }
  return {
    candidates: ({ actions: [first] }) => {
      const service = first === undefined ? undefined : serviceOf(first);
      const ofService = service === undefined ? [] : (byService.get(service) ?? []);
      return ofAnyService.length === 0 ? ofService : [...ofService, ...ofAnyService];
    },
  };
}

/** The first of the candidates that applies to all that a statement applies to. */
export function coveringStatement(view: StatementView, index: StatementIndex, accept: (statement: Statement) => boolean = () => true): Statement | undefined {
  return index.candidates(view).find((other) => other !== view.statement && statementCovers(other, view.statement) && accept(other));
}

/** Undefined where a wildcard or a template leaves it open. */
function serviceOf({ service }: ActionEntryView): string | undefined {
  return service === undefined || /[*?]/.test(service) ? undefined : service;
}
