import type { Pattern, PatternPart } from '../../src/model/pattern.ts';

/** Which characters a wildcard may stand for, given what follows it. */
export type Crossing = 'anything' | 'segment';

type Item = { readonly literal: string } | { readonly run: boolean; readonly colons: boolean };

/** The pattern's items with the variables' values put in; undefined when one has no value. */
export function items(pattern: Pattern, crossing: Crossing, valueOf: (key: string) => string | undefined): readonly Item[] | undefined {
  const result: Item[] = [];
  for (const [index, part] of pattern.parts.entries()) {
    if (part.kind === 'unresolved') throw new Error('the oracle knows only what is known');
    if (part.kind === 'literal') result.push(...[...units(part.text)].map((literal) => ({ literal })));
    else if (part.kind === 'variable') {
      const value = valueOf(part.key) ?? undefined;
      if (value === undefined) return undefined;
      result.push(...units(value).map((literal) => ({ literal })));
    } else result.push({ run: part.kind === 'anyRun', colons: crossing === 'anything' || (part.kind === 'anyRun' && endsSegment(pattern.parts[index + 1])) });
  }
  return result;
}

function units(text: string): string[] {
  return text.split('');
}

function endsSegment(next: PatternPart | undefined): boolean {
  return next === undefined || (next.kind === 'literal' && next.text.startsWith(':'));
}

/** Says it as a table: row by row, which beginnings of the text the first items can be. */
export function globMatches(pattern: readonly Item[], text: string): boolean {
  let reachable = new Set<number>([0]);
  for (const item of pattern) {
    const next = new Set<number>();
    for (const from of reachable) {
      if ('literal' in item) {
        if (text[from] === item.literal) next.add(from + 1);
        continue;
      }
      const admits = (at: number): boolean => at < text.length && (item.colons || text[at] !== ':');
      if (!item.run) {
        if (admits(from)) next.add(from + 1);
        continue;
      }
      next.add(from);
      for (let at = from; admits(at); at += 1) next.add(at + 1);
    }
    reachable = next;
  }
  return reachable.has(text.length);
}
