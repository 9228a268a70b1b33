import { relative, resolve } from 'node:path';

/** With `/` between folders, on every system. */
export function portable(path: string): string {
  return path.replaceAll('\\', '/');
}

/** Paths of this run as seen from another folder. */
export function pathFrom(folder: string): (path: string) => string {
  return (path) => portable(relative(folder, resolve(path)));
}
