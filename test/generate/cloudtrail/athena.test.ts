import { writeFileSync, mkdtempSync, rmSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  athenaQuery,
  generatedPolicy,
  loadPolicyWriter,
  nodeStreamHost,
  readTrail,
  reasonsOf,
  trailCollector,
  trailPolicy,
  type CollectedEvents as Collected,
  type CollectEventsOptions as CollectOptions,
} from 'policy-lint';
import { athenaRows } from '../../../src/generate/cloudtrail/athena-rows.ts';
import { ATHENA_COLUMNS } from '../../../src/generate/cloudtrail/athena-query.ts';
import { inAthena } from './athena.ts';

const LOGS = 'fixtures/generate/cloudtrail/logs';
const DEPLOYER = 'arn:aws:iam::111122223333:role/ci/deployer';

async function read(paths: readonly string[], options: CollectOptions): Promise<Collected> {
  const events = trailCollector(options);
  const problems: string[] = [];
  for (const path of paths) await readTrail(path, nodeStreamHost, { event: events.add, problem: ({ message }) => problems.push(message) });
  expect(problems).toEqual([]);
  return events.collected();
}

async function printed(collected: Collected, options: CollectOptions): Promise<string> {
  const generated = generatedPolicy(trailPolicy(collected, options));
  const writer = await loadPolicyWriter('json');
  return JSON.stringify({ texts: writer(generated, { name: 'cloudtrail', explain: true }), reasons: reasonsOf(generated) }, undefined, 1);
}

async function fromQuery(options: CollectOptions): Promise<Collected> {
  const folder = mkdtempSync(join(tmpdir(), 'trail-'));
  try {
    const path = join(folder, 'result.csv');
    writeFileSync(path, await inAthena(athenaQuery(options), LOGS));
    return await read([path], options);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const files = readdirSync(LOGS).sort().map((name) => join(LOGS, name));

test.for<[string, CollectOptions]>([
  ['a role', { principal: DEPLOYER }],
  ['a user', { principal: 'arn:aws:iam::111122223333:user/ann' }],
  ['one session by its ARN', { principal: 'arn:aws:sts::111122223333:assumed-role/deployer/ci-43' }],
  ['a session by its name', { session: 'ci-43' }],
  ['some days', { principal: DEPLOYER, since: '2026-01-20T00:00:00Z', until: '2026-01-21T00:00:00Z' }],
  ['refused calls and those of services', { principal: DEPLOYER, includeDenied: true, includeServiceCalls: true }],
])('the query gives the same policy and the same reasons as the files: %s', async ([, options]) => {
  const [fromFiles, fromAthena] = [await read(files, options), await fromQuery(options)];
  expect(fromFiles.events.selected).toBeGreaterThan(0);
  expect(await printed(fromAthena, options)).toBe(await printed(fromFiles, options));
});

test('the query makes fewer rows than there are events, with the columns that are read', async () => {
  const result = await inAthena(athenaQuery({ principal: DEPLOYER }), LOGS);
  expect(result.split('\n')[0]?.replaceAll('"', '').split(',')).toEqual([...ATHENA_COLUMNS]);
});

test('a name with a quote stays within its literal', () => {
  expect(athenaQuery({ session: "o'brien" })).toContain("= 'o''brien'\n");
});

test('the table is the one that is named', () => {
  expect(athenaQuery({ session: 'x' }, '"security"."trail"')).toContain('FROM "security"."trail"\n');
});

test('a resource whose name has spaces is one', async () => {
  const row = { eventsource: 's3.amazonaws.com', eventname: 'GetObject', firsttime: 't', lasttime: 't', events: '1', resourcearns: 'arn:aws:s3:::b arn:aws:s3:::b/a b.txt' };
  const line = ATHENA_COLUMNS.map((column) => Object.entries(row).find(([name]) => name === column)?.[1] ?? '').join(',');
  const chunks = async function* (): AsyncIterable<Uint8Array> {
    yield await Promise.resolve(new TextEncoder().encode(`${ATHENA_COLUMNS.join(',')}\n${line}\n`));
  };
  for await (const { event } of athenaRows(chunks())) expect(event?.resources).toEqual(['arn:aws:s3:::b', 'arn:aws:s3:::b/a b.txt']);
  expect.assertions(1);
});
