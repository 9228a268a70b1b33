import type { IncomingMessage } from 'node:http';

/** The Region of a request that carries a signature of the right kind for the service; otherwise what is wrong. */
export function readSignature(incoming: IncomingMessage, service: string): { readonly region: string } | string {
  const { authorization, host, 'x-amz-date': date } = incoming.headers;
  if (incoming.method !== 'POST') return `the method is ${incoming.method ?? ''}`;
  if (authorization === undefined) return 'the request is not signed';
  const match = /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([a-z0-9-]+)\/([a-z-]+)\/aws4_request, SignedHeaders=([a-z0-9;-]+), Signature=[0-9a-f]{64}$/.exec(authorization);
  if (match === null) return `the signature has another form: ${authorization}`;
  const [, , day, region = '', signed, headers = ''] = match;
  if (signed !== service) return `the signature is for \`${signed ?? ''}\``;
  if (typeof date !== 'string' || !date.startsWith(day ?? '-')) return 'the signature is of another day than the request';
  if (!headers.split(';').includes('host') || host === undefined) return 'the host is not signed';
  return { region };
}
