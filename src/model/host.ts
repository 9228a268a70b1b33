/**
 * What the outside world looks like to the pure parts of the package. The Node implementation is
 * `src/host/node.ts`; tests and browsers bring their own.
 */
export interface Host {
  /** What is in a file. Throws an `Error` whose message says why it can't be read, here or between two pieces. */
  readonly readFile: (path: string) => FileContent;
  readonly fileExists: (path: string) => boolean;
  /**
   * A path as seen from a folder: `../stacks/a.yaml` from `..` is known only to whoever knows the working directory.
   * Without it, paths are compared as they are written.
   */
  readonly pathFrom?: (folder: string, path: string) => string;
  /**
   * One of the package's own data files (the service reference, managed policies), by its name
   * relative to the data folder. Throws when the file is not there: the package is incomplete then.
   */
  readonly readData: (name: string) => Uint8Array;
  /** Inflates a gzip stream. */
  readonly gunzip: (bytes: Uint8Array) => Uint8Array;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** The bytes of a file, in pieces where there are many. `fileText` (`src/sources/text/file-text.ts`) makes text of either. */
export type FileContent = Uint8Array | Iterable<Uint8Array>;

export function piecesIn(content: FileContent): Iterable<Uint8Array> {
  return content instanceof Uint8Array ? [content] : content;
}

/** A host that can also look around in its file system, for whoever lints files by pattern. */
export interface FileHost extends Host {
  readonly kindOf: (path: string) => PathKind;
  /** The files that a glob pattern matches, as paths like the pattern: relative if it is. Never rejects. */
  readonly findFiles: (pattern: string) => Promise<FoundFiles>;
}

/** A host that reads files of any size, a piece at a time. */
export interface StreamHost {
  /** The pieces of a file in their order. Fails while it is read, with an `Error` whose message says why. */
  readonly readChunks: (path: string) => AsyncIterable<Uint8Array>;
  /** Inflates a gzip stream (of any number of members) as it comes. Fails like {@link StreamHost.readChunks}. */
  readonly gunzipChunks: (chunks: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>;
}

export type PathKind = 'file' | 'folder' | 'missing';

export interface FoundFiles {
  readonly paths: readonly string[];
  /** What could not be searched, such as a folder that may not be read: one sentence each. */
  readonly problems: readonly string[];
}
