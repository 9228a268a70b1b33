/**
 * A map whose values are made when they are asked for, from what they are stored as. Large services
 * have hundreds of actions, of which a policy names a few.
 */
export function lazyMap<Stored, Value>(stored: ReadonlyMap<string, Stored>, make: (item: Stored) => Value): ReadonlyMap<string, Value> {
  const made = new Map<string, Value>();
  const valueOf = (key: string, item: Stored): Value => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const value = make(item);
    made.set(key, value);
    return value;
  };
  function* entries(): Generator<[string, Value], undefined> {
    for (const [key, item] of stored) yield [key, valueOf(key, item)];
  }
  function* values(): Generator<Value, undefined> {
    for (const [key, item] of stored) yield valueOf(key, item);
  }
  const map: ReadonlyMap<string, Value> = {
    size: stored.size,
    has: (key) => stored.has(key),
    get: (key) => {
      const item = stored.get(key);
      return item === undefined ? undefined : valueOf(key, item);
    },
    keys: () => stored.keys(),
    values,
    entries,
    [Symbol.iterator]: entries,
    forEach: (visit) => {
      for (const [key, value] of entries()) visit(value, key, map);
    },
  };
  return map;
}
