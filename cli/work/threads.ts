import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { ChosenFile } from '../../src/lint/paths.ts';
import type { Answer, CheckAll, CheckOne } from './answer.ts';
import type { FromWorker, ToWorker } from './messages.ts';
import type { CheckSettings } from './settings.ts';

/** Batches that a thread has before it: while it sends one back it has the next. */
const AHEAD = 2;
const LARGEST_BATCH = 16;

/** The worker beside this module: this one runs from source as TypeScript, and built as a chunk of one folder. */
const WORKER = new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './lint-worker.js', import.meta.url);

interface Batch {
  readonly first: number;
  readonly files: readonly ChosenFile[];
}

/**
 * Checks files in this thread and in others beside it. Each takes the next batch when it is done with one;
 * batches shrink towards the end, so that all end at about the same time.
 *
 * @param others how many threads there are beside this one
 * @param observed whether they tell what their answers rest on
 */
export function inThreads(others: number, settings: CheckSettings, observed: boolean): CheckAll {
  return async (files, here, done, run) => {
    const results = new Map<number, Answer>();
    let next = 0;
    const take = (): Batch | undefined => {
      if (next >= files.length) return undefined;
      const size = Math.min(LARGEST_BATCH, Math.ceil((files.length - next) / ((others + 1) * 4)));
      const first = next;
      next += size;
      return { first, files: files.slice(first, next) };
    };
    const keep = (first: number, answers: readonly Answer[]): void => {
      for (const [offset, answer] of answers.entries()) {
        results.set(first + offset, answer);
        done();
      }
    };
    const threads = Array.from({ length: others }, () => startThread({ kind: 'settings', settings, observed, run }, take, keep));
    try {
      const ownPart = checkHere(take, here, keep).then(() => {
        for (const { release } of threads) release();
      });
      await Promise.all([ownPart, ...threads.map(({ finished }) => finished)]);
    } finally {
      // What is left to take is not taken: a thread that failed has ended the run.
      next = files.length;
      for (const { worker } of threads) void worker.terminate();
    }
    return files.map((file, at) => {
      const answer = results.get(at);
      if (answer === undefined) throw new Error(`no thread checked \`${file.path}\``);
      return answer;
    });
  };
}

async function checkHere(take: () => Batch | undefined, here: CheckOne, keep: (first: number, answers: readonly Answer[]) => void): Promise<void> {
  for (let batch = take(); batch !== undefined; batch = take()) {
    for (const [offset, file] of batch.files.entries()) {
      keep(batch.first + offset, [await here(file)]);
      // Lets this thread hear what the others have to say.
      await setImmediate();
    }
  }
}

interface Thread {
  readonly worker: Worker;
  /** When it has nothing left to do. Rejects when it ends before. */
  readonly finished: Promise<void>;
  /** Says that nothing is left to take: one that is only starting is not waited for. */
  readonly release: () => void;
}

function startThread(settings: ToWorker, take: () => Batch | undefined, keep: (first: number, answers: readonly Answer[]) => void): Thread {
  const worker = new Worker(WORKER);
  const send = (message: ToWorker): void => worker.postMessage(message);
  send(settings);
  let ahead = 0;
  let release = (): void => undefined;
  const finished = new Promise<void>((resolve, reject) => {
    release = () => {
      if (ahead === 0) resolve();
    };
    const give = (): void => {
      for (let batch = ahead < AHEAD ? take() : undefined; batch !== undefined; batch = ahead < AHEAD ? take() : undefined) {
        ahead += 1;
        send({ kind: 'check', ...batch });
      }
      release();
    };
    worker.on('message', (message: FromWorker) => {
      if (message.kind === 'failed') {
        reject(Object.assign(new Error(message.message), message.stack === undefined ? {} : { stack: message.stack }));
        return;
      }
      if (message.kind === 'checked') {
        ahead -= 1;
        keep(message.first, message.answers);
      }
      give();
    });
    worker.on('error', (error) => reject(new Error(`a thread failed: ${error.message} (\`--concurrency 1\` does without)`, { cause: error })));
    worker.on('messageerror', (error) => reject(new Error(`a thread's answer can't be read: ${error.message}`, { cause: error })));
    worker.on('exit', (code) => reject(new Error(`a thread ended early, with code ${code} (\`--concurrency 1\` does without)`)));
  });
  return { worker, finished, release: () => release() };
}
