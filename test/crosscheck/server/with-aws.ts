import { vi } from 'vitest';
import type { AwsApi } from '../../../src/crosscheck/aws/api.ts';
import { sdkApi } from '../../../src/crosscheck/aws/sdk-api.ts';
import { loopbackAws, type LoopbackAws, type Reply, type ServedRequest } from './server.ts';

export interface WithAwsOptions {
  readonly timeout?: number;
  readonly maxAttempts?: number;
  readonly region?: string | undefined;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** No shared files, no instance: what the SDK finds is what a test gives it. */
export const AWS_ENV: Readonly<Record<string, string>> = {
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/nonexistent/config',
  AWS_SHARED_CREDENTIALS_FILE: '/nonexistent/credentials',
  AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  AWS_SESSION_TOKEN: 'session-token-of-the-test',
};

/** Runs with the real SDK clients, asked of a server that is gone afterwards. */
export async function withAws(
  answer: (request: ServedRequest, count: number) => Reply | Promise<Reply>,
  use: (api: AwsApi, server: LoopbackAws) => Promise<void>,
  options: WithAwsOptions = {},
): Promise<void> {
  const { region } = { region: 'eu-west-1', ...options };
  for (const [name, value] of Object.entries({ ...AWS_ENV, AWS_REGION: undefined, AWS_PROFILE: undefined, ...options.env })) vi.stubEnv(name, value);
  const server = await loopbackAws(answer);
  try {
    const { timeout = 5_000, maxAttempts = 2 } = options;
    await use(sdkApi({ endpoint: server.url, timeout, maxAttempts, ...(region === undefined ? {} : { region }) }), server);
  } finally {
    await server.close();
    vi.unstubAllEnvs();
  }
}
