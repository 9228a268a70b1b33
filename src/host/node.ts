import { existsSync, readFileSync, statSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { FileHost } from '../model/host.ts';
import { describeIoError } from './io-error.ts';
import { pathFrom } from './paths.ts';
import { isLarge, piecesOfFile } from './pieces.ts';

/**
 * The data folder, as seen from this module: `src/host/node.ts` runs from source two levels below the
 * package, a built chunk from `dist/` one level below it.
 */
const dataFolder = ['../data/', '../../data/'].map((relative) => new URL(relative, import.meta.url)).find((url) => existsSync(url));

/** Files, data and clock of the machine that Node runs on; relative paths start at the working directory. */
export const nodeHost: FileHost = {
  readFile: (path) => {
    try {
      return isLarge(statSync(path).size) ? piecesOfFile(path) : readFileSync(path);
    } catch (error) {
      throw new Error(describeIoError(error), { cause: error });
    }
  },
  fileExists: (path) => existsSync(path),
  pathFrom,
  kindOf: (path) => {
    try {
      const status = statSync(path, { throwIfNoEntry: false });
      if (status === undefined) return 'missing';
      return status.isDirectory() ? 'folder' : 'file';
    } catch {
      // It is there but can't be looked at: reading it will say why.
      return 'file';
    }
  },
  findFiles: async (pattern) => {
    const { findFiles } = await import('./find-files.ts');
    return findFiles(pattern);
  },
  readData: (name) => {
    if (dataFolder === undefined) throw new Error('the reference data is missing: run `npm run reference`');
    return readFileSync(new URL(name, dataFolder));
  },
  gunzip: (bytes) => gunzipSync(bytes),
  now: () => Date.now(),
};
