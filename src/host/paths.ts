import { isAbsolute, relative, resolve } from 'node:path';

/** A path as seen from a folder, with `/` between folders on every system. */
export function pathFrom(folder: string, path: string): string {
  return relative(folder, resolve(path)).replaceAll('\\', '/');
}

/**
 * A relative path, as short as it can be from the working directory: in the folder `stacks`, `../stacks/a.yaml` is
 * `a.yaml`. So each file has one name in a run. An absolute one stays as it is.
 */
export function tidyPath(path: string): string {
  return isAbsolute(path) ? path : pathFrom('', path) || '.';
}
