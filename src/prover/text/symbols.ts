/**
 * The alphabet of the automata. A symbol is a number: a UTF-16 code unit, a *letter* (a policy variable
 * or a template value, whose text is one and the same wherever it stands), or a *filler* (any character
 * of a class, or any run of them, left open until a witness is written out).
 */
export type Symbol = number;

/** The characters that a wildcard may stand for. */
export const CharacterClass = {
  any: 0,
  /** A wildcard inside one component of an ARN. */
  noColon: 1,
  /** An account ID's. */
  digit: 2,
  /** A region's or a partition's: lower-case letters, digits and hyphens. */
  slug: 3,
  /** Of a name in an ARN that has neither a colon nor a slash. */
  name: 4,
} as const;
export type CharacterClass = (typeof CharacterClass)[keyof typeof CharacterClass];

const fillerBase = 0x10000;
const runFillerBase = 0x18000;
const letterBase = 0x20000;
const plainLetterBase = 0x40000;

export const colon = 58;
const slash = 47;

/** One character of the class. */
export function filler(of: CharacterClass): Symbol {
  return fillerBase + of;
}

/** A run of characters of the class, of any length. */
export function runFiller(of: CharacterClass): Symbol {
  return runFillerBase + of;
}

/** The class that a filler is of. */
export function fillerClass(symbol: Symbol): number {
  return symbol >= runFillerBase ? symbol - runFillerBase : symbol - fillerBase;
}

export function isFiller(symbol: Symbol): boolean {
  return symbol >= fillerBase && symbol < letterBase;
}

/** The symbol of a letter. `colonFree`: its text is known to have no colon. */
export function letterSymbol(index: number, colonFree: boolean): Symbol {
  return (colonFree ? plainLetterBase : letterBase) + index;
}

export function isLetter(symbol: Symbol): boolean {
  return symbol >= letterBase;
}

export function letterIndex(symbol: Symbol): number {
  return symbol >= plainLetterBase ? symbol - plainLetterBase : symbol - letterBase;
}

/** Whether `inner` is a subset of `outer`, both as sets of characters. */
function isWithin(inner: number, outer: CharacterClass): boolean {
  if (outer === CharacterClass.any || inner === outer) return true;
  if (outer === CharacterClass.noColon) return inner !== CharacterClass.any;
  if (outer === CharacterClass.name) return inner === CharacterClass.slug || inner === CharacterClass.digit;
  return outer === CharacterClass.slug && inner === CharacterClass.digit;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Whether one character of the class is this symbol, whatever a filler turns out to be. */
export function classHas(of: CharacterClass, symbol: Symbol): boolean {
  if (symbol >= runFillerBase) return false;
  if (isFiller(symbol)) return isWithin(fillerClass(symbol), of);
  switch (of) {
    case CharacterClass.any:
      return true;
    case CharacterClass.noColon:
      return symbol !== colon;
    case CharacterClass.name:
      return !isLetter(symbol) && symbol !== colon && symbol !== slash;
    case CharacterClass.digit:
      return isDigit(symbol);
    case CharacterClass.slug:
      return isDigit(symbol) || symbol === 45 || (symbol >= 97 && symbol <= 122);
  }
}

/** Whether a run of characters of the class may be this symbol; a letter may be one too. */
export function runHas(of: CharacterClass, symbol: Symbol): boolean {
  if (isFiller(symbol)) return isWithin(fillerClass(symbol), of);
  if (!isLetter(symbol)) return classHas(of, symbol);
  return of === CharacterClass.any || (of === CharacterClass.noColon && symbol >= plainLetterBase);
}
