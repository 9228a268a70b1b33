import type { AwsAnswer, AwsApi } from './api.ts';
import { failureOf, NO_CLIENT } from './failure.ts';
import { OPERATIONS, type Operation, type Requests } from './operations.ts';
import { accessAnalyzerCalls, iamCalls, type AccessAnalyzerOperation, type Calls, type IamOperation } from './sdk-calls.ts';

/** What is left out is as the SDK finds it: in the environment, in the shared files, on the instance. */
export interface SdkOptions {
  readonly region?: string;
  readonly profile?: string;
  readonly endpoint?: string;
  /** How often a call is tried, the first time included; the SDK waits longer each time. */
  readonly maxAttempts?: number;
  /** Milliseconds until one try of a call is given up. */
  readonly timeout: number;
}

/** Asks AWS through its SDK, whose clients are loaded when the first question to their service comes. */
export function sdkApi(options: SdkOptions): AwsApi {
  let accessAnalyzer: Promise<Calls<AccessAnalyzerOperation>> | undefined;
  let iam: Promise<Calls<IamOperation>> | undefined;
  const loadAccessAnalyzer = (): Promise<Calls<AccessAnalyzerOperation>> =>
    (accessAnalyzer ??= import('@aws-sdk/client-accessanalyzer').then((sdk) => accessAnalyzerCalls(new sdk.AccessAnalyzer(clientConfig(options)))));
  const loadIam = (): Promise<Calls<IamOperation>> => (iam ??= import('@aws-sdk/client-iam').then((sdk) => iamCalls(new sdk.IAM(clientConfig(options)))));
  const call = async <Name extends Operation>(operation: Name, input: Requests[Name]): Promise<object> => {
    const calls: Partial<Calls<Operation>> = OPERATIONS[operation].service === 'iam' ? await loadIam() : await loadAccessAnalyzer();
    const one: Partial<Calls<Operation>>[Name] = calls[operation];
    if (one === undefined) throw new Error(`no client knows \`${operation}\``);
    return one(input);
  };
  return {
    send: async (operation, input) => {
      try {
        return plain(await call(operation, input));
      } catch (error) {
        return { ok: false, failure: isMissingClient(error) ? NO_CLIENT : failureOf(operation, error) };
      }
    },
  };
}

interface ClientConfig {
  readonly region?: string;
  readonly profile?: string;
  readonly endpoint?: string;
  readonly maxAttempts?: number;
  readonly requestHandler: { readonly connectionTimeout: number; readonly requestTimeout: number; readonly throwOnRequestTimeout: true };
}

function clientConfig({ region, profile, endpoint, maxAttempts, timeout }: SdkOptions): ClientConfig {
  return {
    ...(region === undefined ? {} : { region }),
    ...(profile === undefined ? {} : { profile }),
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(maxAttempts === undefined ? {} : { maxAttempts }),
    requestHandler: { connectionTimeout: timeout, requestTimeout: timeout, throwOnRequestTimeout: true },
  };
}

/** The answer alone, as JSON has it: `$metadata` tells of the connection, not of the question. */
function plain(output: object): AwsAnswer {
  const members = Object.entries(output).filter(([name]) => name !== '$metadata');
  const copy: unknown = JSON.parse(JSON.stringify(Object.fromEntries(members)));
  return { ok: true, output: copy };
}

function isMissingClient(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ERR_MODULE_NOT_FOUND' || error.code === 'MODULE_NOT_FOUND');
}
