import { expect, test } from 'vitest';
import { GOOD, run, withFiles } from './run.ts';

const LINES = 40;
const COLUMNS = 80;

const KINDS = ['cdk-deploy', 'cdk-bootstrap', 'cfn-exec', 'cloudtrail', 'sst-v2', 'sst-v3'].map((kind) => ['generate', kind]);
const COMMANDS = ['lint', 'evaluate', 'prove', 'compare', 'who-can', 'generate', 'cross-check', 'rules', 'init'].map((command) => [command]);

test.each([[], ...COMMANDS, ...KINDS].map((command) => [command.join(' ') || 'the command', command] as const))(
  'the help of %s fits a screen, and has examples',
  async (_name, command) => {
    const { code, stdout, stderr } = await run([...command, '--help'], { env: { COLUMNS: String(COLUMNS) } });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const lines = stdout.trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(LINES);
    expect(lines.filter((line) => line.length > COLUMNS)).toEqual([]);
    expect(stdout).toMatch(/^Examples:\n {2}policy-lint /m);
  },
);

test('all of the help of lint has the rarer options too', async () => {
  const { code, stdout } = await run(['lint', '--help-all']);
  expect(code).toBe(0);
  const short = (await run(['lint', '--help'])).stdout;
  for (const option of ['--concurrency', '--cache-location', '--no-inline-config', '--stdin-filename', '--prune-baseline']) {
    expect(stdout).toContain(`  ${option}`);
    expect(short).not.toContain(`  ${option}`);
  }
  for (const [option = ''] of short.matchAll(/^ {2}(?:-\w, )?--[\w-]+/gm)) expect(stdout).toContain(option);
});

test.each<[string, readonly string[]]>([
  ['evaluate', ['evaluate', '--policy', 'a.json', '--principal', 'arn:aws:iam::111122223333:user/alice', '--action', 's3:GetObject', '--resource', 'arn:aws:s3:::bucket/key']],
  ['prove', ['prove', 'a.json', '--never', '{ Action: "iam:*" }']],
  ['compare', ['compare', 'a.json', 'a.json']],
  ['rules', ['rules', 'missing-version']],
])('%s prints JSON by either name of the option', async (_name, args) => {
  await withFiles({ 'a.json': GOOD }, async (cwd) => {
    const [plain, long, short] = await Promise.all([run(args, { cwd }), run([...args, '--format', 'json'], { cwd }), run([...args, '--json'], { cwd })]);
    expect(() => JSON.parse(plain.stdout) as unknown).toThrow();
    expect(JSON.parse(long.stdout)).toBeTypeOf('object');
    expect(short).toEqual(long);
    expect(await run([...args, '--format', 'xml'], { cwd })).toMatchObject({ code: 2, stdout: '' });
  });
});
