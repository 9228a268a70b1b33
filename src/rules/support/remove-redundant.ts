import type { Fix } from '../../model/finding.ts';
import { member } from '../../model/located.ts';
import { knownText } from '../../model/unknown-value.ts';
import type { PatternEntry, Statement } from '../../model/policy.ts';
import type { RuleContext } from '../rule.ts';
import { removeItems } from './list-edit.ts';
import type { Redundancy } from './redundant.ts';
import { writtenSpan } from './source-text.ts';
import { statementNode } from './statement-node.ts';

/**
 * Removes what others of the same list cover. Only from a list that the file has just as it was read, so
 * that the covering entry is there in every deployment of a template.
 */
export function removeRedundant(
  { source, text }: Pick<RuleContext, 'source' | 'text'>,
  statement: Statement,
  element: string,
  redundant: readonly Redundancy[],
): Fix | undefined {
  const node = statementNode(source, statement);
  const list = member(node, element);
  if (text === undefined || list?.kind !== 'array' || node?.members.filter(({ key }) => key === element).length !== 1) return undefined;
  const places = new Map<number, number>();
  for (const [index, item] of list.items.entries()) {
    if (item.kind !== 'string' || item.loc.span === undefined || writtenSpan(text, item.loc, knownText(item.text) ?? '') === undefined) continue;
    places.set(item.loc.span.start, index);
  }
  const placeOf = ({ loc }: PatternEntry): number | undefined => (loc.span === undefined ? undefined : places.get(loc.span.start));
  const gone = new Set<number>();
  for (const entry of removable(redundant)) {
    const place = placeOf(entry.entry);
    if (place === undefined || placeOf(entry.coveredBy) === undefined) return undefined;
    gone.add(place);
  }
  // One that a comment is about stays, and so does its comment; what else there is can go all the same.
  const free = new Set([...gone].filter((place) => removeItems(text, list, new Set([place])) !== undefined));
  const edits = removeItems(text, list, free);
  return edits === undefined ? undefined : { description: gone.size === 1 ? 'remove it' : `remove ${free.size} of ${gone.size} redundant entries`, edits };
}

/** Of entries that cover each other one has to stay: what covers the one that was found first. */
function removable(redundant: readonly Redundancy[]): readonly Redundancy[] {
  const coverOf = new Map(redundant.map(({ entry, coveredBy }) => [entry, coveredBy]));
  const kept = new Set<PatternEntry>();
  return redundant.filter(({ entry, coveredBy }) => {
    if (kept.has(entry)) return false;
    const met = new Set<PatternEntry>();
    let at: PatternEntry | undefined = entry;
    while (at !== undefined && !met.has(at)) {
      met.add(at);
      at = kept.has(at) ? undefined : coverOf.get(at);
    }
    if (at === entry) kept.add(coveredBy);
    return true;
  });
}
