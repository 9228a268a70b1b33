import { isLasting, type AwsAnswer, type AwsApi, type AwsFailure } from './api.ts';
import { canonical } from './exchange.ts';

/** So many calls at once, the rest in the order of asking. */
export function limited(api: AwsApi, concurrency: number): AwsApi {
  const waiting: (() => void)[] = [];
  let running = 0;
  const turn = (): Promise<void> => {
    if (running < concurrency) {
      running += 1;
      return Promise.resolve();
    }
    return new Promise((resolve) => waiting.push(resolve));
  };
  const done = (): void => {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  };
  return {
    send: async (operation, input) => {
      await turn();
      try {
        return await api.send(operation, input);
      } finally {
        done();
      }
    },
  };
}

/** Asks the same only once, and nothing more once every further call would fail alike. */
export function once(api: AwsApi): AwsApi {
  const asked = new Map<string, Promise<AwsAnswer>>();
  let lasting: AwsFailure | undefined;
  return {
    send: (operation, input) => {
      if (lasting !== undefined) return Promise.resolve({ ok: false, failure: lasting });
      const key = `${operation} ${canonical(input)}`;
      const known = asked.get(key);
      if (known !== undefined) return known;
      const answer = api.send(operation, input).then((came) => {
        if (!came.ok && isLasting(came.failure)) lasting = came.failure;
        return came;
      });
      asked.set(key, answer);
      return answer;
    },
  };
}

/** Tells of each answer as it comes. */
export function counted(api: AwsApi, onAnswer: (asked: number, answered: number) => void): AwsApi {
  let asked = 0;
  let answered = 0;
  return {
    send: async (operation, input) => {
      asked += 1;
      const answer = await api.send(operation, input);
      answered += 1;
      onAnswer(asked, answered);
      return answer;
    },
  };
}
