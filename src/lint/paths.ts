import type { FileHost } from '../model/host.ts';
import { compareText } from './findings.ts';

export interface ChosenFile {
  readonly path: string;
  /** It was named; not merely matched by a pattern. */
  readonly named: boolean;
}

export interface ChosenFiles {
  /** In order of path, each once. */
  readonly files: readonly ChosenFile[];
  /** Patterns that brought nothing, and what could not be searched: one sentence each. */
  readonly problems: readonly string[];
}

/** The files that patterns stand for. A path that exists is taken as it is, whatever characters it has. */
export async function chooseFiles(patterns: readonly string[], host: FileHost): Promise<ChosenFiles> {
  const named = new Map<string, boolean>();
  const problems: string[] = [];
  for (const pattern of patterns) {
    const kind = host.kindOf(pattern);
    if (kind === 'file') named.set(pattern, true);
    else if (kind === 'folder' && host.kindOf(manifestIn(pattern)) === 'file') named.set(manifestIn(pattern), true);
    else if (kind === 'folder') problems.push(`\`${pattern}\` is a folder: name its files, such as \`${pattern.replace(/\/+$/, '')}/**/*.{yaml,json}\``);
    else if (!hasWildcard(pattern)) problems.push(`there is no file \`${pattern}\`${synthesisHint(pattern, host)}`);
    else {
      const found = await host.findFiles(pattern);
      problems.push(...found.problems);
      if (found.paths.length === 0 && found.problems.length === 0) problems.push(`no file matches \`${pattern}\`${synthesisHint(pattern, host)}`);
      for (const path of found.paths) if (!named.has(path)) named.set(path, false);
    }
  }
  const files = [...named].map(([path, isNamed]) => ({ path, named: isNamed }));
  return { files: files.sort((a, b) => compareText(a.path, b.path)), problems };
}

/** A `cdk.out` folder is named for its manifest, which leads to all of its templates. */
function manifestIn(folder: string): string {
  return `${folder.replace(/[\\/]+$/, '')}/manifest.json`;
}

/** The CDK's output is rarely under version control: in a fresh checkout it is not there yet. */
function synthesisHint(pattern: string, host: FileHost): string {
  const isOutput = /(?:^|[\\/])cdk\.out(?:[\\/]|$)/.test(pattern) || (/(?:^|[\\/])manifest\.json$/.test(pattern) && host.kindOf('cdk.json') === 'file');
  return isOutput ? ': run `cdk synth` first, which writes it' : '';
}

function hasWildcard(pattern: string): boolean {
  return /[*?{[]|[!+@]\(/.test(pattern);
}
