import { expect, test } from 'vitest';
import { GOOD, run, withFiles } from './run.ts';

const LINES = 40;
const COLUMNS = 80;

test.each([[], ['lint'], ['evaluate'], ['prove'], ['compare'], ['who-can'], ['rules'], ['init']].map((command) => [command.join(' ') || 'the command', command] as const))(
  'the help of %s fits a screen, and has examples',
  async (_name, command) => {
    const { code, stdout, stderr } = await run([...command, '--help'], { env: { COLUMNS: String(COLUMNS) } });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.trimEnd().split('\n').length).toBeLessThanOrEqual(LINES);
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
