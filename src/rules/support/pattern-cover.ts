import type { Pattern, PatternPart } from '../../model/pattern.ts';

/** One character, or what stands for some: compared by identity of the text, which for a hole begins with NUL. */
type Token = string;

const RUN: Token = '\0*';
const ONE: Token = '\0?';

/** By pattern, and by whether case counts. */
const known = [new WeakMap<Pattern, readonly Token[]>(), new WeakMap<Pattern, readonly Token[]>()] as const;

function tokensOf(pattern: Pattern, ignoreCase: boolean): readonly Token[] {
  const cache = known[ignoreCase ? 1 : 0];
  const before = cache.get(pattern);
  if (before !== undefined) return before;
  const tokens = readTokens(pattern, ignoreCase);
  cache.set(pattern, tokens);
  return tokens;
}

function readTokens(pattern: Pattern, ignoreCase: boolean): readonly Token[] {
  return pattern.parts.flatMap((part): readonly Token[] => {
    switch (part.kind) {
      case 'literal':
        return Array.from(ignoreCase ? part.text.toLowerCase() : part.text);
      case 'anyRun':
        return [RUN];
      case 'anyOne':
        return [ONE];
      case 'variable':
      case 'unresolved':
        return [holeToken(part)];
    }
  });
}

function holeToken(part: PatternPart): Token {
  if (part.kind === 'variable') return `\0variable ${part.key.toLowerCase()} ${part.default ?? '\0'}`;
  return part.kind === 'unresolved' ? `\0unresolved ${part.unknown.name}` : '';
}

export interface CoverOptions {
  readonly ignoreCase: boolean;
  /**
   * For whole ARNs: a `*` reaches over a colon only where it ends its segment.
   *
   * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
   */
  readonly segments?: boolean;
}

/**
 * Whether everything that the second pattern stands for is stood for by the first. A variable or an
 * unknown value is taken for itself only, or for what a `*` covers. A `false` may be wrong for
 * patterns that mix `*` and `?` next to each other; a `true` is not.
 */
export function covers(wide: Pattern, narrow: Pattern, options: CoverOptions): boolean {
  const { ignoreCase, segments = false } = options;
  return coversAtSight(wide, narrow, ignoreCase) ?? tokensCover(tokensOf(wide, ignoreCase), tokensOf(narrow, ignoreCase), segments);
}

/** What can be told part by part, up to the first wildcard: most pairs differ in what they begin with. */
function coversAtSight(wide: Pattern, narrow: Pattern, ignoreCase: boolean): boolean | undefined {
  for (const [at, part] of wide.parts.entries()) {
    if (part.kind === 'anyRun' || part.kind === 'anyOne') return undefined;
    const other = narrow.parts[at];
    if (other?.kind !== part.kind) return false;
    if (part.kind === 'literal' && other.kind === 'literal') {
      const [text, otherText] = ignoreCase ? [part.text.toLowerCase(), other.text.toLowerCase()] : [part.text, other.text];
      if (text === otherText) continue;
      // Of a longer text the rest may fall to a wildcard that follows.
      return at + 1 < wide.parts.length && otherText.startsWith(text) ? undefined : false;
    }
    if (holeToken(part) !== holeToken(other)) return false;
  }
  return narrow.parts.length === wide.parts.length;
}

/** Matching a pattern against a text whose characters may be wildcards themselves: only `*` covers `*`. */
function tokensCover(wide: readonly Token[], narrow: readonly Token[], segments: boolean): boolean {
  let at = 0;
  let token = 0;
  let afterRun = -1;
  let runEnd = 0;
  while (token < narrow.length) {
    const wanted = wide[at];
    const found = narrow[token] ?? '';
    if (wanted === RUN) {
      at += 1;
      afterRun = at;
      runEnd = token;
    } else if (wanted !== undefined && (wanted === found || (wanted === ONE && !found.startsWith('\0')))) {
      at += 1;
      token += 1;
    } else if (afterRun !== -1 && (!segments || endsSegment(wide, afterRun) || !mayHaveColon(narrow, runEnd))) {
      runEnd += 1;
      token = runEnd;
      at = afterRun;
    } else return false;
  }
  while (wide[at] === RUN) at += 1;
  return at === wide.length;
}

function endsSegment(tokens: readonly Token[], behind: number): boolean {
  return tokens[behind] === undefined || tokens[behind] === ':';
}

/** Whether what stands there is a colon, or may be one among other text. */
function mayHaveColon(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token === RUN) return endsSegment(tokens, at + 1);
  return token === ':' || (token?.startsWith('\0') === true && token !== ONE);
}
