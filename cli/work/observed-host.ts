import { createHash } from 'node:crypto';
import type { ReadOn } from '../../src/lint/work.ts';
import { piecesIn, type FileHost } from '../../src/model/host.ts';

/** One thing that a piece of work asked of the file system or of the stacks of the run, and what it was told. */
export type Observation = readonly [question: Question, path: string, answer: string];

type Question = 'read' | 'kind' | 'exists' | 'find' | 'now' | 'export';

/** What is true during a run; a file is looked at once. */
export type Looker = (question: Question, path: string) => string | Promise<string>;

export interface Observed extends ReadOn {
  /** Each question once. */
  readonly observations: () => readonly Observation[];
}

/** Keeps a record of what is asked: a result is good for as long as all of that is so. */
export function observed({ host, exported }: ReadOn): Observed {
  const seen = new Map<string, Observation>();
  const note = (question: Question, path: string, answer: string): void => {
    seen.set(`${question} ${path}`, [question, path, answer]);
  };
  return {
    host: {
      ...host,
      readFile: (path) => {
        const noteRead = (answer: string): void => note('read', path, answer);
        try {
          const content = host.readFile(path);
          if (!(content instanceof Uint8Array)) return observedPieces(content, noteRead);
          noteRead(hashOf(content));
          return content;
        } catch (error) {
          noteRead(unreadable(error));
          throw error;
        }
      },
      kindOf: (path) => {
        const kind = host.kindOf(path);
        note('kind', path, kind);
        return kind;
      },
      fileExists: (path) => {
        const exists = host.fileExists(path);
        note('exists', path, String(exists));
        return exists;
      },
      findFiles: async (pattern) => {
        const found = await host.findFiles(pattern);
        note('find', pattern, hashOf(JSON.stringify(found)));
        return found;
      },
      now: () => {
        note('now', '', 'once');
        return host.now();
      },
    },
    exported: (name, importer = {}) => {
      const value = exported(name, importer);
      note('export', [importer.account, importer.region, name].join('\n'), hashOf(JSON.stringify(value ?? null)));
      return value;
    },
    observations: () => [...seen.values()],
  };
}

export function looker({ host, exported }: ReadOn): Looker {
  const answers = new Map<string, string | Promise<string>>();
  const look: Looker = (question, path) => {
    switch (question) {
      case 'read':
        return readHash(host, path);
      case 'kind':
        return host.kindOf(path);
      case 'exists':
        return String(host.fileExists(path));
      case 'find':
        return host.findFiles(path).then((found) => hashOf(JSON.stringify(found)));
      case 'export':
        return hashOf(JSON.stringify(exportedTo(path, exported) ?? null));
      case 'now':
        return 'never the same again';
    }
  };
  return (question, path) => {
    const key = `${question} ${path}`;
    const answer = answers.get(key) ?? look(question, path);
    answers.set(key, answer);
    return answer;
  };
}

function exportedTo(asked: string, exported: ReadOn['exported']): ReturnType<ReadOn['exported']> {
  const [account = '', region = '', ...name] = asked.split('\n');
  return exported(name.join('\n'), { ...(account === '' ? {} : { account }), ...(region === '' ? {} : { region }) });
}

export async function areStillSo(observations: readonly Observation[], look: Looker): Promise<boolean> {
  for (const [question, path, answer] of observations) {
    if ((await look(question, path)) !== answer) return false;
  }
  return true;
}

export function hashOf(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}

/** What is in a file is known when its last piece has been read. */
function* observedPieces(pieces: Iterable<Uint8Array>, noteRead: (answer: string) => void): Generator<Uint8Array> {
  const hash = createHash('sha256');
  try {
    for (const piece of pieces) {
      hash.update(piece);
      yield piece;
    }
  } catch (error) {
    noteRead(unreadable(error));
    throw error;
  }
  noteRead(hash.digest('hex'));
}

function readHash(host: FileHost, path: string): string {
  try {
    const hash = createHash('sha256');
    for (const piece of piecesIn(host.readFile(path))) hash.update(piece);
    return hash.digest('hex');
  } catch (error) {
    return unreadable(error);
  }
}

/** No hash is like it. */
function unreadable(error: unknown): string {
  return `unreadable: ${error instanceof Error ? error.message : String(error)}`;
}
