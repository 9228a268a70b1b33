import type { ProgressStep } from '../src/lint/lint-files.ts';

/** A run that is over sooner needs no progress line. */
const PATIENCE = 1000;
const INTERVAL = 100;

export interface ProgressLine {
  readonly update: (step: ProgressStep, done: number, total: number) => void;
  readonly clear: () => void;
}

/** One line at the terminal that says how far a long run is; nothing where no terminal is. */
export function progressLine(stream: NodeJS.WriteStream = process.stderr): ProgressLine {
  if (!stream.isTTY) return { update: () => undefined, clear: () => undefined };
  const start = Date.now();
  let shownAt: number | undefined;
  return {
    update: (step, done, total) => {
      const now = Date.now();
      if (now - start < PATIENCE || now - (shownAt ?? 0) < INTERVAL) return;
      shownAt = now;
      stream.write(`\r\u001B[K${step} ${done} of ${total} ${step === 'judged' ? 'intents files' : 'files'}`);
    },
    clear: () => {
      if (shownAt !== undefined) stream.write('\r\u001B[K');
    },
  };
}
