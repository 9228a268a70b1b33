import type { Host } from '../model/host.ts';
import type { BakedFiles } from './baked.ts';

/** What the reference needs of a host. */
export type ReferenceSource = Pick<Host, 'readData' | 'gunzip'>;

let installed: ReferenceSource | undefined;
/** Counts installations, so that what was loaded from one source is never served from another. */
let generation = 0;

/**
 * Says where the reference data comes from; the package's entry installs the Node host. Whatever was
 * loaded before is forgotten.
 */
export function useReferenceData(source: ReferenceSource): void {
  installed = source;
  generation += 1;
}

/**
 * Reads one baked file. Throws when no source is installed, or when the source has no such file.
 *
 * The one place where text becomes a typed value unchecked: this package's own build writes the
 * files, from the same types.
 */
export function readBaked<Name extends keyof BakedFiles>(name: Name): BakedFiles[Name] {
  if (installed === undefined) {
    throw new Error('no reference data is installed: call `useReferenceData` with a host first');
  }
  const text = new TextDecoder().decode(installed.gunzip(installed.readData(`${name}.json.gz`)));
  return JSON.parse(text) as BakedFiles[Name];
}

/** Remembers what `load` gives for a key, until other data is installed. */
export function remembered<Key, Value>(load: (key: Key) => Value): (key: Key) => Value {
  const values = new Map<Key, { readonly value: Value }>();
  let loadedIn = generation;
  return (key) => {
    if (loadedIn !== generation) {
      values.clear();
      loadedIn = generation;
    }
    const known = values.get(key);
    if (known !== undefined) return known.value;
    const value = load(key);
    values.set(key, { value });
    return value;
  };
}

/** Remembers the one thing that `load` gives, until other data is installed. */
export function rememberedOnce<Value>(load: () => Value): () => Value {
  const recall = remembered<undefined, Value>(load);
  return () => recall(undefined);
}
