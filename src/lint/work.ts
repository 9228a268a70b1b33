import type { FileHost } from '../model/host.ts';
import type { CheckedFile, CheckOptions } from './check-file.ts';
import type { JudgedIntents } from './intents-files.ts';
import type { ChosenFile } from './paths.ts';

/**
 * How the work of a run is done where it is not simply done here, file by file: by other threads, or by
 * recalling what an earlier run found. What comes of it is the same.
 */
export interface LintWork {
  /**
   * Checks every file once, in whichever order; the results are in the order of the files.
   *
   * @param here checks one in this thread. It is read through what is given, if anything is.
   * @param done told of each file that is.
   */
  readonly checkFiles: (files: readonly ChosenFile[], here: (file: ChosenFile, on?: ReadOn) => Promise<CheckedFile>, done: () => void) => Promise<readonly CheckedFile[]>;
  /** Judges the intents of a run, after its files are checked; `here` does so in this thread, with everything read through the host. */
  readonly judgeIntents?: (files: readonly ChosenFile[], intentsFiles: readonly IntentsFile[], here: (host?: FileHost) => Promise<JudgedIntents>) => Promise<JudgedIntents>;
}

/** What a file may ask for besides its own text. */
export type ReadOn = Required<Pick<CheckOptions, 'host' | 'exported'>>;

/** All in this thread. */
export const oneByOne: LintWork['checkFiles'] = async (files, here, done) => {
  const checked: CheckedFile[] = [];
  for (const file of files) {
    checked.push(await here(file));
    done();
  }
  return checked;
};

export interface IntentsFile {
  readonly path: string;
  /** It was named, and is judged in full; one that was found beside the files is judged only for these. */
  readonly named: boolean;
}
