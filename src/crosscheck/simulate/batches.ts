import { canonical } from '../aws/exchange.ts';
import type { SimulationQuestion } from './question.ts';
import type { SimulationRest } from './simulation-input.ts';

/** A question that can be put, and the call that will carry it. */
export interface ReadyQuestion {
  readonly question: SimulationQuestion;
  readonly rest: SimulationRest;
}

/** One call: each of its actions is asked of each of its resources. */
export interface Batch {
  readonly rest: SimulationRest;
  readonly actions: readonly string[];
  /** None for `*`. */
  readonly resources: readonly string[];
  readonly questions: readonly SimulationQuestion[];
}

/** AWS names no limit; an answer has a page for every hundred results. */
const MAX_ACTIONS = 50;
const MAX_RESOURCES = 20;

/** Puts questions that differ in action and resource only into as few calls as ask nothing else. */
export function batches(ready: readonly ReadyQuestion[]): readonly Batch[] {
  return [...grouped(ready, ({ rest }) => canonical(rest)).values()].flatMap(batchesOfRest);
}

function batchesOfRest(ready: readonly [ReadyQuestion, ...ReadyQuestion[]]): readonly Batch[] {
  const [{ rest }] = ready;
  const questions = ready.map(({ question }) => question);
  const ofResource = grouped(questions, ({ request }) => request.resource);
  const found: Batch[] = [];
  // Resources that are asked the same actions go together. A resource policy has to guard them all, so there they don't.
  const together = rest.input.ResourcePolicy === undefined;
  const sameActions = grouped([...ofResource], ([resource, asked]) => (together && resource !== '*' ? canonical(actionsOf(asked)).toLowerCase() : resource));
  for (const group of sameActions.values()) {
    const [[, first]] = group;
    for (const actions of chunks(actionsOf(first), MAX_ACTIONS)) {
      for (const some of chunks(group, MAX_RESOURCES)) {
        found.push({
          rest,
          actions,
          resources: some.flatMap(([resource]) => (resource === '*' ? [] : [resource])),
          questions: some.flatMap(([, asked]) => asked.filter(({ request }) => actions.some((action) => isSameAction(action, request.action)))),
        });
      }
    }
  }
  return found;
}

/** Each once, in whatever case it was first written. */
function actionsOf(questions: readonly SimulationQuestion[]): readonly string[] {
  const actions = new Map<string, string>();
  for (const { request } of questions) if (!actions.has(request.action.toLowerCase())) actions.set(request.action.toLowerCase(), request.action);
  return [...actions].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, action]) => action);
}

export function isSameAction(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, readonly [Item, ...Item[]]> {
  const groups = new Map<string, [Item, ...Item[]]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

function chunks<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
}
