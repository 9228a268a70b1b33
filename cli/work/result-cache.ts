import type { CheckedFile } from '../../src/lint/check-file.ts';
import type { JudgedIntents } from '../../src/lint/intents-files.ts';
import type { ChosenFile } from '../../src/lint/paths.ts';
import type { IntentsFile, ReadOn } from '../../src/lint/work.ts';
import type { FileHost } from '../../src/model/host.ts';
import { INTERNAL_ERROR } from '../../src/rules/run-rules.ts';
import type { Answer, CheckAll } from './answer.ts';
import { toolIdentity } from './identity.ts';
import { areStillSo, hashOf, looker, observed, type Observation } from './observed-host.ts';
import type { ResultStore } from './result-store.ts';
import type { CheckSettings } from './settings.ts';

/**
 * Results of earlier runs. The key of one is made of the bytes of the file, everything that decides about
 * findings besides, and the tool itself; what else was looked at on the way, such as nested templates, is
 * kept with the result and compared again. Suppressions and baselines are applied afterwards, to recalled
 * results as to new ones.
 */
export interface ResultCache {
  readonly checkFiles: (checkOthers: CheckAll) => CheckAll;
  readonly judgeIntents: (intentsFiles: readonly IntentsFile[], answers: readonly Answer[], judge: (host: FileHost) => Promise<JudgedIntents>) => Promise<JudgedIntents>;
  readonly close: () => void;
}

interface Entries {
  readonly file: CheckedFile;
  readonly intents: JudgedIntents;
}

interface Entry<Result> {
  readonly result: Result;
  readonly observations: readonly Observation[];
}

export function resultCache(store: ResultStore, on: ReadOn, settings: CheckSettings): ResultCache {
  const look = looker(on);
  const tool = toolIdentity();
  const keyOf = (kind: keyof Entries, ...parts: readonly unknown[]): string => hashOf(JSON.stringify([tool, kind, settings, ...parts]));
  const fileKey = ({ path, named }: ChosenFile, content: string): string => keyOf('file', path, named, content);
  const recall = async <Kind extends keyof Entries>(_kind: Kind, key: string): Promise<Entry<Entries[Kind]> | undefined> => {
    // The store gives back only what is whole, and the key has this very build in it: the entry is its own.
    const entry = store.read(key) as Entry<Entries[Kind]> | undefined;
    return entry !== undefined && (await areStillSo(entry.observations, look)) ? entry : undefined;
  };
  return {
    checkFiles: (checkOthers) => async (files, here, done, run) => {
      const recalled = new Map<ChosenFile, Answer>();
      for (const file of files) {
        const entry = await recall('file', fileKey(file, await look('read', file.path)));
        if (entry === undefined) continue;
        recalled.set(file, { checked: entry.result, observations: entry.observations });
        done();
      }
      const others = files.filter((file) => !recalled.has(file));
      const found = others.length === 0 ? [] : await checkOthers(others, here, done, run);
      for (const [at, { checked, observations }] of found.entries()) {
        const file = others[at];
        // As it was when it was checked: it may have changed since the run began.
        const content = observations.find(([question, path]) => question === 'read' && path === file?.path)?.[2];
        if (file === undefined || content === undefined || !isLasting(checked)) continue;
        store.write(fileKey(file, content), { result: checked, observations } satisfies Entry<CheckedFile>);
      }
      const fresh = new Map(others.map((file, at) => [file, found[at]]));
      return files.flatMap((file) => recalled.get(file) ?? fresh.get(file) ?? []);
    },
    judgeIntents: async (intentsFiles, answers, judge) => {
      const key = keyOf('intents', intentsFiles, hashOf(JSON.stringify(answers.map(({ checked, observations }) => [checked.path, observations]))));
      const entry = await recall('intents', key);
      if (entry !== undefined) return entry.result;
      // What is exported is asked of the host again.
      const { host, observations } = observed(on);
      const result = await judge(host);
      if (result.problems.length === 0) store.write(key, { result, observations: observations() } satisfies Entry<JudgedIntents>);
      return result;
    },
    close: () => store.close(),
  };
}

/** A rule that failed may have failed for want of memory, a file that can't be read may be there the next time. */
function isLasting({ unreadable, own, behind }: CheckedFile): boolean {
  const readings = own === undefined ? behind : [own, ...behind];
  return unreadable === undefined && !readings.some(({ findings }) => findings.some(({ ruleId }) => ruleId === INTERNAL_ERROR));
}
