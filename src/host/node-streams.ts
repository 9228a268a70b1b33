import { createReadStream } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { StreamHost } from '../model/host.ts';
import { describeIoError } from './io-error.ts';

const PIECE = 256 * 1024;

const GZIP_REASONS: Readonly<Record<string, string>> = {
  Z_BUF_ERROR: 'the gzip data ends too early',
  Z_DATA_ERROR: 'the gzip data is damaged',
};

/** Streams of the machine that Node runs on. */
export const nodeStreamHost: StreamHost = {
  readChunks: (path) => described(createReadStream(path, { highWaterMark: PIECE })),
  gunzipChunks: (chunks) => {
    const inflated = createGunzip({ chunkSize: PIECE });
    // The reader of `inflated` meets the error; here it only has to end both sides.
    pipeline(Readable.from(chunks), inflated, () => undefined);
    return described(inflated);
  },
};

async function* described(stream: Readable): AsyncIterable<Uint8Array> {
  try {
    for await (const chunk of stream) if (chunk instanceof Uint8Array) yield chunk;
  } catch (error) {
    const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
    throw new Error(GZIP_REASONS[code] ?? describeIoError(error), { cause: error });
  }
}
