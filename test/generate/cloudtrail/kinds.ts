import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { trailCollector, trailPolicy, type CollectEventsOptions, type Generation, type TrailPolicyOptions } from 'policy-lint';
import { readEvent } from '../../../src/generate/cloudtrail/event.ts';
import { eventsOf } from './athena.ts';

const logs = fileURLToPath(new URL('../../../fixtures/generate/cloudtrail/logs/', import.meta.url));

export const DEPLOYER = 'arn:aws:iam::111122223333:role/ci/deployer';

/** The events of the fixtures' logs, read the simple way. */
export function trail(options: CollectEventsOptions & TrailPolicyOptions): Generation {
  const events = trailCollector(options);
  for (const name of readdirSync(logs).sort()) {
    for (const record of eventsOf(join(logs, name))) {
      const event = readEvent(record);
      if (typeof event === 'string') throw new Error(event);
      events.add(event);
    }
  }
  return trailPolicy(events.collected(), options);
}

export const CLOUDTRAIL_KINDS: Readonly<Record<string, () => Generation>> = {
  cloudtrail: () => trail({ principal: DEPLOYER }),
  'cloudtrail-read': () => trail({ principal: DEPLOYER, only: 'read' }),
  'cloudtrail-write': () => trail({ principal: DEPLOYER, only: 'write' }),
  'cloudtrail-session': () => trail({ session: 'ci-43' }),
};
