import { appendFileSync, chmodSync, cpSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { GOOD, root, run, withFiles, type Run } from './run.ts';

const role = (action: string): string => `Resources:
  Reader:
    Type: AWS::IAM::User
    Properties:
      Policies:
        - PolicyName: read
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - { Effect: Allow, Action: "${action}", Resource: "arn:aws:s3:::data/*" }
`;
const PARENT = `Resources:
  Inner: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: ./inner.yaml } }
`;
const exporting = (action: string): string => `Resources: { Topic: { Type: AWS::SNS::Topic } }
Outputs:
  Granted: { Value: "${action}", Export: { Name: granted } }
`;
const FILES = {
  'policy.json': GOOD,
  'typo.yaml': role('s3:GetObjekt'),
  'nested/parent.yaml': PARENT,
  'nested/inner.yaml': role('s3:PutObjekt'),
  'parameter.yaml': `Parameters: { Action: { Type: String } }\n${role('x').replace('"x"', '!Ref Action')}`,
  'exports.yaml': exporting('s3:ListObjekts'),
  'imports.yaml': role('x').replace('"x"', '!ImportValue granted'),
  // Only the strict preset has something to say about it.
  'passing.json': GOOD.replace('s3:GetObject', 'iam:PassRole').replace('arn:aws:s3:::bucket/*', 'arn:aws:iam::111122223333:role/own'),
  'not-a-policy.json': '{"name":"x"}',
};
const PATTERNS = ['*.{json,yaml}', 'nested/parent.yaml'];

const lint = (cwd: string, ...args: readonly string[]): Promise<Run> => run([...PATTERNS, '-f', 'json', ...args], { cwd });

/** Where a cache is used, the same is found as without one. Gives back what was. */
async function sameAsWithout(cwd: string, ...args: readonly string[]): Promise<string> {
  const without = await lint(cwd, '--no-intents', ...args);
  expect(await lint(cwd, '--no-intents', '--cache', ...args)).toEqual(without);
  return without.stdout;
}

/** The entries of the cache, by name. */
function entries(cwd: string, folder = '.policy-lint-cache'): readonly string[] {
  return readdirSync(join(cwd, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /^[\da-f]{2}[\\/]/.test(name))
    .sort();
}

describe('a cache', () => {
  test('is what a second run takes its findings from', async () => {
    await withFiles(FILES, async (cwd) => {
      const first = await sameAsWithout(cwd);
      expect(first).toContain('`GetObjekt`');
      expect(first).toContain('`PutObjekt`');
      expect(first).toContain('`ListObjekts`');
      const kept = entries(cwd);
      expect(kept).toHaveLength(Object.keys(FILES).length - 1);
      expect(await sameAsWithout(cwd)).toBe(first);
      expect(await sameAsWithout(cwd, '--concurrency', '3')).toBe(first);
      expect(entries(cwd)).toEqual(kept);
    });
  });

  test('is filled alike by threads', async () => {
    await withFiles(FILES, async (cwd) => {
      await lint(cwd, '--cache', '--concurrency', '3');
      await lint(cwd, '--cache', '--cache-location', 'alone', '--concurrency', '1');
      expect(entries(cwd)).toEqual(entries(cwd, 'alone'));
    });
  });

  test.each<[string, (cwd: string) => void, readonly string[]]>([
    ['a file', (cwd) => writeFileSync(join(cwd, 'typo.yaml'), role('s3:DeleteObjekt')), []],
    ['a file that another one leads to', (cwd) => writeFileSync(join(cwd, 'nested/inner.yaml'), role('s3:DeleteObjekt')), []],
    ['that file being there', (cwd) => rmSync(join(cwd, 'nested/inner.yaml')), []],
    ['what another stack exports', (cwd) => writeFileSync(join(cwd, 'exports.yaml'), exporting('s3:DeleteObjekts')), []],
    ['a second stack exporting the same', (cwd) => writeFileSync(join(cwd, 'more.yaml'), exporting('s3:DeleteObjekts')), []],
    ['a parameter', () => undefined, ['--parameter', 'Action=s3:DeleteObjekt']],
    ['a rule', () => undefined, ['--rule', 'unknown-action:suggestion']],
    ['the preset', () => undefined, ['--preset', 'strict']],
    ['the type', () => undefined, ['--type', 'scp']],
    ['the configuration', (cwd) => writeFileSync(join(cwd, 'policy-lint.config.yaml'), 'overrides: [{ files: ["nested/**"], rules: { unknown-action: warning } }]'), []],
    ['a file being named', () => undefined, ['not-a-policy.json']],
  ])('is not used where %s differs', async (_name, change, args) => {
    await withFiles(FILES, async (cwd) => {
      const before = await sameAsWithout(cwd);
      change(cwd);
      expect(await sameAsWithout(cwd, ...args)).not.toBe(before);
    });
  });

  test('is not used by another build', async () => {
    await withFiles(FILES, async (cwd) => {
      await lint(cwd, '--cache');
      const kept = entries(cwd);
      cpSync(join(root, 'dist'), join(cwd, 'other/dist'), { recursive: true });
      for (const name of ['node_modules', 'data', 'docs', 'package.json']) symlinkSync(join(root, name), join(cwd, 'other', name));
      const command = join(cwd, 'other/dist/cli.js');
      await run([...PATTERNS, '--cache'], { cwd, command });
      expect(entries(cwd)).toEqual(kept);
      appendFileSync(join(cwd, 'other/dist/lint-worker.js'), '\n');
      await run([...PATTERNS, '--cache'], { cwd, command });
      expect(entries(cwd)).toHaveLength(2 * kept.length);
    });
  });

  test.each<[string, (text: string) => string]>([
    ['empty', () => ''],
    ['cut short', (text) => text.slice(0, -5)],
    ['of one line', (text) => text.slice(0, text.indexOf('\n'))],
    ['changed', (text) => text.replace('unknown-action', 'unknown-sction')],
    ['garbage', () => '\u0000\u0001'],
  ])('whose entries are %s is passed over, and made anew', async (_name, spoil) => {
    await withFiles(FILES, async (cwd) => {
      const before = await sameAsWithout(cwd);
      const files = entries(cwd).map((name) => join(cwd, '.policy-lint-cache', name));
      const texts = files.map((file) => readFileSync(file, 'utf8'));
      for (const [at, file] of files.entries()) writeFileSync(file, spoil(texts[at] ?? ''));
      expect(await sameAsWithout(cwd)).toBe(before);
      expect(files.map((file) => readFileSync(file, 'utf8'))).toEqual(texts);
    });
  });

  test('serves runs at the same time', async () => {
    await withFiles(FILES, async (cwd) => {
      const without = await lint(cwd);
      for (const ran of await Promise.all(Array.from({ length: 6 }, () => lint(cwd, '--cache')))) expect(ran).toEqual(without);
      expect(readdirSync(join(cwd, '.policy-lint-cache'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    });
  });

  test('that can not be written is said once, and changes nothing else', async () => {
    await withFiles({ ...FILES, taken: 'a file' }, async (cwd) => {
      const without = await lint(cwd);
      const ran = await lint(cwd, '--cache', '--cache-location', 'taken');
      expect(ran).toMatchObject({ code: without.code, stdout: without.stdout });
      expect(ran.stderr).toMatch(/^policy-lint: the cache `taken` can't be written: .*\n$/);
    });
  });

  test('keeps results of what can be read only', async () => {
    await withFiles({ 'a.json': GOOD }, async (cwd) => {
      chmodSync(join(cwd, 'a.json'), 0o000);
      await run(['a.json', 'b.json', '--cache'], { cwd });
      chmodSync(join(cwd, 'a.json'), 0o600);
      expect((await run(['a.json', '--cache'], { cwd })).code).toBe(0);
    });
  });

  test('stays out of version control, and forgets what was not used for a month', async () => {
    await withFiles(FILES, async (cwd) => {
      await lint(cwd, '--cache');
      const folder = join(cwd, '.policy-lint-cache');
      expect(readFileSync(join(folder, '.gitignore'), 'utf8')).toBe('*\n');
      const [first = ''] = entries(cwd);
      const old = Date.now() / 1000 - 40 * 24 * 60 * 60;
      writeFileSync(join(folder, '00/unused').replace('00', first.slice(0, 2)), 'x');
      for (const name of [...entries(cwd), 'cleaned']) utimesSync(join(folder, name), old, old);
      await lint(cwd, '--cache');
      expect(entries(cwd)).toHaveLength(Object.keys(FILES).length - 1);
      expect(statSync(join(folder, first)).mtimeMs).toBeGreaterThan(old * 1000 + 1);
    });
  });

  test('has no place without itself', async () => {
    const ran = await withFiles({ 'a.json': GOOD }, (cwd) => run(['a.json', '--cache-location', 'x'], { cwd }));
    expect(ran).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('intents from a cache', () => {
  const intents = (action: string): string => `targets:
  - files: typo.yaml
    principal: Reader
    intents:
      - { name: deletes nothing, never: { Action: "${action}" } }
      - { name: nothing new, noNewAccess: before.yaml }
  - files: elsewhere/*.yaml
    principal: Reader
    intents:
      - { name: reads nothing, never: { Action: "s3:Get*" } }
`;
  const files = { ...FILES, 'typo.yaml': role('s3:GetObject'), 'before.yaml': role('s3:GetObject'), 'elsewhere/a.yaml': role('s3:PutObject'), 'policy-lint.intents.yaml': intents('s3:Delete*') };
  const judge = (cwd: string, ...args: readonly string[]): Promise<Run> => lint(cwd, '--intents', 'policy-lint.intents.yaml', ...args);
  const verdictsOf = ({ stdout }: Run): readonly string[] => (JSON.parse(stdout) as { readonly intents: readonly { readonly verdict: string }[] }).intents.map(({ verdict }) => verdict);

  test.each<[string, (cwd: string) => void, readonly string[]]>([
    ['nothing', () => undefined, ['holds', 'holds', 'holds']],
    ['the intents', (cwd) => writeFileSync(join(cwd, 'policy-lint.intents.yaml'), intents('s3:Get*')), ['violated', 'holds', 'holds']],
    ['the target', (cwd) => writeFileSync(join(cwd, 'typo.yaml'), role('s3:DeleteObject')), ['violated', 'violated', 'holds']],
    ['what is compared with', (cwd) => writeFileSync(join(cwd, 'before.yaml'), role('s3:PutObject')), ['holds', 'violated', 'holds']],
    ['a file that only the intents name', (cwd) => writeFileSync(join(cwd, 'elsewhere/a.yaml'), role('s3:GetObject')), ['holds', 'holds', 'violated']],
    ['the number of such files', (cwd) => writeFileSync(join(cwd, 'elsewhere/b.yaml'), role('s3:GetObject')), ['holds', 'holds', 'holds', 'violated']],
  ])('are judged anew where %s has changed', async (_name, change, expected) => {
    await withFiles(files, async (cwd) => {
      const first = await judge(cwd, '--cache');
      expect(verdictsOf(first)).toEqual(['holds', 'holds', 'holds']);
      change(cwd);
      const second = await judge(cwd, '--cache');
      expect(verdictsOf(second)).toEqual(expected);
      expect(await judge(cwd)).toEqual(second);
      expect(await judge(cwd, '--cache')).toEqual(second);
    });
  });
});
