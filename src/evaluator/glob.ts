/**
 * Wildcard matching on text, in time proportional to pattern × text at worst.
 *
 * A token is a UTF-16 code unit or one of the classes below.
 */
export const ANY_RUN = -1;
export const ANY_ONE = -2;
/** A run without a colon, and one character that is no colon. */
export const SEGMENT_RUN = -3;
export const SEGMENT_ONE = -4;
export const DIGIT = -5;

export type Token = number;

const COLON = 58;

export function literalTokens(text: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; at += 1) tokens.push(text.charCodeAt(at));
  return tokens;
}

function consumes(token: Token, unit: number): boolean {
  switch (token) {
    case ANY_ONE:
      return true;
    case SEGMENT_ONE:
      return unit !== COLON;
    case DIGIT:
      return unit >= 48 && unit <= 57;
    default:
      return token === unit;
  }
}

/**
 * Whether a text begins with a prefix, compared from the prefix's end: patterns of one policy differ
 * in their last characters more often than in their first.
 */
export function beginsWith(prefix: string, text: string): boolean {
  if (text.length < prefix.length) return false;
  for (let at = prefix.length - 1; at >= 0; at -= 1) if (text.charCodeAt(at) !== prefix.charCodeAt(at)) return false;
  return true;
}

/**
 * Literal stretches with a free run between each two: the first is a prefix, the last a suffix, and
 * the leftmost place is right for every one between them.
 */
export function matchesChunks(chunks: readonly string[], text: string): boolean {
  const last = chunks.length - 1;
  const prefix = chunks[0] ?? '';
  if (last === 0) return text === prefix;
  const suffix = chunks[last] ?? '';
  if (text.length < prefix.length + suffix.length || !beginsWith(prefix, text) || !text.endsWith(suffix)) return false;
  const end = text.length - suffix.length;
  let from = prefix.length;
  for (let index = 1; index < last; index += 1) {
    const chunk = chunks[index] ?? '';
    const found = text.indexOf(chunk, from);
    if (found === -1 || found + chunk.length > end) return false;
    from = found + chunk.length;
  }
  return true;
}

/** Patterns whose only runs are free ones: falls back to the last run met, never further. */
export function matchesTokens(tokens: readonly Token[], text: string): boolean {
  let token = 0;
  let at = 0;
  let runToken = -1;
  let runAt = 0;
  while (at < text.length) {
    const current = tokens[token];
    if (current === ANY_RUN) {
      runToken = token;
      runAt = at;
      token += 1;
    } else if (current !== undefined && consumes(current, text.charCodeAt(at))) {
      token += 1;
      at += 1;
    } else if (runToken !== -1) {
      token = runToken + 1;
      runAt += 1;
      at = runAt;
    } else return false;
  }
  while (tokens[token] === ANY_RUN) token += 1;
  return token === tokens.length;
}

/** Patterns with runs that may not cross a colon: keeps the set of all places the pattern can be at. */
export function matchesRestricted(tokens: readonly Token[], text: string): boolean {
  const size = tokens.length + 1;
  let places = new Uint8Array(size);
  let next = new Uint8Array(size);
  places[0] = 1;
  skipRuns(tokens, places);
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    next.fill(0);
    for (let place = 0; place < tokens.length; place += 1) {
      const token = tokens[place];
      if (places[place] !== 1 || token === undefined) continue;
      if (token === ANY_RUN || token === SEGMENT_RUN) {
        if (token === ANY_RUN || unit !== COLON) next[place] = 1;
      } else if (consumes(token, unit)) next[place + 1] = 1;
    }
    skipRuns(tokens, next);
    [places, next] = [next, places];
  }
  return places[tokens.length] === 1;
}

/** A run may be empty. */
function skipRuns(tokens: readonly Token[], places: Uint8Array): void {
  for (let place = 0; place < tokens.length; place += 1) {
    if (places[place] === 1 && (tokens[place] === ANY_RUN || tokens[place] === SEGMENT_RUN)) places[place + 1] = 1;
  }
}
