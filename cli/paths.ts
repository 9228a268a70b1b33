import { pathFrom as seenFrom } from '../src/host/paths.ts';

/** With `/` between folders, on every system. */
export function portable(path: string): string {
  return path.replaceAll('\\', '/');
}

/** Paths of this run as seen from another folder. */
export function pathFrom(folder: string): (path: string) => string {
  return (path) => seenFrom(folder, path);
}

/** A path as a glob that stands for it alone. */
export function escapeGlob(path: string): string {
  return path.replace(/[*?{}[\]()!+@\\]/g, '\\$&');
}
