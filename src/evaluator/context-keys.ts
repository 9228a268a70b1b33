/**
 * Positions for the condition keys that a set of policies asks for, assigned while it is compiled. A
 * request's keys are then looked up once each, whatever the number of conditions.
 */
export interface ContextKeys {
  /** The position of a key, by its lower-case name; a new one if the key is new. */
  readonly slot: (id: string) => number;
  /** Lower-case names by position. */
  readonly ids: readonly string[];
  /** The names as first written, by position. */
  readonly texts: readonly string[];
  /** The position of a key as a request spells it, if a policy asks for the key. */
  readonly find: (spelling: string) => number | undefined;
}

export function contextKeys(): ContextKeys & { readonly add: (text: string) => number } {
  const ids: string[] = [];
  const texts: string[] = [];
  const slots = new Map<string, number>();
  const spellings = new Map<string, number>();
  const add = (text: string): number => {
    const id = text.toLowerCase();
    const known = slots.get(id);
    if (known !== undefined) return known;
    const slot = ids.length;
    ids.push(id);
    texts.push(text);
    slots.set(id, slot);
    spellings.clear();
    return slot;
  };
  return {
    ids,
    texts,
    add,
    slot: add,
    find: (spelling) => {
      const known = spellings.get(spelling);
      if (known !== undefined) return known === -1 ? undefined : known;
      const slot = slots.get(spelling.toLowerCase());
      if (spellings.size >= spellingLimit) spellings.clear();
      spellings.set(spelling, slot ?? -1);
      return slot;
    },
  };
}

/** Requests of one program spell a few dozen keys; the bound is for those who make keys up. */
const spellingLimit = 1000;

/**
 * The same tag under any service's name for it: `ssm:resourceTag/x` and `ec2:ResourceTag/x` are
 * `aws:ResourceTag/x`.
 *
 * Source: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/control-access-with-tags.html
 */
export function canonicalKey(id: string): string {
  return id.replace(/^[a-z0-9-]+:resourcetag\//, 'aws:resourcetag/');
}
