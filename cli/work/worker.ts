import { parentPort } from 'node:worker_threads';
import { nodeHost } from '../../src/host/node.ts';
import { checkRead, readChosen, type CheckOptions } from '../../src/lint/check-file.ts';
import type { ChosenFile } from '../../src/lint/paths.ts';
import type { ReadOn } from '../../src/lint/work.ts';
import { useReferenceData } from '../../src/reference/data.ts';
import { exportsAmong } from '../../src/sources/index.ts';
import type { Answer } from './answer.ts';
import type { FromWorker, ToWorker } from './messages.ts';
import { observed } from './observed-host.ts';
import { checkOptions } from './settings.ts';

/** A thread of a run: checks the files that it is given, in their order. */

const port = parentPort;
if (port === null) throw new Error('this module is for a thread of the command');
const send = (message: FromWorker): void => port.postMessage(message);

useReferenceData(nodeHost);
let options: CheckOptions & ReadOn = { host: nodeHost, exported: () => undefined };
let isObserved = false;
let work = Promise.resolve();
port.on('message', (message: ToWorker) => {
  work = work.then(() => obey(message)).catch((error: unknown) => send(failure(error)));
});

async function obey(message: ToWorker): Promise<void> {
  if (message.kind === 'settings') {
    const { settings, run } = message;
    const exported = exportsAmong(run, { host: nodeHost, ...(settings.parameters === undefined ? {} : { parameters: settings.parameters }) });
    options = { ...(await checkOptions(settings)), host: nodeHost, exported };
    isObserved = message.observed;
    send({ kind: 'ready' });
    return;
  }
  const answers: Answer[] = [];
  for (const file of message.files) answers.push(await check(file));
  send({ kind: 'checked', first: message.first, answers });
}

async function check(file: ChosenFile): Promise<Answer> {
  if (!isObserved) return { checked: await checkRead(readChosen(file, options), options), observations: [] };
  const { observations, ...on } = observed(options);
  return { checked: await checkRead(readChosen(file, { ...options, ...on }), options), observations: observations() };
}

function failure(error: unknown): FromWorker {
  if (!(error instanceof Error)) return { kind: 'failed', message: String(error) };
  return { kind: 'failed', message: error.message, ...(error.stack === undefined ? {} : { stack: error.stack }) };
}
