import type { AwsFailure } from './aws/api.ts';
import type { CallFailure } from './report.ts';

/** Collects what went wrong: the same failure of many calls is told once, with their number. */
export interface FailureLog {
  readonly add: (failure: AwsFailure) => void;
  readonly all: () => readonly CallFailure[];
}

export function failureLog(): FailureLog {
  const found = new Map<string, CallFailure>();
  return {
    add: ({ kind, message }) => {
      const key = `${kind} ${message}`;
      found.set(key, { kind, message, count: (found.get(key)?.count ?? 0) + 1 });
    },
    all: () => [...found.values()],
  };
}
