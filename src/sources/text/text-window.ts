/** A text that comes in pieces, of which only what is being looked at is at hand. What is passed is put together anew. */
export interface TextWindow {
  /** Passes over blanks. @returns the character behind them, empty at the end. */
  readonly next: () => string;
  /** Passes over blanks, and over this character where it is next. @returns whether it was. */
  readonly takes: (character: string) => boolean;
  /** The JSON value that begins here, as it is written; undefined where no end of it is near. What it holds is not checked. */
  readonly value: () => string | undefined;
  readonly pass: (length: number) => void;
  /** Passes over so much, with another text in its place. */
  readonly replace: (length: number, by: string) => void;
  /** All that was passed, and all that comes. */
  readonly toEnd: () => string;
}

/** Of Node, as of other programs with the same engine. */
export const LONGEST_TEXT: number = 2 ** 29 - 24;

const BLANK = /[ \t\r\n]/;

/** @param longest values that are longer are not waited for */
export function textWindow(pieces: Iterable<string>, longest: number): TextWindow {
  const coming = pieces[Symbol.iterator]();
  const passed: string[] = [];
  let fresh: string[] = [];
  let length = 0;
  let text = '';
  /** What lies before `from` is in `fresh`, what lies before `at` will be. */
  let from = 0;
  let at = 0;

  const add = (part: string): void => {
    length += part.length;
    if (length > LONGEST_TEXT) throw new Error(`the text is longer than ${LONGEST_TEXT} characters, what nobody reads of an account export left out`);
    fresh.push(part);
  };
  const more = (): boolean => {
    const piece = coming.next();
    if (piece.done === true) return false;
    add(text.slice(from, at));
    // Joined, so that no small part keeps the whole piece that it was cut from.
    if (fresh.length > 1) {
      passed.push(fresh.join(''));
      fresh = [];
    }
    text = text.slice(at) + piece.value;
    from = 0;
    at = 0;
    return true;
  };
  const next = (): string => {
    for (;;) {
      while (at < text.length && BLANK.test(text.charAt(at))) at += 1;
      if (at < text.length || !more()) return text.charAt(at);
    }
  };
  return {
    next,
    takes: (character) => {
      const isNext = next() === character;
      if (isNext) at += 1;
      return isNext;
    },
    value: () => {
      for (;;) {
        const end = valueEnd(text, at);
        if (end !== undefined) return text.slice(at, end);
        // It is looked at from its beginning again: only when there is twice as much of it.
        const looked = text.length - at;
        let grown = false;
        while (looked <= longest && text.length - at < 2 * looked + 1 && more()) grown = true;
        if (!grown) return undefined;
      }
    },
    pass: (count) => {
      at += count;
    },
    replace: (count, by) => {
      add(text.slice(from, at));
      add(by);
      at += count;
      from = at;
    },
    toEnd: () => {
      do at = text.length;
      while (more());
      return [...passed, ...fresh, text.slice(from)].join('');
    },
  };
}

const Character = { quote: 34, comma: 44, colon: 58, openBracket: 91, backslash: 92, closeBracket: 93, openBrace: 123, closeBrace: 125 } as const;

/** Behind the value that begins here; undefined where the text has no end of it. */
function valueEnd(text: string, start: number): number | undefined {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
      case Character.quote:
        at = closingQuote(text, at);
        if (depth === 0) return at < text.length ? at + 1 : undefined;
        break;
      case Character.openBrace:
      case Character.openBracket:
        depth += 1;
        break;
      case Character.closeBrace:
      case Character.closeBracket:
        if (depth <= 1) return depth === 1 ? at + 1 : at;
        depth -= 1;
        break;
      case Character.comma:
      case Character.colon:
        if (depth === 0) return at;
        break;
      default:
        if (depth === 0 && BLANK.test(text.charAt(at))) return at;
    }
  }
  return undefined;
}

function closingQuote(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    const character = text.charCodeAt(at);
    if (character === Character.backslash) at += 1;
    else if (character === Character.quote) return at;
  }
  return text.length;
}
