import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AwsApi } from '../../../src/crosscheck/aws/api.ts';
import type { ExchangeStore } from '../../../src/crosscheck/aws/exchange.ts';
import { recording, replaying } from '../../../src/crosscheck/aws/record.ts';
import { sdkApi } from '../../../src/crosscheck/aws/sdk-api.ts';
import { counted, limited, once } from '../../../src/crosscheck/aws/traffic.ts';
import { describeIoError } from '../../../src/host/io-error.ts';
import { nodeHost } from '../../../src/host/node.ts';
import type { CrossCheckCommandOptions } from '../../commands/cross-check.ts';
import { UsageError } from '../../usage-error.ts';

/** Simulations are throttled sooner than most calls: a run of many has to have patience. */
const MAX_ATTEMPTS = 6;
const CONCURRENCY = 4;
const TIMEOUT_SECONDS = 30;

/** Who answers: AWS, or a recording of it. */
export function apiFor(options: CrossCheckCommandOptions, onAnswer: (asked: number, answered: number) => void): AwsApi {
  if (options.replay !== undefined) {
    if (nodeHost.kindOf(options.replay) !== 'folder') throw new UsageError(`there is no folder \`${options.replay}\` to replay`);
    return once(counted(replaying(folderStore(options.replay)), onAnswer));
  }
  const aws = sdkApi(sdkOptions(options));
  const kept = options.record === undefined ? aws : recording(aws, newFolderStore(options.record));
  return once(counted(limited(kept, options.concurrency ?? CONCURRENCY), onAnswer));
}

function sdkOptions({ region, profile, endpointUrl, maxAttempts, timeout = TIMEOUT_SECONDS }: CrossCheckCommandOptions): Parameters<typeof sdkApi>[0] {
  const attempts = maxAttempts ?? (process.env['AWS_MAX_ATTEMPTS'] === undefined ? MAX_ATTEMPTS : undefined);
  if (endpointUrl !== undefined && !URL.canParse(endpointUrl)) throw new UsageError(`\`${endpointUrl}\` is no URL`);
  return {
    ...(region === undefined ? {} : { region }),
    ...(profile === undefined ? {} : { profile }),
    ...(endpointUrl === undefined ? {} : { endpoint: endpointUrl }),
    ...(attempts === undefined ? {} : { maxAttempts: attempts }),
    timeout: timeout * 1000,
  };
}

function newFolderStore(folder: string): ExchangeStore {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new UsageError(`can't make the folder \`${folder}\`: ${describeIoError(error)}`);
  }
  return folderStore(folder);
}

function folderStore(folder: string): ExchangeStore {
  return {
    read: (name) => {
      const path = join(folder, name);
      if (nodeHost.kindOf(path) === 'missing') return undefined;
      try {
        return readFileSync(path, 'utf8');
      } catch (error) {
        throw new Error(describeIoError(error), { cause: error });
      }
    },
    write: (name, text) => {
      try {
        // Policies tell who may do what: nobody else's business.
        writeFileSync(join(folder, name), text, { mode: 0o600 });
      } catch (error) {
        throw new Error(describeIoError(error), { cause: error });
      }
    },
  };
}
