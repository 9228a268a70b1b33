import { trailCollector, type Collected, type CollectOptions } from '../../../src/generate/cloudtrail/collector.ts';
import { readEvent, type TrailEvent } from '../../../src/generate/cloudtrail/event.ts';
import { readTrail, type TrailProblem } from '../../../src/generate/cloudtrail/read-trail.ts';
import { nodeStreamHost } from '../../../src/host/node-streams.ts';
import type { StreamHost } from '../../../src/model/host.ts';

export const ACCOUNT = '111122223333';

/** An event as a log has it, of a role's session unless the rest says otherwise. */
export function record(source: string, name: string, parameters: unknown = null, rest: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  return {
    eventTime: '2026-01-05T08:00:00Z',
    eventSource: `${source}.amazonaws.com`,
    eventName: name,
    eventType: 'AwsApiCall',
    awsRegion: 'us-east-1',
    recipientAccountId: ACCOUNT,
    userIdentity: {
      type: 'AssumedRole',
      arn: `arn:aws:sts::${ACCOUNT}:assumed-role/app/session`,
      accountId: ACCOUNT,
      sessionContext: { sessionIssuer: { type: 'Role', arn: `arn:aws:iam::${ACCOUNT}:role/app` } },
    },
    requestParameters: parameters,
    ...rest,
  };
}

export function event(source: string, name: string, parameters: unknown = null, rest: Readonly<Record<string, unknown>> = {}): TrailEvent {
  const read = readEvent(record(source, name, parameters, rest));
  if (typeof read === 'string') throw new Error(read);
  return read;
}

export function collect(events: readonly TrailEvent[], options: CollectOptions = {}): Collected {
  const all = trailCollector(options);
  events.forEach(all.add);
  return all.collected();
}

/** A host whose one file has these bytes, in pieces of a size. */
export function streamHost(bytes: Uint8Array, piece = 7): StreamHost {
  return {
    ...nodeStreamHost,
    readChunks: async function* () {
      for (let at = 0; at < bytes.length; at += piece) yield await Promise.resolve(bytes.slice(at, at + piece));
    },
  };
}

export async function readAll(path: string, host: StreamHost = nodeStreamHost): Promise<{ readonly events: readonly TrailEvent[]; readonly problems: readonly TrailProblem[] }> {
  const events: TrailEvent[] = [];
  const problems: TrailProblem[] = [];
  await readTrail(path, host, { event: (each) => events.push(each), problem: (each) => problems.push(each) });
  return { events, problems };
}
