import { Minimatch, minimatch } from 'minimatch';

/** Whether one of the globs of a configuration stands for a path of the run. */
export type PathMatcher = (path: string, globs: readonly string[]) => boolean;

/** Whether a path of a configuration may stand for several files. */
export function isGlob(path: string): boolean {
  return new Minimatch(path).hasMagic();
}

/** @param fromConfig a path of the run as seen from the folder of the configuration, with `/` between folders */
export function pathMatcher(fromConfig: (path: string) => string): PathMatcher {
  return (path, globs) => {
    if (globs.length === 0) return false;
    const name = fromConfig(path);
    return globs.some((glob) => minimatch(name, glob.replace(/^\.\//, ''), { dot: true }));
  };
}
