import type { Pattern } from '../../model/pattern.ts';

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
        return [`\0variable ${part.key.toLowerCase()} ${part.default ?? '\0'}`];
      case 'unresolved':
        return [`\0unresolved ${part.unknown.name}`];
    }
  });
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
  if (!beginsAlike(wide, narrow, ignoreCase)) return false;
  const [first, ...rest] = wide.parts;
  if (first?.kind === 'literal' && rest.length === 0) return isText(first.text, narrow, ignoreCase);
  return tokensCover(tokensOf(wide, ignoreCase), tokensOf(narrow, ignoreCase), segments);
}

/** A text without wildcards stands for itself only: no need to take the two apart. */
function isText(text: string, { parts }: Pattern, ignoreCase: boolean): boolean {
  const [only] = parts;
  if (only?.kind !== 'literal' || parts.length !== 1) return false;
  return only.text === text || (ignoreCase && only.text.toLowerCase() === text.toLowerCase());
}

/** Most pairs differ in the text that they begin with, which is quickly seen. */
function beginsAlike(wide: Pattern, narrow: Pattern, ignoreCase: boolean): boolean {
  const first = wide.parts[0];
  if (first?.kind !== 'literal') return true;
  const other = narrow.parts[0];
  if (other?.kind !== 'literal') return false;
  return ignoreCase ? other.text.toLowerCase().startsWith(first.text.toLowerCase()) : other.text.startsWith(first.text);
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
