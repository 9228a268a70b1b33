import { fromParts } from '../model/arn.ts';
import { parsePattern, type Pattern, type PatternOptions, type PatternPart } from '../model/pattern.ts';
import type { UnknownValue } from '../model/unknown-value.ts';

/** More combinations than this are not tried one by one. */
const alternativesLimit = 64;

/**
 * The patterns that a pattern with unresolved values can be, if they are few: each unresolved value is
 * one of a parameter's AllowedValues. Those are spliced in before AWS reads the policy, so a wildcard
 * in one is a wildcard. Undefined when there are other values among them, or too many.
 */
export function alternatives(pattern: Pattern, options: PatternOptions): readonly Pattern[] | undefined {
  let found: readonly { readonly parts: readonly PatternPart[]; readonly chosen: ReadonlyMap<string, string> }[] = [
    { parts: [], chosen: new Map() },
  ];
  for (const part of pattern.parts) {
    if (part.kind !== 'unresolved') {
      found = found.map(({ parts, chosen }) => ({ parts: [...parts, part], chosen }));
      continue;
    }
    const { unknown } = part;
    const { shape } = unknown;
    if (shape.kind !== 'oneOf' || unknown.maybeList === true) return undefined;
    found = found.flatMap(({ parts, chosen }) => {
      const known = chosen.get(unknown.name);
      return (known === undefined ? shape.values : [known]).map((value) => ({
        parts: [...parts, ...parsePattern([value], options).parts],
        chosen: new Map(chosen).set(unknown.name, value),
      }));
    });
    if (found.length > alternativesLimit) return undefined;
  }
  return found.map(({ parts }) => fromParts(joined(parts)));
}

/** Adjacent literals are one, as in every pattern. */
function joined(parts: readonly PatternPart[]): readonly PatternPart[] {
  const result: PatternPart[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    if (part.kind === 'literal' && last?.kind === 'literal') result[result.length - 1] = { kind: 'literal', text: last.text + part.text };
    else if (part.kind !== 'anyRun' || last?.kind !== 'anyRun') result.push(part);
  }
  return result;
}

export function unresolvedOf(pattern: Pattern): readonly UnknownValue[] {
  return pattern.parts.flatMap((part) => (part.kind === 'unresolved' ? [part.unknown] : []));
}
