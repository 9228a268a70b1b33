import type { Operation, Requests } from './operations.ts';

/** Why AWS gave no answer that can be used. */
export type FailureKind =
  /** AWS refused: the code and message are its own. */
  | 'refused'
  /** AWS refused because of too many calls, again after all retries. */
  | 'throttled'
  | 'noCredentials'
  | 'noRegion'
  /** The SDK's client is not installed. */
  | 'noClient'
  | 'network'
  /** What came back is not what the operation answers. */
  | 'malformed'
  /** A replay has no such exchange, or a broken one. */
  | 'notRecorded';

export interface AwsFailure {
  readonly kind: FailureKind;
  /** The code of the error as AWS names it, where it is AWS's. */
  readonly name?: string;
  /** One sentence: lower case, no final period. */
  readonly message: string;
}

export type AwsAnswer<Output = unknown> = { readonly ok: true; readonly output: Output } | { readonly ok: false; readonly failure: AwsFailure };

/**
 * What carries questions to AWS: the SDK, a recording, or a wrapper around another one. Never rejects.
 * The output is plain data as it came; `ask` checks its shape.
 */
export interface AwsApi {
  readonly send: <Name extends Operation>(operation: Name, input: Requests[Name]) => Promise<AwsAnswer>;
}

/** Failures that every further call would share: there is no sense in more of them. */
export function isLasting({ kind }: AwsFailure): boolean {
  return kind === 'noCredentials' || kind === 'noRegion' || kind === 'noClient';
}
