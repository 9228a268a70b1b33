import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import type { ChosenFile } from '../../src/lint/paths.ts';
import { oneByOne, type LintWork } from '../../src/lint/work.ts';
import type { LintCommandOptions } from '../commands/lint.ts';
import { UsageError } from '../usage-error.ts';
import type { CheckSettings } from './settings.ts';

/**
 * How much there is to check before one more thread pays. A thread costs about one second of computing until
 * it is as fast as one that has been at it for a while; where there are no more than two processors, a run
 * without other threads keeps both of them busy already, one with compiling and collecting garbage.
 * Measured with templates of 150 lines, which have 6 KB.
 */
const BYTES_PER_THREAD = availableParallelism() > 2 ? 600_000 : 2_000_000;
/** More than this wait for each other rather than help. */
const MOST_THREADS = 8;

/** How the work of a run is done; undefined where this thread does it, file by file. */
export function workFor(settings: CheckSettings, options: LintCommandOptions): LintWork | undefined {
  const { concurrency, fix, fixDryRun, stdin } = options;
  if (concurrency === 0) throw new UsageError('`--concurrency` is at least 1');
  // Texts that are on no disk are known to this thread only.
  if (concurrency === 1 || fix === true || fixDryRun === true || stdin === true) return undefined;
  return {
    checkFiles: async (files, here, done) => {
      const others = Math.min(concurrency ?? threadsThatPay(files), files.length) - 1;
      if (others < 1) return oneByOne(files, here, done);
      const { inThreads } = await import('./threads.ts');
      return inThreads(others, settings)(files, here, done);
    },
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
