import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readAccessAnalyzerRequest } from './access-analyzer.ts';
import { readIamRequest } from './iam.ts';
import { queryError, queryResponse } from './xml.ts';

/** A request that the server understood: well signed, of an operation that there is, with members that it takes. */
export interface ServedRequest {
  readonly service: 'accessanalyzer' | 'iam';
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly region: string;
}

export type Reply =
  /** The operation's output, written in the service's protocol. */
  | { readonly output: object }
  | { readonly error: string; readonly message?: string; readonly status?: number }
  /** Bytes as they are, with a status of 200 unless another is given. */
  | { readonly raw: string; readonly status?: number; readonly type?: string }
  | { readonly hangUp: true };

export interface LoopbackAws {
  readonly url: string;
  /** In the order in which they came, refused ones left out. */
  readonly requests: readonly ServedRequest[];
  /** What was malformed in requests; a test that expects none looks here. */
  readonly refused: readonly string[];
  readonly close: () => Promise<void>;
}

/** Wherever a test forgets to close it, the server ends by itself. */
const LIFETIME = 60_000;

/**
 * A server on the loopback address that speaks as IAM (Query, XML) and Access Analyzer (REST, JSON) do.
 * What the SDK sends is read strictly and refused with `MalformedRequest` where it is not by the model.
 *
 * @param answer what to reply to each request; a promise that takes its time makes a slow answer.
 */
export async function loopbackAws(answer: (request: ServedRequest, count: number) => Reply | Promise<Reply>): Promise<LoopbackAws> {
  const requests: ServedRequest[] = [];
  const refused: string[] = [];
  const server = createServer((incoming, outgoing) => {
    void respond(incoming, outgoing).catch(() => outgoing.destroy());
  });
  async function respond(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await bodyOf(incoming);
    const type = incoming.headers['content-type'] ?? '';
    const isIam = type.startsWith('application/x-www-form-urlencoded');
    const read = isIam ? readIamRequest(incoming, body) : readAccessAnalyzerRequest(incoming, body);
    if (typeof read === 'string') {
      refused.push(read);
      write(outgoing, isIam, '', { error: 'MalformedRequest', message: read });
      return;
    }
    requests.push(read);
    const count = requests.filter((other) => other.operation === read.operation).length;
    write(outgoing, isIam, read.operation, await answer(read, count));
  }
  server.keepAliveTimeout = 1000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => {
        resolve();
      });
      server.closeAllConnections();
    });
  setTimeout(() => void close(), LIFETIME).unref();
  server.unref();
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, requests, refused, close };
}

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) if (chunk instanceof Buffer) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function write(outgoing: ServerResponse, isIam: boolean, operation: string, reply: Reply): void {
  if ('hangUp' in reply) {
    outgoing.destroy();
    return;
  }
  if ('raw' in reply) {
    outgoing.writeHead(reply.status ?? 200, { 'content-type': reply.type ?? (isIam ? 'text/xml' : 'application/json') }).end(reply.raw);
    return;
  }
  const requestId = '11111111-2222-3333-4444-555555555555';
  if ('error' in reply) {
    const { error, message = `${error} of the test`, status = 400 } = reply;
    if (isIam) outgoing.writeHead(status, { 'content-type': 'text/xml' }).end(queryError(error, message));
    else outgoing.writeHead(status, { 'content-type': 'application/json', 'x-amzn-errortype': error, 'x-amzn-requestid': requestId }).end(JSON.stringify({ message }));
    return;
  }
  if (isIam) outgoing.writeHead(200, { 'content-type': 'text/xml' }).end(queryResponse(operation, reply.output));
  else outgoing.writeHead(200, { 'content-type': 'application/json', 'x-amzn-requestid': requestId }).end(JSON.stringify(reply.output));
}
