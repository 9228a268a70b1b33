import { literalPattern } from '../../model/pattern.ts';
import { covers } from './pattern-cover.ts';
import type { ActionEntryView } from './statement-view.ts';

/** Asks of an entry of Action or NotAction whether it covers one action. Most name another, which is quickly seen. */
export function covering(action: string): (entry: ActionEntryView) => boolean {
  const folded = action.toLowerCase();
  const pattern = literalPattern(action);
  return (entry) => (entry.folded !== undefined && !entry.wildcard ? entry.folded === folded : covers(entry.entry.pattern, pattern, { ignoreCase: true }));
}
