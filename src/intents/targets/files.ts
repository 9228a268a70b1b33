import { minimatch } from 'minimatch';
import type { OneOrMoreStrings } from '../../model/generated/intents.generated.ts';
import type { Host } from '../../model/host.ts';
import type { SourceFile } from '../../model/policy-source.ts';
import { listOf } from './names.ts';

/** The files that patterns stand for; they are relative to the intents file. All of them without patterns. */
export function selectFiles(sources: readonly SourceFile[], patterns: OneOrMoreStrings | undefined, intentsPath: string, host: Pick<Host, 'pathFrom'> = {}): readonly SourceFile[] {
  if (patterns === undefined) return sources;
  const wanted = listOf(patterns);
  const folder = folderOf(intentsPath);
  return sources.filter(({ path }) => {
    const seen = host.pathFrom?.(folder, path);
    return wanted.some((pattern) => fits(normalized(path), beside(intentsPath, pattern)) || (seen !== undefined && fits(seen, normalized(pattern))));
  });
}

function fits(path: string, pattern: string): boolean {
  return path === pattern || minimatch(path, pattern, { dot: true, nonegate: true, nocomment: true });
}

/** A path that a file names, as seen from where that file's own path is. */
export function beside(filePath: string, path: string): string {
  if (/^(?:[/\\]|[a-z]:)/i.test(path)) return normalized(path);
  const folder = folderOf(filePath);
  return normalized(folder === '' ? path : `${folder}/${path}`);
}

function folderOf(path: string): string {
  return path.replaceAll('\\', '/').split('/').slice(0, -1).join('/');
}

/** Forward slashes, and neither `.` nor inner `..` in it. */
function normalized(path: string): string {
  const parts: string[] = [];
  for (const part of path.replaceAll('\\', '/').split('/')) {
    if (part === '.' || (part === '' && parts.length > 0)) continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..' && parts.at(-1) !== '') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}
