import { parentPort } from 'node:worker_threads';
import { nodeHost } from '../../src/host/node.ts';
import { checkRead, readChosen, type CheckedFile, type CheckOptions } from '../../src/lint/check-file.ts';
import { useReferenceData } from '../../src/reference/data.ts';
import type { FromWorker, ToWorker } from './messages.ts';
import { checkOptions } from './settings.ts';

/** A thread of a run: checks the files that it is given, in their order. */

const port = parentPort;
if (port === null) throw new Error('this module is for a thread of the command');
const send = (message: FromWorker): void => port.postMessage(message);

useReferenceData(nodeHost);
let options: CheckOptions = { host: nodeHost };
let work = Promise.resolve();
port.on('message', (message: ToWorker) => {
  work = work.then(() => obey(message)).catch((error: unknown) => send(failure(error)));
});

async function obey(message: ToWorker): Promise<void> {
  if (message.kind === 'settings') {
    options = { ...(await checkOptions(message.settings)), host: nodeHost };
    send({ kind: 'ready' });
    return;
  }
  const files: CheckedFile[] = [];
  for (const file of message.files) files.push(await checkRead(readChosen(file, options), options));
  send({ kind: 'checked', first: message.first, files });
}

function failure(error: unknown): FromWorker {
  if (!(error instanceof Error)) return { kind: 'failed', message: String(error) };
  return { kind: 'failed', message: error.message, ...(error.stack === undefined ? {} : { stack: error.stack }) };
}
