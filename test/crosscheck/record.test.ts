import { describe, expect, it } from 'vitest';
import type { AwsAnswer } from '../../src/crosscheck/aws/api.ts';
import type { ExchangeStore } from '../../src/crosscheck/aws/exchange.ts';
import { exchangeName, recording, replaying } from '../../src/crosscheck/aws/record.ts';
import { scriptedApi } from './support.ts';
import { AWS_ENV, withAws } from './server/with-aws.ts';

function memory(files = new Map<string, string>()): ExchangeStore & { readonly files: Map<string, string> } {
  return { files, read: (name) => files.get(name), write: (name, text) => files.set(name, text) };
}

const request = { policyDocument: '{"Version":"2012-10-17","Statement":[]}', policyType: 'IDENTITY_POLICY' } as const;
const name = exchangeName('ValidatePolicy', request);
const ANSWER = { findings: [] };

describe('a recorded exchange', () => {
  it('answers the same request, whatever the order of its members', async () => {
    const store = memory();
    await recording(scriptedApi(() => ANSWER), store).send('ValidatePolicy', request);
    expect([...store.files.keys()]).toEqual([name]);
    expect(JSON.parse(store.files.get(name) ?? '')).toEqual({ schemaVersion: 1, operation: 'ValidatePolicy', request, response: ANSWER });
    const { policyDocument, policyType } = request;
    expect(await replaying(store).send('ValidatePolicy', { policyType, policyDocument })).toEqual({ ok: true, output: ANSWER });
  });

  it('of a refusal is one too', async () => {
    const store = memory();
    const refusal: AwsAnswer = { ok: false, failure: { kind: 'refused', name: 'ValidationException', message: 'too long' } };
    await recording(scriptedApi(() => refusal), store).send('ValidatePolicy', request);
    expect(await replaying(store).send('ValidatePolicy', request)).toEqual(refusal);
  });

  it.each(['noCredentials', 'network', 'throttled', 'malformed'] as const)('is none where AWS did not answer: %s', async (kind) => {
    const store = memory();
    const failure: AwsAnswer = { ok: false, failure: { kind, message: 'x' } };
    expect(await recording(scriptedApi(() => failure), store).send('ValidatePolicy', request)).toEqual(failure);
    expect(store.files.size).toBe(0);
  });

  it('has nothing of the credentials or the connection', async () => {
    const store = memory();
    await withAws(
      () => ({ output: ANSWER }),
      async (api) => {
        await recording(api, store).send('ValidatePolicy', request);
      },
    );
    const text = store.files.get(name) ?? '';
    for (const variable of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'] as const) expect(text).not.toContain(AWS_ENV[variable]);
    expect(Object.keys(JSON.parse(text) as object)).toEqual(['schemaVersion', 'operation', 'request', 'response']);
  });

  it('that can not be kept is a failure, not a silent gap', async () => {
    const store: ExchangeStore = {
      read: () => undefined,
      write: () => {
        throw new Error('no space left on the device');
      },
    };
    expect(await recording(scriptedApi(() => ANSWER), store).send('ValidatePolicy', request)).toEqual({ ok: false, failure: { kind: 'notRecorded', message: `\`${name}\` can't be written: no space left on the device` } });
  });

  const exchange = (more: object): string => JSON.stringify({ schemaVersion: 1, operation: 'ValidatePolicy', request, response: ANSWER, ...more });
  it.each<readonly [string, string | undefined, string]>([
    ['not there', undefined, `there is no recorded answer for \`ValidatePolicy\` (\`${name}\`): record it with \`--record\`, from these files and options`],
    ['no JSON', '{\n  "schemaVersion": 1,\n  oops }', 'is no JSON: line 3, column 3: '],
    ['cut off', '{\n  "schemaVersion": 1,', 'is no JSON: '],
    ['no object', '[]', 'is no object'],
    ['of a later format', exchange({ schemaVersion: 2 }), 'is not of `schemaVersion` 1'],
    ['of no operation', exchange({ operation: 'Validate' }), 'names no `operation` that there is'],
    ['of another operation', exchange({ operation: 'GetRole' }), 'is of another request than `ValidatePolicy` asks here: record it again'],
    ['of another request', exchange({ request: { ...request, policyType: 'RESOURCE_POLICY' } }), 'is of another request than `ValidatePolicy` asks here: record it again'],
    ['without an answer', exchange({ response: undefined }), 'has neither `response` nor `error`'],
    ['of another shape', exchange({ response: { findings: [{ issueCode: 'A' }] } }), "has a `response` that is none of `ValidatePolicy`: `/findings/0` must have required property 'findingType'"],
    ['of a refusal without a name', exchange({ error: { message: 'x' } }), 'has an `error` without `name` and `message`'],
  ])('that is %s says so', async (_name, text, message) => {
    const answer = await replaying(memory(new Map(text === undefined ? [] : [[name, text]]))).send('ValidatePolicy', request);
    expect(answer).toMatchObject({ ok: false, failure: { kind: 'notRecorded' } });
    if (!answer.ok) expect(answer.failure.message).toContain(message);
  });
});
