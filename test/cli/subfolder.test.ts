import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { BAD, GOOD, run, withFiles, type Run } from './run.ts';

/** The paths of a JSON report. */
const pathsIn = ({ stdout }: Run): readonly string[] => (JSON.parse(stdout) as { readonly files: readonly { readonly path: string }[] }).files.map(({ path }) => path);
const summaryOf = ({ stdout }: Run): object => (JSON.parse(stdout) as { readonly summary: object }).summary;

describe('a run from a subfolder', () => {
  test('names files as they are seen from there, each once', async () => {
    await withFiles({ 'sub/a.json': BAD, 'b.json': BAD, 'policy-lint.config.yaml': 'files: ["**/*.json"]\n' }, async (folder) => {
      const cwd = join(folder, 'sub');
      expect(pathsIn(await run(['-f', 'json'], { cwd }))).toEqual(['../b.json', 'a.json']);
      expect(pathsIn(await run(['./a.json', 'a.json', '../sub/a.json', '../*/*.json', '-f', 'json'], { cwd }))).toEqual(['a.json']);
    });
  });

  test('knows a baseline that was written elsewhere, and writes the same one', async () => {
    await withFiles({ 'sub/a.json': BAD, 'b.json': BAD, 'policy-lint.config.yaml': 'files: ["**/*.json"]\nrules: { invalid-effect: suggestion }\n' }, async (folder) => {
      const cwd = join(folder, 'sub');
      const lint = (at: string, ...args: readonly string[]): Promise<Run> => run([...args, '-f', 'json'], { cwd: at });
      await lint(folder, '--baseline', 'known.json', '--write-baseline');
      const written = readFileSync(join(folder, 'known.json'), 'utf8');
      expect(written).toContain('"sub/a.json"');
      for (const args of [[], ['a.json'], [join(cwd, 'a.json')], ['../b.json', './a.json']]) {
        const ran = await lint(cwd, '--baseline', '../known.json', ...args);
        expect(ran.stderr).toBe('');
        expect(summaryOf(ran)).toMatchObject({ findings: { suggestion: 0 } });
      }
      await lint(cwd, '--baseline', '../known.json', '--write-baseline');
      expect(readFileSync(join(folder, 'known.json'), 'utf8')).toBe(written);
      // Nothing is gone, seen from there.
      await lint(cwd, '--baseline', '../known.json', '--prune-baseline', 'a.json');
      expect(readFileSync(join(folder, 'known.json'), 'utf8')).toBe(written);
    });
  });

  test('finds the targets of intents that are declared above it', async () => {
    const intents = (files: string): string => `targets:\n  - files: "${files}"\n    policy: "*"\n    intents: [{ name: leaves users alone, never: { Action: "iam:CreateUser" } }]\n`;
    for (const files of ['sub/a.json', 'sub/*.json', './sub/a.json', '**/*.json']) {
      await withFiles({ 'sub/a.json': GOOD, 'policy-lint.intents.yaml': intents(files), 'policy-lint.config.yaml': 'intents: [policy-lint.intents.yaml]\n' }, async (folder) => {
        const ran = await run(['a.json', '-f', 'json'], { cwd: join(folder, 'sub') });
        expect(ran.stderr).toBe('');
        expect(summaryOf(ran)).toMatchObject({ intents: { holds: 1, violated: 0, unknown: 0 } });
      });
    }
  });

  test('judges the intents beside the configuration above it', async () => {
    const intents = 'targets:\n  - files: sub/a.json\n    policy: "*"\n    intents: [{ name: reads nothing, never: { Action: "s3:*" } }]\n';
    await withFiles({ 'sub/a.json': GOOD, 'policy-lint.intents.yaml': intents, 'policy-lint.config.yaml': 'preset: recommended\n' }, async (folder) => {
      expect((await run(['sub/a.json'], { cwd: folder })).code).toBe(1);
      expect((await run(['a.json'], { cwd: join(folder, 'sub') })).code).toBe(1);
    });
  });

  test('applies ignores, overrides and suppressions of the configuration above it', async () => {
    const config = `ignores: ["sub/old/**"]
overrides: [{ files: ["sub/lax/*"], rules: { invalid-effect: suggestion } }]
suppressions: [{ rule: invalid-effect, path: sub/known.json, reason: it is known }]
`;
    const files = { 'sub/old/a.json': BAD, 'sub/lax/a.json': BAD, 'sub/known.json': BAD };
    await withFiles({ ...files, 'policy-lint.config.yaml': config }, async (folder) => {
      const ran = await run(['**/*.json', '-f', 'json'], { cwd: join(folder, 'sub') });
      expect(ran.code).toBe(0);
      expect(summaryOf(ran)).toMatchObject({ files: 2, skipped: 1, findings: { error: 0, suggestion: 1 }, suppressed: 1 });
    });
  });
});

test('the globs of a configuration in a folder whose name is like a glob are those of this folder', async () => {
  await withFiles({ 'a{b,c}/a.json': GOOD, 'ab/a.json': BAD, 'a{b,c}/policy-lint.config.yaml': 'files: ["*.json"]\n' }, async (folder) => {
    mkdirSync(join(folder, 'ac'));
    expect(pathsIn(await run(['--config', 'a{b,c}/policy-lint.config.yaml', '-f', 'json'], { cwd: folder }))).toEqual(['a{b,c}/a.json']);
  });
});
