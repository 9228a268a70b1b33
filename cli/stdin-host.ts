import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { nodeHost } from '../src/host/node.ts';
import { contentOf } from '../src/host/pieces.ts';
import type { FileContent, FileHost } from '../src/model/host.ts';

/** The machine, but for one file: its content is what comes on standard input, which comes only once. */
export function stdinHost(name: string): FileHost {
  let content: FileContent | undefined;
  const isIt = (path: string): boolean => resolve(path) === resolve(name);
  return {
    ...nodeHost,
    readFile: (path) => (isIt(path) ? (content ??= contentOf(readFileSync(0))) : nodeHost.readFile(path)),
    fileExists: (path) => isIt(path) || nodeHost.fileExists(path),
    kindOf: (path) => (isIt(path) ? 'file' : nodeHost.kindOf(path)),
  };
}
