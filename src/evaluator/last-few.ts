/** More texts than this are not remembered: they don't come back then. */
const limit = 1000;

/** Remembers what a function gives for the texts of late: callers and resources come again and again. */
export function lastFew<Value>(compute: (text: string) => Value): (text: string) => Value {
  const values = new Map<string, { readonly value: Value }>();
  return (text) => {
    const known = values.get(text);
    if (known !== undefined) return known.value;
    const value = compute(text);
    if (values.size >= limit) values.clear();
    values.set(text, { value });
    return value;
  };
}
