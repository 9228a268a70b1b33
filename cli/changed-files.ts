import { execFileSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { UsageError } from './usage-error.ts';

/** What decides about other files too: where one of these has changed, all files are looked at. */
const DECISIVE = /(?:^|\/)policy-lint\.(?:config\.\w+|intents\.yaml)$/;

/**
 * Tells the files that are not as they were when the current branch left another one: committed since, or
 * changed, or new in the working tree.
 *
 * @param decisive more files that decide about other files
 */
export function changedSince(reference: string, decisive: readonly string[]): (path: string) => boolean {
  if (reference.startsWith('-')) throw new UsageError(`\`${reference}\` is no branch or commit`);
  const root = git(['rev-parse', '--show-toplevel'], reference).trim();
  const base = git(['merge-base', reference, 'HEAD'], reference).trim();
  const lists = [git(['diff', '--name-only', '-z', '--no-renames', base], reference), git(['ls-files', '--others', '--exclude-standard', '--full-name', '-z', root], reference)];
  const names = lists.flatMap((list) => list.split('\0')).filter((name) => name !== '');
  const changed = new Set(names.map((name) => resolve(root, name)));
  const hasChanged = (path: string): boolean => changed.has(real(resolve(path)));
  return names.some((name) => DECISIVE.test(name)) || decisive.some(hasChanged) ? () => true : hasChanged;
}

function git(args: readonly string[], reference: string): string {
  try {
    return execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 256 * 1024 * 1024 });
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim().split('\n', 1)[0] : undefined;
    const reason = said === undefined || said === '' ? 'no common commit, or no git' : said.replace(/^fatal: /, '');
    throw new UsageError(`git can't tell what has changed since \`${reference}\`: ${reason}${isShallow() ? '; the history is cut here: `git fetch --unshallow` gets all of it, `fetch-depth: 0` in GitHub Actions' : ''}`);
  }
}

function isShallow(): boolean {
  try {
    return execFileSync('git', ['rev-parse', '--is-shallow-repository'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim() === 'true';
  } catch {
    return false;
  }
}

/** Git tells the root without links. */
function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
