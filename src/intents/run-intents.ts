import type { FileHost } from '../model/host.ts';
import type { IntentResult } from '../model/intent-result.ts';
import type { PositionedError } from '../model/parse/parse-policy.ts';
import type { SourceFile } from '../model/policy-source.ts';
import { fileText, readSources } from '../sources/index.ts';
import { checkIntents, type CheckIntentsOptions } from './check-intents.ts';
import type { ParsedIntents } from './document.ts';
import { parseIntents } from './parse-intents.ts';
import type { Bindings } from './re-read.ts';
import { beside, selectFiles } from './targets/files.ts';
import { listOf } from './targets/names.ts';

/** The name under which an intents file is found without being named. */
export const INTENTS_FILE = 'policy-lint.intents.yaml';

export interface IntentsRun {
  readonly results: readonly IntentResult[];
  /** What is wrong with the intents file itself; nothing was judged then. */
  readonly errors: readonly PositionedError[];
}

/**
 * Reads an intents file and judges all of it: on the sources of a run, and on the files that it names
 * beside them.
 */
export async function runIntents(path: string, sources: readonly SourceFile[], host: FileHost, options: Omit<CheckIntentsOptions, 'host'> = {}): Promise<IntentsRun> {
  let text: string;
  try {
    text = fileText(host.readFile(path));
  } catch (error) {
    const message = `the file can't be read: ${error instanceof Error ? error.message : String(error)}`;
    return { results: [], errors: [{ code: 'unreadable-file', message, loc: { pointer: '' } }] };
  }
  const { intents, errors } = await parseIntents(text, path);
  if (intents === undefined) return { results: [], errors };
  const others = await readOthers(intents, sources, host, options.parameters);
  return { results: checkIntents([...sources, ...others], intents, { ...options, host }), errors };
}

/** The files that targets name and that are not in the run. */
async function readOthers(intents: ParsedIntents, sources: readonly SourceFile[], host: FileHost, parameters: Bindings | undefined): Promise<readonly SourceFile[]> {
  const others = new Map<string, readonly SourceFile[]>();
  for (const { files } of intents.file.targets) {
    for (const pattern of listOf(files ?? [])) {
      for (const path of await pathsOf(beside(intents.path, pattern), host)) {
        const known = selectFiles([...sources, ...[...others.values()].flat()], path, '', host).length > 0;
        const [source, ...nested] = known ? [] : read(path, host, parameters);
        if (source?.recognized === true) others.set(path, [source, ...nested]);
      }
    }
  }
  return [...others.values()].flat();
}

async function pathsOf(pattern: string, host: FileHost): Promise<readonly string[]> {
  const kind = host.kindOf(pattern);
  if (kind === 'file') return [host.pathFrom?.('', pattern) ?? pattern];
  return kind === 'folder' ? [] : (await host.findFiles(pattern)).paths;
}

/** A file that can't be read is missing among the sources, which its target says. */
function read(path: string, host: FileHost, parameters: Bindings = {}): readonly SourceFile[] {
  try {
    return readSources(path, fileText(host.readFile(path)), { parameters, host });
  } catch {
    return [];
  }
}
