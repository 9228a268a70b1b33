import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { nodeHost } from '../src/host/node.ts';
import type { FileHost } from '../src/model/host.ts';

/** The machine, but for one file: its content is what comes on standard input. */
export function stdinHost(name: string): FileHost {
  let content: Uint8Array | undefined;
  const isIt = (path: string): boolean => resolve(path) === resolve(name);
  return {
    ...nodeHost,
    readFile: (path) => (isIt(path) ? (content ??= readFileSync(0)) : nodeHost.readFile(path)),
    fileExists: (path) => isIt(path) || nodeHost.fileExists(path),
    kindOf: (path) => (isIt(path) ? 'file' : nodeHost.kindOf(path)),
  };
}
