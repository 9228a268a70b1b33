import type { CheckedFile } from '../../src/lint/check-file.ts';
import type { ChosenFile } from '../../src/lint/paths.ts';
import type { Observation } from './observed-host.ts';

/** A file, checked, and what that rests on. */
export interface Answer {
  readonly checked: CheckedFile;
  /** None where nobody wants to know. */
  readonly observations: readonly Observation[];
}

export type CheckOne = (file: ChosenFile) => Promise<Answer>;

/**
 * Checks files, and gives the answers in their order.
 *
 * @param run the paths of all files of the run: one may ask for what another one exports
 */
export type CheckAll = (files: readonly ChosenFile[], here: CheckOne, done: () => void, run: readonly string[]) => Promise<readonly Answer[]>;

/** All in this thread. */
export const allHere: CheckAll = async (files, here, done) => {
  const answers: Answer[] = [];
  for (const file of files) {
    answers.push(await here(file));
    done();
  }
  return answers;
};
