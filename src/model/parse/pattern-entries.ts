import { describeKind, type LocatedNode } from '../located.ts';
import { parsePattern, type PatternOptions } from '../pattern.ts';
import type { PatternEntry } from '../policy.ts';
import type { SourceError } from '../source-error.ts';

/** Reads one pattern or a list of them. */
export function patternEntries(
  node: LocatedNode,
  element: string,
  options: PatternOptions,
  report: (error: SourceError) => void,
): readonly PatternEntry[] {
  const entries: PatternEntry[] = [];
  for (const item of node.kind === 'array' ? node.items : [node]) {
    if (item.kind === 'string') entries.push({ pattern: parsePattern(item.text, options), loc: item.loc });
    else if (item.kind === 'unknown') entries.push({ pattern: parsePattern([item.unknown], options), loc: item.loc });
    else {
      const expected = node.kind === 'array' ? `a string in \`${element}\`` : `a string or a list of strings as \`${element}\``;
      report({ code: 'wrong-type', message: `expected ${expected}, found ${describeKind(item)}`, loc: item.loc });
    }
  }
  return entries.slice();
}
