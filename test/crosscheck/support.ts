import { parsePolicy, type Policy } from 'policy-lint';
import type { AwsAnswer, AwsApi } from '../../src/crosscheck/aws/api.ts';
import type { Operation } from '../../src/crosscheck/aws/operations.ts';

export function parsePolicyDocument(document: unknown): Policy {
  const { policy } = parsePolicy(document);
  if (policy === undefined) throw new Error('this is no policy');
  return policy;
}

export interface ScriptedApi extends AwsApi {
  readonly asked: readonly { readonly operation: Operation; readonly input: Readonly<Record<string, unknown>> }[];
}

/** Answers without a connection, for what is not about the wire. */
export function scriptedApi(answer: (operation: Operation, input: Readonly<Record<string, unknown>>) => object | AwsAnswer): ScriptedApi {
  const asked: { readonly operation: Operation; readonly input: Readonly<Record<string, unknown>> }[] = [];
  return {
    asked,
    send: (operation, input) => {
      const plain = JSON.parse(JSON.stringify(input)) as Readonly<Record<string, unknown>>;
      asked.push({ operation, input: plain });
      const given = answer(operation, plain);
      return Promise.resolve('ok' in given ? given : { ok: true, output: given });
    },
  };
}
