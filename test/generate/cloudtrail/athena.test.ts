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
import { ACCOUNT, record } from './events.ts';

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

async function fromQuery(options: CollectOptions, logs: string = LOGS): Promise<Collected> {
  const folder = mkdtempSync(join(tmpdir(), 'trail-'));
  try {
    const path = join(folder, 'result.csv');
    writeFileSync(path, await inAthena(athenaQuery(options), logs));
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

/** Values that CSV, SQL or JSON could take for their own syntax. */
const ODD = [
  's3 folder/a "quoted" key.txt', "it's, here", 'line\nbreak', 'carriage\r\nreturn', 'tab\there', 'schlüssel/日本/🗝', 'back\\slash', '{"a":1}', '[1]', 'null', '  spaces  ', '""', 'a b arn:aws:s3:::c',
];

test('odd values give the same policy and the same reasons', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'odd-'));
  try {
    const events = ODD.flatMap((odd) => [
      record('s3', 'GetObject', { bucketName: 'assets', key: odd, Host: 'assets.s3.amazonaws.com' }, { resources: [{ type: 'AWS::S3::Object', ARN: `arn:aws:s3:::assets/${odd}` }, { accountId: ACCOUNT, type: 'AWS::S3::Bucket', ARN: 'arn:aws:s3:::assets' }] }),
      record('s3', 'PutObject', { bucketName: 'assets', key: odd, 'x-amz-acl': odd }, { resources: null }),
      record('ssm', 'GetParameter', { name: odd, withDecryption: true }),
      record('secretsmanager', 'GetSecretValue', { secretId: odd, more: { deep: [{ name: odd }, null, 1.50, true] } }),
      record('ecs', 'RunTask', { taskDefinition: 'web:1', cluster: odd, overrides: { taskRoleArn: 'arn:aws:iam::111122223333:role/task', containerOverrides: [{ name: odd, environment: [{ name: 'A', value: odd }] }] } }),
      record('dynamodb', 'ExecuteStatement', { statement: `SELECT * FROM "orders" WHERE name = '${odd}'` }),
    ]);
    const more = [
      record('lambda', 'Invoke', { functionName: 'arn:aws:lambda:us-east-1:111122223333:function:a' }, { resources: [{ ARN: null, type: 'AWS::Lambda::Function' }, { accountId: ACCOUNT, type: 'AWS::Lambda::Function', ARN: 'arn:aws:lambda:us-east-1:111122223333:function:a' }] }),
      record('sqs', 'SendMessage', null, { resources: [] }),
      record('sns', 'Publish', { topicArn: null, tags: [], id: 12345678901234567890, name: 1e21 }),
      record('ec2', 'TerminateInstances', { instancesSet: { items: [{ instanceId: 'i-0a' }, { instanceId: 'i-0b' }] }, dryRun: null }),
      record('sts', 'GetCallerIdentity', {}),
    ];
    const path = join(folder, 'odd.json');
    writeFileSync(path, JSON.stringify({ Records: [...events, ...more] }));
    const options = { principal: `arn:aws:iam::${ACCOUNT}:role/app`, maxResources: 1000 };
    const [fromFiles, fromAthena] = [await read([path], options), await fromQuery(options, folder)];
    expect(fromFiles.events.selected).toBe(6 * ODD.length + 5);
    expect(await printed(fromAthena, options)).toBe(await printed(fromFiles, options));
  } finally {
    rmSync(folder, { recursive: true });
  }
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

test.each([
  ['["arn:aws:s3:::b/a b arn:aws:s3:::c", "arn:aws:s3:::b", null]', ['arn:aws:s3:::b', 'arn:aws:s3:::b/a b arn:aws:s3:::c'], undefined],
  ['', [], undefined],
  ['arn:aws:s3:::b arn:aws:s3:::b/a', undefined, 'the resources are not a list of ARNs in JSON'],
  ['{"a": 1}', undefined, 'the resources are not a list of ARNs in JSON'],
])('the resources %s of a row', async (resourcearns, resources, message) => {
  const row = { eventsource: 's3.amazonaws.com', eventname: 'GetObject', firsttime: 't', lasttime: 't', events: '1', resourcearns: `"${resourcearns.replaceAll('"', '""')}"` };
  const line = ATHENA_COLUMNS.map((column) => Object.entries(row).find(([name]) => name === column)?.[1] ?? '').join(',');
  const chunks = async function* (): AsyncIterable<Uint8Array> {
    yield await Promise.resolve(new TextEncoder().encode(`${ATHENA_COLUMNS.join(',')}\n${line}\n`));
  };
  for await (const read of athenaRows(chunks())) expect([read.event?.resources, 'message' in read ? read.message : undefined]).toEqual([resources, message]);
  expect.assertions(1);
});
