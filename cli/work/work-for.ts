import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { nodeHost } from '../../src/host/node.ts';
import type { ChosenFile } from '../../src/lint/paths.ts';
import type { LintWork, ReadOn } from '../../src/lint/work.ts';
import { exportsAmong } from '../../src/sources/index.ts';
import type { LintCommandOptions } from '../commands/lint.ts';
import { UsageError } from '../usage-error.ts';
import { allHere, type Answer, type CheckAll } from './answer.ts';
import { observed } from './observed-host.ts';
import type { ResultCache } from './result-cache.ts';
import type { CheckSettings } from './settings.ts';

/**
 * How much there is to check before one more thread pays. A thread costs one second of computing and more until
 * it is as fast as one that has been at it for a while. Where there are no more than two processors, a run without
 * other threads keeps both of them busy already, one with compiling and collecting garbage: a second thread
 * took 40 % more computing for 0.6 MB of templates, 33 % for 5.5 MB and was no faster, 15 % for 9 MB.
 * Measured with templates of 150 lines, which have 6 KB; `bench/repository.ts` compares.
 */
const BYTES_PER_THREAD = availableParallelism() > 2 ? 600_000 : 8_000_000;
/** More than this wait for each other rather than help. */
const MOST_THREADS = 8;
const CACHE_FOLDER = '.policy-lint-cache';

/** How the work of a run is done; undefined where this thread does it, file by file. */
export function workFor(settings: CheckSettings, options: LintCommandOptions): LintWork | undefined {
  const { concurrency, cache: cached, cacheLocation, fix, fixDryRun, stdin } = options;
  if (concurrency === 0) throw new UsageError('`--concurrency` is at least 1');
  if (cacheLocation !== undefined && cached !== true) throw new UsageError('`--cache-location` says where the cache is: `--cache` uses it');
  // Texts that are on no disk are known to this thread only.
  if (fix === true || fixDryRun === true || stdin === true) return undefined;
  if (cached !== true) return concurrency === 1 ? undefined : { checkFiles: plainly(inThreadsThatPay(settings, concurrency, false)) };
  return withCache(settings, cacheLocation ?? CACHE_FOLDER, inThreadsThatPay(settings, concurrency, true));
}

function plainly(checkAll: CheckAll): LintWork['checkFiles'] {
  return async (files, here, done) => {
    const answers = await checkAll(files, async (file) => ({ checked: await here(file), observations: [] }), done, pathsOf(files));
    return answers.map(({ checked }) => checked);
  };
}

function withCache(settings: CheckSettings, folder: string, checkAll: CheckAll): LintWork {
  let known: { readonly cache: ResultCache; readonly answers: readonly Answer[] } | undefined;
  return {
    checkFiles: async (files, here, done) => {
      const run = pathsOf(files);
      const { parameters = {} } = settings;
      const on = { host: nodeHost, exported: exportsAmong(run, { host: nodeHost, parameters }) };
      const checkOne = async (file: ChosenFile): Promise<Answer> => {
        const { observations, ...seen } = observed(on);
        return { checked: await here(file, seen), observations: observations() };
      };
      const cache = await openCache(settings, folder, on);
      const answers = await cache.checkFiles(checkAll)(files, checkOne, done, run);
      known = { cache, answers };
      cache.close();
      return answers.map(({ checked }) => checked);
    },
    judgeIntents: async (_files, intentsFiles, here) => {
      if (known === undefined) return here();
      const { cache, answers } = known;
      const judged = await cache.judgeIntents(intentsFiles, answers, here);
      cache.close();
      return judged;
    },
  };
}

function pathsOf(files: readonly ChosenFile[]): readonly string[] {
  return files.map(({ path }) => path);
}

async function openCache(settings: CheckSettings, folder: string, on: ReadOn): Promise<ResultCache> {
  const [{ resultCache }, { resultStore }] = await Promise.all([import('./result-cache.ts'), import('./result-store.ts')]);
  const store = resultStore(folder, Date.now(), (message) => process.stderr.write(`policy-lint: ${message}\n`));
  return resultCache(store, on, settings);
}

function inThreadsThatPay(settings: CheckSettings, concurrency: number | undefined, isObserved: boolean): CheckAll {
  return async (files, here, done, run) => {
    const others = Math.min(concurrency ?? threadsThatPay(files), files.length) - 1;
    if (others < 1) return allHere(files, here, done, run);
    const { inThreads } = await import('./threads.ts');
    return inThreads(others, settings, isObserved)(files, here, done, run);
  };
}

function threadsThatPay(files: readonly ChosenFile[]): number {
  const most = Math.min(availableParallelism(), MOST_THREADS);
  let bytes = 0;
  for (const { path } of files) {
    bytes += sizeOf(path);
    if (bytes >= most * BYTES_PER_THREAD) break;
  }
  return Math.min(most, 1 + Math.floor(bytes / BYTES_PER_THREAD));
}

/** A file that can't be looked at is no work: reading it will say why. */
function sizeOf(path: string): number {
  try {
    return statSync(path).size;
  } catch {
    return 0;
  }
}
