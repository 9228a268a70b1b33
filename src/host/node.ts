import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Host } from '../model/host.ts';

/**
 * The data folder, as seen from this module: `src/host/node.ts` runs from source two levels below the
 * package, a built chunk from `dist/` one level below it.
 */
const dataFolder = ['../data/', '../../data/'].map((relative) => new URL(relative, import.meta.url)).find((url) => existsSync(url));

export const nodeHost: Host = {
  readFile: (path) => readFileSync(path),
  fileExists: (path) => existsSync(path),
  readData: (name) => {
    if (dataFolder === undefined) throw new Error('the reference data is missing: run `npm run reference`');
    return readFileSync(new URL(name, dataFolder));
  },
  gunzip: (bytes) => gunzipSync(bytes),
  now: () => Date.now(),
};
