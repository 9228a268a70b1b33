import { mkdtempSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync, cpSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { OPERATIONS } from '../../src/crosscheck/aws/operations.ts';
import { root, run } from '../cli/run.ts';
import { fakeAccount } from './server/fake-account.ts';
import { loopbackAws } from './server/server.ts';
import { AWS_ENV } from './server/with-aws.ts';

const folder = 'fixtures/crosscheck';
const recorded = `${folder}/exchanges`;
const update = process.env['UPDATE_GOLDEN'] !== undefined;
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const exchanges = (): readonly string[] => readdirSync(join(root, recorded)).sort();

/** Nothing of AWS: whoever asks it after all gets no further. */
const OFFLINE = { ...AWS_ENV, AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '', AWS_REGION: '' };

interface CommandRun {
  readonly args: readonly string[];
  readonly code: number;
}

const RUNS: Readonly<Record<string, CommandRun>> = {
  stack: { args: [`${folder}/stack.yaml`, '--paid-checks', '--requests', `${folder}/requests.jsonl`, '--principal-id', 'Writer'], code: 0 },
  role: { args: ['--live', 'role/deployer', '--intents', `${folder}/live.intents.yaml`], code: 0 },
  user: { args: ['--live', 'user/alice', '--intents', `${folder}/live.intents.yaml`], code: 0 },
  account: { args: ['--live', 'account', '--intents', `${folder}/live.intents.yaml`], code: 0 },
};

describe('recordings', () => {
  it('of the loopback server are those of the fixtures, each call among them', async () => {
    const server = await loopbackAws(fakeAccount);
    const folderOfRun = mkdtempSync(join(tmpdir(), 'policy-lint-test-'));
    try {
      for (const { args, code } of Object.values(RUNS)) {
        const found = await run(['cross-check', ...args, '--endpoint-url', server.url, '--region', 'eu-west-1', '--record', folderOfRun], { env: AWS_ENV });
        expect([found.code, found.stdout]).toEqual([code, expect.not.stringContaining('failures')]);
      }
      expect(server.refused).toEqual([]);
      const written = readdirSync(folderOfRun).sort();
      if (update) {
        rmSync(join(root, recorded), { recursive: true, force: true });
        mkdirSync(join(root, recorded), { recursive: true });
        for (const name of written) writeFileSync(join(root, recorded, name), readFileSync(join(folderOfRun, name), 'utf8'));
      }
      expect(written).toEqual(exchanges());
      for (const name of written) expect(JSON.parse(readFileSync(join(folderOfRun, name), 'utf8')), name).toEqual(JSON.parse(read(`${recorded}/${name}`)));
    } finally {
      await server.close();
      rmSync(folderOfRun, { recursive: true });
    }
  });

  it('have one of each call', () => {
    const operations = new Set(exchanges().map((name) => name.split('-')[0]));
    expect([...operations].sort()).toEqual(Object.keys(OPERATIONS).sort());
  });

  it('are as the schema says, and have no secrets', () => {
    const schema = JSON.parse(read('src/model/schema/exchange.schema.json')) as object;
    const validate = new Ajv({ allowUnionTypes: true, strict: true }).compile(schema);
    for (const name of exchanges()) {
      const text = read(`${recorded}/${name}`);
      validate(JSON.parse(text));
      expect(validate.errors ?? [], name).toEqual([]);
      for (const variable of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'] as const) expect(text, name).not.toContain(AWS_ENV[variable]);
      expect(text).not.toContain('metadata');
    }
  });
});

describe('the built command, offline', () => {
  it.each(Object.entries(RUNS))('replays %s', async (name, { args, code }) => {
    const found = await run(['cross-check', ...args, '--replay', recorded], { env: OFFLINE });
    const golden = join(root, folder, 'golden', `${name}.txt`);
    if (update) {
      mkdirSync(join(root, folder, 'golden'), { recursive: true });
      writeFileSync(golden, found.stdout);
    }
    expect(found.stdout).toBe(readFileSync(golden, 'utf8'));
    expect(found.code).toBe(code);
  });

  it('prints JSON', async () => {
    const { stdout, code } = await run(['cross-check', ...(RUNS['stack']?.args ?? []), '--replay', recorded, '-f', 'json'], { env: OFFLINE });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ schemaVersion: 1, paidChecks: { run: true }, failures: [], summary: { disagreed: 0, failed: 0 } });
  });

  it('runs no check that costs money unless it is told to, and says so', async () => {
    const { stdout, stderr, code } = await run(['cross-check', `${folder}/stack.yaml`, '--replay', recorded], { env: OFFLINE });
    expect(code).toBe(0);
    expect(stdout).toContain('5 checks of the intents are charged for by AWS and not run: --paid-checks runs them');
    expect(stderr).not.toContain('charges');
    const paid = await run(['cross-check', `${folder}/stack.yaml`, '--paid-checks', '--replay', recorded], { env: OFFLINE });
    expect(paid.stderr).toContain('5 checks that AWS charges for, replayed for nothing');
  });

  const changed = async (change: (name: string, text: string) => string | undefined, use: (folder: string) => Promise<void>): Promise<void> => {
    const copy = mkdtempSync(join(tmpdir(), 'policy-lint-test-'));
    try {
      cpSync(join(root, recorded), copy, { recursive: true });
      for (const name of readdirSync(copy)) {
        const text = change(name, readFileSync(join(copy, name), 'utf8'));
        if (text === undefined) rmSync(join(copy, name));
        else writeFileSync(join(copy, name), text);
      }
      await use(copy);
    } finally {
      rmSync(copy, { recursive: true });
    }
  };
  const stack = RUNS['stack']?.args ?? [];

  it('exits with 1 on a disagreement', async () => {
    await changed(
      (name, text) => (name.startsWith('SimulateCustomPolicy') ? text.replaceAll('"implicitDeny"', '"allowed"') : text),
      async (copy) => {
        const { stdout, code } = await run(['cross-check', ...stack, '--replay', copy], { env: OFFLINE });
        expect(code).toBe(1);
        expect(stdout).toContain('disagreed: s3:GetObject on arn:aws:s3:::example-bucketname/2026.csv');
        expect(stdout).toContain('AWS decides `allowed`, the evaluator `implicitDeny`');
      },
    );
  });

  it('exits with 2 where an exchange is missing, and prints the rest', async () => {
    await changed(
      (name, text) => (name.startsWith('CheckNoPublicAccess') ? undefined : text),
      async (copy) => {
        const { stdout, code } = await run(['cross-check', ...stack, '--replay', copy], { env: OFFLINE });
        expect(code).toBe(2);
        expect(stdout).toMatch(/there is no recorded answer for `CheckNoPublicAccess` \(`CheckNoPublicAccess-[0-9a-f]{16}\.json`\): record it with `--record`/);
        expect(stdout).toContain('agreed    INVALID_ACTION unknown-action');
        expect(stdout).toContain('failed: nobody outside reads reports');
      },
    );
  });
});

describe('usage', () => {
  it('has a help that fits a screen', async () => {
    const { code, stdout } = await run(['cross-check', '--help'], { env: { COLUMNS: '80' } });
    expect(code).toBe(0);
    expect(stdout.trimEnd().split('\n').length).toBeLessThanOrEqual(40);
    expect(stdout).toMatch(/^Examples:\n {2}policy-lint cross-check /m);
  });

  it.each<readonly [string, readonly string[], string]>([
    ['nothing to check', [], 'name the files to cross-check, or an account with `--live`'],
    ['files and an account', ['a.json', '--live', 'account'], 'name files, or an account with `--live`, not both'],
    ['another subject', ['--live', 'group/a'], 'expected `role/NAME`, `user/NAME` or `account`'],
    ['layers without requests', [`${folder}/stack.yaml`, '--boundary', 'a.json'], '`--boundary` is about requests: name a file of them with `--requests`'],
    ['no folder to replay', [`${folder}/stack.yaml`, '--replay', 'nowhere'], 'there is no folder `nowhere` to replay'],
    ['both at once', [`${folder}/stack.yaml`, '--replay', recorded, '--record', 'x'], "'--record <folder>' cannot be used with option '--replay <folder>'"],
    ['another endpoint', [`${folder}/stack.yaml`, '--endpoint-url', 'nowhere'], '`nowhere` is no URL'],
    ['a file that is not there', ['nothing.json', '--replay', recorded], 'there is no file `nothing.json`'],
    ['another principal', [`${folder}/stack.yaml`, '--requests', `${folder}/requests.jsonl`, '--principal-id', 'Reader', '--replay', recorded], 'there is no principal `Reader`: there are `Writer`'],
    ['zero calls at once', [`${folder}/stack.yaml`, '--concurrency', '0'], 'expected a number from 1'],
  ])('%s', async (_name, args, message) => {
    const { stderr, code } = await run(['cross-check', ...args], { env: OFFLINE });
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });

  it('says once that there are no credentials, and how to come by some', async () => {
    const { stdout, code } = await run(['cross-check', `${folder}/stack.yaml`, '--region', 'eu-west-1'], { env: { ...OFFLINE, HOME: '/nonexistent' } });
    expect(stdout).toMatch(/failures\n {2}there are no AWS credentials: log in with the AWS CLI/);
    expect(code).toBe(2);
  });

  it.each([
    ['files', [`${folder}/stack.yaml`], ['access-analyzer:ValidatePolicy', 'iam:SimulateCustomPolicy']],
    ['a role', ['--live', 'role/deployer', '--paid-checks'], ['access-analyzer:CheckNoPublicAccess', 'iam:GetRole', 'iam:SimulatePrincipalPolicy']],
  ])('prints the permissions for %s', async (_name, args, actions) => {
    const { stdout, code } = await run(['cross-check', ...args, '--permissions'], { env: OFFLINE });
    expect(code).toBe(0);
    for (const action of actions) expect(stdout).toContain(`"${action}"`);
  });
});
