import type { Effect } from '../model/policy.ts';
import type { ContextKeys } from './context-keys.ts';

/** What the parts of a statement need to know to be compiled. */
export interface CompileContext {
  readonly effect: Effect;
  readonly keys: ContextKeys;
  /** Policy variables are expanded, which the document's Version decides. */
  readonly variables: boolean;
  /** Takes what can't be compared with anything: it stays without effect, but never in silence. */
  readonly report: (message: string) => void;
}
