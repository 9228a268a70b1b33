/** What was made for an object before, or is made now. Whoever changes the object afterwards has to pass a new one. */
export function remembered<Key extends object, Value>(known: WeakMap<Key, Value>, key: Key, make: () => Value): Value {
  const before = known.get(key);
  if (before !== undefined) return before;
  const made = make();
  known.set(key, made);
  return made;
}

/** Bad input may be anything. */
export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** Makes it when it is first asked for. */
export function once<Result extends object>(make: () => Result): () => Result {
  let made: Result | undefined;
  return () => (made ??= make());
}

/** A sequence that can be walked again, and is made only as far as somebody has walked. */
export function replayed<Item>(source: Iterable<Item>): Iterable<Item> {
  const items: Item[] = [];
  const rest = source[Symbol.iterator]();
  return {
    *[Symbol.iterator]() {
      for (let index = 0; ; index += 1) {
        if (index === items.length) {
          const next = rest.next();
          if (next.done === true) return;
          items.push(next.value);
        }
        const item = items[index];
        if (item !== undefined) yield item;
      }
    },
  };
}
