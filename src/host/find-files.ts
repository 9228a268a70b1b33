import fastGlob, { type Options } from 'fast-glob';
import type { FoundFiles } from '../model/host.ts';
import { describeIoError } from './io-error.ts';
import { tidyPath } from './paths.ts';

/**
 * Installed packages and version control hold no policies of the user's own; links are not followed, so
 * that one that leads back up can't make a search endless.
 */
const OPTIONS: Options = { ignore: ['**/node_modules/**', '**/.git/**'], followSymbolicLinks: false, unique: true };

export async function findFiles(pattern: string): Promise<FoundFiles> {
  const portable = process.platform === 'win32' ? pattern.replaceAll('\\', '/') : pattern;
  try {
    return { paths: tidy(await fastGlob(portable, OPTIONS)), problems: [] };
  } catch (error) {
    // One folder that may not be read must not hide what the others hold.
    const paths = await fastGlob(portable, { ...OPTIONS, suppressErrors: true }).catch(() => []);
    const place = error instanceof Error && 'path' in error && typeof error.path === 'string' ? `\`${error.path}\`` : `part of \`${pattern}\``;
    return { paths: tidy(paths), problems: [`can't read ${place}: ${describeIoError(error)}`] };
  }
}

function tidy(paths: readonly string[]): readonly string[] {
  return paths.map(tidyPath);
}
