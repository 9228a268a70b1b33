import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { BAD, GOOD, run, WARNED, withFiles, type Run } from './run.ts';

const git = (cwd: string, ...args: readonly string[]): string =>
  execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@example.com', '-c', 'init.defaultBranch=main', '-c', 'commit.gpgsign=false', ...args], { cwd, encoding: 'utf8' });

const pathsOf = ({ stdout }: Run): readonly string[] => (JSON.parse(stdout) as { readonly files: readonly { readonly path: string }[] }).files.map(({ path }) => path);

test('--since lints what a branch has changed, committed or not, and all of it where the configuration has changed', async () => {
  await withFiles({ 'old.json': BAD, 'changed.json': GOOD, 'gone.json': GOOD, '.gitignore': 'ignored.json\n' }, async (cwd) => {
    git(cwd, 'init', '-q');
    git(cwd, 'add', '.');
    git(cwd, 'commit', '-q', '-m', 'first');
    git(cwd, 'checkout', '-q', '-b', 'work');
    writeFileSync(join(cwd, 'committed.json'), WARNED);
    git(cwd, 'rm', '-q', 'gone.json');
    git(cwd, 'add', '.');
    git(cwd, 'commit', '-q', '-m', 'second');
    writeFileSync(join(cwd, 'changed.json'), WARNED);
    mkdirSync(join(cwd, 'new folder'));
    writeFileSync(join(cwd, 'new folder/ü.json'), WARNED);
    writeFileSync(join(cwd, 'ignored.json'), BAD);
    const lint = (...args: readonly string[]): Promise<Run> => run(['**/*.json', '--since', 'main', '-f', 'json', ...args], { cwd });
    const ran = await lint();
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(pathsOf(ran)).toEqual(['changed.json', 'committed.json', 'new folder/ü.json']);
    const inFolder = await run(['*.json', '../*.json', '--since', 'main', '-f', 'json'], { cwd: join(cwd, 'new folder') });
    expect(pathsOf(inFolder)).toEqual(['../changed.json', '../committed.json', 'ü.json']);
    writeFileSync(join(cwd, 'policy-lint.config.yaml'), 'preset: recommended\n');
    expect(pathsOf(await lint())).toContain('old.json');
    for (const reference of ['nowhere', '--output=x', '-p']) {
      expect(await run(['*.json', `--since=${reference}`], { cwd })).toMatchObject({ code: 2, stdout: '' });
    }
  });
});

test.each([
  [['lnit', 'a.json'], 'there is no file or command `lnit`, did you mean `lint`?'],
  [['compre', 'a.json', 'a.json'], 'there is no file or command `compre`, did you mean `compare`?'],
  [['a.json', '--rule', 'full-acces:off'], 'there is no rule `full-acces`, did you mean `full-access`?'],
])('%j is answered with what may have been meant', async (args, message) => {
  const ran = await withFiles({ 'a.json': GOOD }, (cwd) => run(args, { cwd }));
  expect(ran).toEqual({ code: 2, stdout: '', stderr: `policy-lint: ${message}\n` });
});

test('--since in a clone without history says how to get it', async () => {
  await withFiles({ 'from/a.json': GOOD, 'to/none.txt': '' }, async (folder) => {
    const from = join(folder, 'from');
    git(from, 'init', '-q');
    for (const message of ['one', 'two']) {
      git(from, 'add', '.');
      git(from, 'commit', '-q', '--allow-empty', '-m', message);
    }
    git(folder, 'clone', '-q', '--depth', '1', `file://${from}`, 'clone');
    const ran = await run(['a.json', '--since', 'HEAD~1'], { cwd: join(folder, 'clone') });
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain('`git fetch --unshallow`');
  });
});

test('--since outside a repository is bad usage', async () => {
  const ran = await withFiles({ 'a.json': GOOD }, (cwd) => run(['a.json', '--since', 'main'], { cwd, env: { GIT_CEILING_DIRECTORIES: '/' } }));
  expect(ran.code).toBe(2);
});

test('a baseline hides what is known, in moved lines too, and is pruned', async () => {
  await withFiles({ 'a.json': BAD, 'b.json': WARNED }, async (cwd) => {
    const lint = (...args: readonly string[]): Promise<Run> => run(['*.json', '--max-warnings', '0', '--baseline', 'known.txt', ...args], { cwd });
    expect((await lint()).code).toBe(2);
    expect(await lint('--write-baseline')).toMatchObject({ code: 0, stderr: '' });
    writeFileSync(join(cwd, 'a.json'), `\n\n${BAD}`);
    expect(await lint()).toMatchObject({ code: 0, stderr: '' });
    writeFileSync(join(cwd, 'a.json'), BAD.replace('"Version": "2012-10-17", ', ''));
    expect((await lint()).code).toBe(1);
    writeFileSync(join(cwd, 'a.json'), GOOD);
    expect((await lint()).stderr).toContain('--prune-baseline');
    expect(await lint('--prune-baseline')).toMatchObject({ code: 0, stderr: '' });
    expect(readFileSync(join(cwd, 'known.txt'), 'utf8')).not.toContain('a.json');
    writeFileSync(join(cwd, 'a.json'), BAD);
    expect((await lint()).code).toBe(1);
    expect((await run(['*.json', '--write-baseline'], { cwd })).code).toBe(2);
  });
});

test.each([
  ['by its name', ['--stdin', '--stdin-filename', 'policy.yaml'], 'Statement: []\n', 'policy.yaml'],
  ['without one', ['--stdin'], WARNED, '<stdin>'],
])('standard input, %s', async (_name, args, stdin, path) => {
  const ran = await withFiles({}, (cwd) => run([...args, '-f', 'json'], { cwd, stdin }));
  expect(ran).toMatchObject({ stderr: '' });
  expect(pathsOf(ran)).toEqual([path]);
});

test('standard input and files at once are bad usage', async () => {
  expect((await withFiles({ 'a.json': GOOD }, (cwd) => run(['a.json', '--stdin'], { cwd, stdin: GOOD }))).code).toBe(2);
});

const CONFIG = `preset: strict
rules: { invalid-effect: warning, missing-version: off }
files: ["**/*.json"]
ignores: ["old/**"]
`;

test('a configuration is found above, says which files, and gives way to options', async () => {
  await withFiles({ 'policy-lint.config.yaml': CONFIG, 'sub/a.json': BAD, 'sub/b.json': WARNED, 'old/c.json': BAD }, async (cwd) => {
    const all = await run(['-f', 'json'], { cwd });
    expect(pathsOf(all)).toEqual(['sub/a.json', 'sub/b.json']);
    expect(JSON.parse(all.stdout)).toMatchObject({ summary: { findings: { error: 0 } } });
    const below = join(cwd, 'sub');
    expect(pathsOf(await run(['-f', 'json'], { cwd: below }))).toEqual(['a.json', 'b.json']);
    expect((await run(['a.json', '--rule', 'invalid-effect:error'], { cwd: below })).code).toBe(1);
    expect((await run(['../old/c.json', '--no-config'], { cwd: below })).code).toBe(1);
    expect((await run(['../old/c.json'], { cwd: below })).code).toBe(0);
    renameSync(join(cwd, 'policy-lint.config.yaml'), join(cwd, 'other.yaml'));
    expect((await run([], { cwd: below })).code).toBe(2);
    expect((await run(['a.json', '--config', '../other.yaml'], { cwd: below })).code).toBe(0);
  });
});

test.each([
  ['policy-lint.config.js', 'export default { rules: { "invalid-effect": "off", "policy-syntax": "off" } };', 0],
  ['policy-lint.config.ts', 'enum Setting { Off = "off" }\nconst off: Setting = Setting.Off;\nexport default { rules: { "invalid-effect": off, "policy-syntax": off } };', 0],
  ['policy-lint.config.ts', 'const value: string = ;', 2],
  ['policy-lint.config.mjs', 'export default { rules: { "invalid-effects": "off" } };', 2],
  ['policy-lint.config.mjs', 'throw new Error("x");', 2],
  ['policy-lint.config.json', '{ "rules": { "invalid-effects": "off" } }', 2],
  ['policy-lint.config.yaml', 'rules: [', 2],
])('%s with %j ends with %i', async (name, text, code) => {
  const ran = await withFiles({ [name]: text, 'package.json': '{ "type": "module" }', 'a.json': BAD.replace('allow', 'Allow') }, (cwd) => run(['a.json'], { cwd }));
  expect(ran.code).toBe(code);
  if (code === 2) expect(ran.stderr).toContain(name);
});

test.each<[string, readonly string[], { readonly code: number; readonly stderr: string }]>([
  ['a named file', ['old/a.json'], { code: 0, stderr: 'policy-lint: the configuration ignores `old/a.json`\n' }],
  ['one of two named files', ['old/a.json', 'b.json'], { code: 1, stderr: 'policy-lint: the configuration ignores `old/a.json`\n' }],
  ['standard input', ['--stdin', '--stdin-filename', 'old/a.json'], { code: 0, stderr: 'policy-lint: the configuration ignores `old/a.json`\n' }],
  ['some that a glob brings', ['**/[ab].json'], { code: 1, stderr: '' }],
  ['all that a glob brings', ['old/*.json'], { code: 2, stderr: 'policy-lint: the configuration ignores all of these files: nothing was looked at\n' }],
])('a configuration that ignores %s', async (_name, args, expected) => {
  const files = { 'policy-lint.config.yaml': 'ignores: ["old/**"]\n', 'old/a.json': BAD, 'b.json': BAD };
  expect(await withFiles(files, (cwd) => run(args, { cwd, stdin: BAD }))).toMatchObject(expected);
});

test('a glob that brings nothing to check is no clean run', async () => {
  const ran = await withFiles({ 'package.json': '{}', 'a.yaml': 'services: {}' }, (cwd) => run(['*.{json,yaml}'], { cwd }));
  expect(ran).toMatchObject({ code: 2, stderr: 'policy-lint: none of these files is a policy or a template: nothing was looked at\n' });
});

test('a configuration that names intents which are not there is told where', async () => {
  const ran = await withFiles({ 'conf/policy-lint.config.yaml': 'preset: strict\nintents:\n  - ../a.json\n  - gone.yaml\n', 'a.json': GOOD }, (cwd) => run(['a.json', '--config', 'conf/policy-lint.config.yaml'], { cwd }));
  expect(ran).toEqual({ code: 2, stdout: '', stderr: 'policy-lint: the configuration can\'t be used\nconf/policy-lint.config.yaml:4:5: there is no file `gone.yaml`\n' });
});

const OFF = '{ rules: { "invalid-effect": "off", "policy-syntax": "off" } }';
const MODULES = ['{}', '{ "type": "module" }', '{ "type": "commonjs" }'];

test.each([
  ['policy-lint.config.js', `export default ${OFF};`, MODULES],
  ['policy-lint.config.js', `module.exports = ${OFF};`, MODULES],
  ['policy-lint.config.js', `import { defineConfig } from 'policy-lint';\nexport default defineConfig(${OFF});`, MODULES],
  ['policy-lint.config.js', `export default await Promise.resolve(${OFF});`, MODULES.slice(0, 2)],
  ['policy-lint.config.mjs', `import { defineConfig } from 'policy-lint';\nexport default defineConfig(${OFF});`, MODULES.slice(0, 1)],
  ['policy-lint.config.cjs', `module.exports = require('policy-lint').defineConfig(${OFF});`, MODULES.slice(0, 1)],
  ['policy-lint.config.ts', `import { defineConfig } from 'policy-lint';\nexport default defineConfig(${OFF});`, MODULES.slice(0, 1)],
])('%s with %j is read, whatever the package says of its modules', async (name, text, packages) => {
  for (const packageJson of packages) {
    const ran = await withFiles({ [name]: text, 'package.json': packageJson, 'a.json': BAD.replace('allow', 'Allow') }, (cwd) => run(['a.json', '-f', 'json'], { cwd }));
    expect(ran).toMatchObject({ code: 0, stderr: '' });
  }
});

test.each([
  ['const config = { preset: "strict" };', '`policy-lint.config.js` exports no configuration: add `export default { … }`, or `module.exports = { … }`'],
  ['export const config = { preset: "strict" };', 'the configuration can\'t be used\npolicy-lint.config.js#/config: unknown property `config` in the configuration'],
  ['export default {\n  preset: "strict" +\n};', 'the configuration can\'t be used\npolicy-lint.config.js:3:1: unexpected token'],
  ['export default () => ({ preset: "strict" });', '`policy-lint.config.js` exports a function: export the configuration itself, `export default { … }`, or what the function returns, `export default config()`'],
  ['import "not-here";\nexport default { preset: "strict" };', '`policy-lint.config.js` can\'t be loaded: Cannot find module \'not-here\''],
])('policy-lint.config.js with %j is no configuration', async (text, message) => {
  const ran = await withFiles({ 'policy-lint.config.js': text, 'package.json': '{}', 'a.json': GOOD }, (cwd) => run(['a.json'], { cwd }));
  expect(ran).toEqual({ code: 2, stdout: '', stderr: `policy-lint: ${message}\n` });
});

test.each(['sarif', 'github', 'gitlab', 'junit', 'markdown'])('--format %s', async (format) => {
  const ran = await withFiles({ 'a.json': BAD }, (cwd) => run(['a.json', '-f', format], { cwd }));
  expect(ran).toMatchObject({ code: 1, stderr: '' });
  expect(ran.stdout).toContain('a.json');
});
