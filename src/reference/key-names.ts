interface Named {
  readonly name: string;
}

/** Finds keys by the names that policies use: in any case, with a value for each placeholder. */
export interface KeyNames<Key extends Named> {
  readonly find: (name: string) => Key | undefined;
}

interface Template<Key> {
  readonly key: Key;
  /** The text around the placeholders, in lower case. */
  readonly texts: readonly string[];
  readonly fixedLength: number;
}

/** Where two templates fit a name, the one with more text of its own is meant; of equal keys, the first. */
export function keyNames<Key extends Named>(keys: Iterable<Key>): KeyNames<Key> {
  const literal = new Map<string, Key>();
  const templates: Template<Key>[] = [];
  for (const key of keys) {
    const lower = key.name.toLowerCase();
    const texts = lower.split(/\$\{[^}]*\}/);
    if (texts.length > 1) templates.push({ key, texts, fixedLength: texts.join('').length });
    // The name of the template itself is a way to ask for it too.
    if (!literal.has(lower)) literal.set(lower, key);
  }
  templates.sort((a, b) => b.fixedLength - a.fixedLength);
  return {
    find: (name) => {
      const lower = name.toLowerCase();
      return literal.get(lower) ?? templates.find((template) => fits(template.texts, lower))?.key;
    },
  };
}

/** Whether a name is the texts in their order with at least one character for each placeholder. */
function fits(texts: readonly string[], name: string): boolean {
  const first = texts[0] ?? '';
  const last = texts.at(-1) ?? '';
  if (!name.startsWith(first) || !name.endsWith(last)) return false;
  const end = name.length - last.length;
  let at = first.length + 1;
  for (const text of texts.slice(1, -1)) {
    const found = name.indexOf(text, at);
    if (found < 0) return false;
    at = found + text.length + 1;
  }
  return at <= end;
}
