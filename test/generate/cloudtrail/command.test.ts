import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { CloudtrailCommandOptions } from '../../../cli/commands/generate/cloudtrail.ts';
import { cloudtrailCommand } from '../../../cli/commands/generate/cloudtrail.ts';
import { generateFromCloudtrail } from '../../../cli/run/generate/cloudtrail.ts';
import { generateSstV3 } from '../../../cli/run/generate/sst-v3.ts';
import { DEPLOYER } from './kinds.ts';

const LOGS = 'fixtures/generate/cloudtrail/logs';
const common = { format: 'json', principal: DEPLOYER } as const;

let folder = '';
let out = '';
let err = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cloudtrail-'));
  out = '';
  err = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text);
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    err += String(text);
    return true;
  });
});

afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

test('a folder, its files and a pattern give the same policy', async () => {
  const outs: string[] = [];
  for (const files of [[LOGS], readdirSync(LOGS).map((name) => join(LOGS, name)), [`${LOGS}/*`], [`${LOGS}/`, LOGS]]) {
    out = '';
    expect(await generateFromCloudtrail(files, common)).toBe(0);
    outs.push(out);
  }
  expect(new Set(outs).size).toBe(1);
  expect(out).toContain('"Sid": "ReadS3"');
});

test('a bad file does not stop the others, and is told with its place', async () => {
  const cut = file('cut.json', readFileSync(`${LOGS}/us-east-1.json`, 'utf8').slice(0, 5000));
  expect(await generateFromCloudtrail([LOGS, cut, 'no/such.json'], common)).toBe(2);
  expect(out).toContain('"Sid": "ReadS3"');
  expect(err).toMatch(/cut\.json`, line \d+, byte \d+: the text ends within this event/);
  expect(err).toContain('there is no file `no/such.json`');
});

test.each<[string, Partial<CloudtrailCommandOptions>, RegExp]>([
  ['nobody', { format: 'json' }, /say whose events count/],
  ['something else', { ...common, principal: 'arn:aws:s3:::b' }, /not the ARN of a user, a role or a role session/],
  ['somebody else', { ...common, principal: 'arn:aws:iam::111122223333:role/none' }, /none of \d+ events is of that principal.*`arn:aws:iam::111122223333:/],
  ['both kinds of reading apart', { ...common, readOnly: true, splitReadOnly: true }, /exclude each other/],
  ['times in the wrong order', { ...common, since: '2026-01-02T00:00:00Z', until: '2026-01-01T00:00:00Z' }, /must be before/],
])('asked for %s, it says what is wrong', async (_, options, message) => {
  await expect(generateFromCloudtrail([LOGS], { format: 'json', ...options })).rejects.toThrow(message);
});

test('files have to be named', async () => {
  await expect(generateFromCloudtrail([], common)).rejects.toThrow('name the logs');
});

test('what reads and what does not are written apart', async () => {
  const output = join(folder, 'ci.json');
  const reasons = join(folder, 'why.json');
  expect(await generateFromCloudtrail([LOGS], { ...common, splitReadOnly: true, output, reasons })).toBe(0);
  expect(readdirSync(folder).sort()).toEqual(['ci-read.json', 'ci-write-2.json', 'ci-write.json', 'why-read.json', 'why-write.json']);
  expect(readFileSync(join(folder, 'ci-read.json'), 'utf8')).not.toContain('"Sid": "Write');
  expect(readFileSync(join(folder, 'ci-write.json'), 'utf8')).not.toContain('"Sid": "Read');
});

test('the query alone is printed', async () => {
  expect(await generateFromCloudtrail([], { ...common, athenaQuery: true, athenaTable: 'db.trail' })).toBe(0);
  expect(out).toMatch(/^SELECT\n[\s\S]*FROM db\.trail\n[\s\S]*\n$/);
});

describe('options', () => {
  async function parse(...args: readonly string[]): Promise<void> {
    const command = cloudtrailCommand().exitOverride();
    await command.parseAsync(['--athena-query', '--session', 'x', ...args], { from: 'user' });
  }

  test.each([
    ['2026-01-31', "eventtime >= '2026-01-31T00:00:00Z'"],
    ['2026-01-31T12:00:00Z', "eventtime >= '2026-01-31T12:00:00Z'"],
    ['2026-01-31T12:00:00+02:00', "eventtime >= '2026-01-31T10:00:00Z'"],
  ])('--since %s', async (time, condition) => {
    await parse('--since', time);
    expect(out).toContain(condition);
  });

  test.each([['--since', 'yesterday'], ['--since', '2026-13-01'], ['--until', '2026-01-31T12:00:00'], ['--max-resources', 'many'], ['--athena-table', "x'; DROP"]])('%s %s is refused', async (option, value) => {
    await expect(parse(option, value)).rejects.toThrow(/is invalid/);
  });
});

describe('sst-v3', () => {
  const place = { format: 'json', account: '111122223333', region: 'us-east-1' } as const;

  test('takes what a list and a log show together', async () => {
    const resources = file('types.yaml', '- AWS::Kinesis::Stream\n');
    expect(await generateSstV3({ ...place, resources, cloudtrail: [LOGS], principal: DEPLOYER })).toBe(0);
    expect(out).toContain('kinesis:CreateStream');
    expect(out).toContain('sqs:SendMessage');
  });

  test.each<[string, object, RegExp]>([
    ['a stage without an application', { stage: 'prod' }, /give `--app` too/],
    ['a log without a principal', { cloudtrail: [LOGS] }, /go together/],
    ['a log of somebody else', { cloudtrail: [LOGS], principal: 'arn:aws:iam::111122223333:role/none' }, /none of \d+ events/],
  ])('refuses %s', async (_, options, message) => {
    await expect(generateSstV3({ ...place, ...options })).rejects.toThrow(message);
  });

  test.each(['- 5\n', '[]', '- not a type\n', 'hello: world\n', ': ['])('refuses a list of %j', async (text) => {
    await expect(generateSstV3({ ...place, resources: file('types.yaml', text) })).rejects.toThrow(/types\.yaml/);
  });
});
