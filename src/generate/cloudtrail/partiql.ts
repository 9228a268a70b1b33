import { namedTexts, type EventParameters } from './parameters.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-iam.html */
export const PARTIQL_PAGE = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-iam.html';

/** Operations that run PartiQL statements. */
export const PARTIQL_EVENTS: ReadonlySet<string> = new Set(['ExecuteStatement', 'BatchExecuteStatement', 'ExecuteTransaction']);

const ACTIONS: ReadonlyMap<string, string> = new Map([
  ['select', 'PartiQLSelect'],
  ['exists', 'PartiQLSelect'],
  ['insert', 'PartiQLInsert'],
  ['update', 'PartiQLUpdate'],
  ['delete', 'PartiQLDelete'],
]);

export interface PartiqlNeed {
  /** Without the prefix. */
  readonly action: string;
  readonly table: string;
  readonly index?: string;
}

/** What the statements of an event need; empty where the event has none that can be read. */
export function partiqlNeeds(parameters: EventParameters): readonly PartiqlNeed[] {
  return namedTexts(parameters)
    .filter(({ name }) => name.toLowerCase() === 'statement')
    .flatMap(({ value }) => {
      const action = ACTIONS.get(/^\s*(\w+)/.exec(value)?.[1]?.toLowerCase() ?? '');
      const target = /\b(?:from|into|update)\s+"?([\w.-]+?)"?(?:\."?([\w.-]+)"?)?(?=[\s;)]|$)/i.exec(value);
      const [, table, index] = target ?? [];
      if (action === undefined || table === undefined) return [];
      return [{ action, table, ...(index === undefined ? {} : { index }) }];
    });
}
