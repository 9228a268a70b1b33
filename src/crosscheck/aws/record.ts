import { shortHash } from '../../model/fingerprint.ts';
import type { AwsAnswer, AwsApi } from './api.ts';
import { canonical, exchangeText, notRecorded, readExchange, type ExchangeStore } from './exchange.ts';
import type { Operation } from './operations.ts';

/** The file of an exchange: the operation, and a digest of what was asked. */
export function exchangeName(operation: Operation, request: object): string {
  return `${operation}-${shortHash(canonical(request))}.json`;
}

/**
 * Passes questions on and keeps each with its answer. What AWS itself refused is an answer too; what never
 * reached it is none. Credentials are no part of either.
 */
export function recording(api: AwsApi, store: ExchangeStore): AwsApi {
  return {
    send: async (operation, input) => {
      const answer = await api.send(operation, input);
      if (!isOfAws(answer)) return answer;
      const name = exchangeName(operation, input);
      try {
        store.write(name, exchangeText(operation, input, answer));
      } catch (error) {
        return { ok: false, failure: notRecorded(`\`${name}\` can't be written: ${error instanceof Error ? error.message : String(error)}`) };
      }
      return answer;
    },
  };
}

function isOfAws(answer: AwsAnswer): boolean {
  return answer.ok || answer.failure.kind === 'refused';
}

/** Answers from recorded exchanges only. */
export function replaying(store: ExchangeStore): AwsApi {
  return {
    send: (operation, input) => {
      const name = exchangeName(operation, input);
      return Promise.resolve(replayed(store, name, operation, input));
    },
  };
}

function replayed(store: ExchangeStore, name: string, operation: Operation, input: object): AwsAnswer {
  try {
    const text = store.read(name);
    if (text !== undefined) return readExchange(name, text, operation, input);
    return { ok: false, failure: notRecorded(`there is no recorded answer for \`${operation}\` (\`${name}\`): record it with \`--record\`, from these files and options`) };
  } catch (error) {
    return { ok: false, failure: notRecorded(`\`${name}\` can't be read: ${error instanceof Error ? error.message : String(error)}`) };
  }
}
