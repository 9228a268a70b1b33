import { spawn } from 'node:child_process';
import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { JsonReport } from '../../src/model/generated/report.generated.ts';
import { BAD, GOOD, root, run, WARNED, withFiles, type Run } from './run.ts';

const report = (ran: Run): JsonReport => JSON.parse(ran.stdout) as JsonReport;
const places = (ran: Run): readonly string[] =>
  report(ran).files.flatMap((file) => file.findings.map((finding) => `${file.path}:${finding.start.line}:${finding.start.column} ${finding.ruleId}`));

describe('exit codes', () => {
  test.each([
    ['0 for a clean file', ['good.json'], 0],
    ['0 with the command named', ['lint', 'good.json'], 0],
    ['1 for an error', ['bad.json'], 1],
    ['1 for one bad file among good ones', ['good.json', 'bad.json'], 1],
    ['0 for a warning', ['warned.json'], 0],
    ['1 for a warning with --fail-on warning', ['warned.json', '--fail-on', 'warning'], 1],
    ['1 for a warning with --fail-on suggestion', ['warned.json', '--fail-on', 'suggestion'], 1],
    ['1 for more warnings than --max-warnings', ['warned.json', '--max-warnings', '0'], 1],
    ['0 for as many warnings as --max-warnings', ['warned.json', '--max-warnings', '1'], 0],
    ['1 for a security finding below --fail-on error, made one by --rule', ['warned.json', '--rule', 'missing-version:security'], 1],
    ['0 for a security finding with --fail-on error', ['warned.json', '--rule', 'missing-version:security', '--fail-on', 'error'], 0],
    ['0 for an error that is turned off', ['bad.json', '--rule', 'invalid-effect:off'], 0],
    ['2 for patterns that bring no policy', ['*.txt'], 2],
    ['1 for a file that is named and is no policy', ['notes.txt'], 1],
    ['2 for a missing file', ['missing.json'], 2],
    ['2 for a missing file among good ones', ['good.json', 'missing.json'], 2],
    ['2 for a pattern without files', ['nothing/**/*.yaml'], 2],
    ['2 for a folder', ['folder'], 2],
    ['2 without patterns', [], 2],
    ['2 for an unknown option', ['good.json', '--nonsense'], 2],
    ['2 for an unknown format', ['good.json', '-f', 'nonsense'], 2],
    ['2 for an unknown severity', ['good.json', '--fail-on', 'nonsense'], 2],
    ['2 for an unknown policy type', ['good.json', '--type', 'nonsense'], 2],
    ['2 for an unknown rule', ['good.json', '--rule', 'nonsense:off'], 2],
    ['2 for a rule without severity', ['good.json', '--rule', 'missing-version'], 2],
    ['2 for a number that is none', ['good.json', '--max-warnings', 'many'], 2],
    ['2 for a parameter without value', ['good.json', '--parameter', 'Stage'], 2],
    ['2 for a report that can not be written', ['good.json', '-o', 'no/such/folder/report.txt'], 2],
  ])('%s', async (_name, args, code) => {
    const files = { 'good.json': GOOD, 'bad.json': BAD, 'warned.json': WARNED, 'notes.txt': 'hello: world', 'folder/good.json': GOOD };
    const ran = await withFiles(files, (cwd) => run(args, { cwd }));
    expect(ran).toMatchObject({ code });
    expect(ran.stderr === '').toBe(code !== 2);
    expect(ran.stdout + ran.stderr).not.toMatch(/\n\s+at /);
  });
});

describe('files', () => {
  test('one bad file hides no other, and the order is stable', async () => {
    const files = {
      'b/broken.yaml': 'Statement:\n  - Effect: "Allow\n    Action: s3:GetObject\n',
      'a/good.json': GOOD,
      'c.json': BAD,
      'a/binary.json': Buffer.from(GOOD, 'utf16le'),
      'B.json': BAD,
    };
    await withFiles(files, async (cwd) => {
      const ran = await run(['**/*.{json,yaml}', 'c.json', '-f', 'json'], { cwd });
      expect(report(ran).files.map((file) => file.path)).toEqual(['B.json', 'a/binary.json', 'a/good.json', 'b/broken.yaml', 'c.json']);
      expect(places(ran).map((place) => place.split(':')[0])).toEqual(expect.arrayContaining(['B.json', 'a/binary.json', 'b/broken.yaml', 'c.json']));
      expect(ran.code).toBe(1);
    });
  });

  test.each([
    ['empty', '', 'file.json'],
    ['blank', ' \n', 'file.yaml'],
    ['binary', new Uint8Array([0, 159, 146, 150]), 'file.yaml'],
    ['text', 'just some words', 'file.yaml'],
    ['a list', '[1, 2]', 'file.json'],
    ['broken JSON', '{"Version": ', 'file.json'],
    ['broken YAML', 'a: [1', 'file.yaml'],
    ['something else', 'services:\n  web:\n    image: nginx\n', 'docker-compose.yaml'],
  ])('a named file that is %s is an error with a position', async (_name, content, name) => {
    await withFiles({ [name]: content }, async (cwd) => {
      const ran = await run([name, '-f', 'json'], { cwd });
      expect(ran).toMatchObject({ code: 1, stderr: '' });
      const [finding] = report(ran).files[0]?.findings ?? [];
      expect(finding).toMatchObject({ severity: 'error' });
      expect(finding?.start.line).toBeGreaterThan(0);
    });
  });

  test('files that a pattern brings and that are no policies are counted as skipped', async () => {
    await withFiles({ 'good.json': GOOD, 'package.json': '{"name": "x"}', 'compose.yaml': 'services: {}\n' }, async (cwd) => {
      const ran = await run(['*.{json,yaml}', '-f', 'json'], { cwd });
      expect(report(ran).summary).toMatchObject({ files: 1, skipped: 2, policies: 1 });
    });
  });

  test('a path is taken literally before it is taken for a pattern', async () => {
    await withFiles({ '[id].json': BAD, 'i.json': GOOD }, async (cwd) => {
      expect(places(await run(['[id].json', '-f', 'json'], { cwd }))).toEqual(['[id].json:2:15 invalid-effect']);
      expect(report(await run(['[i].json', '-f', 'json'], { cwd })).files.map((file) => file.path)).toEqual(['i.json']);
    });
  });

  test('a link that leads nowhere is a missing file; a loop of links is searched once', async () => {
    await withFiles({ 'good.json': GOOD }, async (cwd) => {
      symlinkSync(join(cwd, 'gone.json'), join(cwd, 'dangling.json'));
      symlinkSync(cwd, join(cwd, 'loop'));
      expect(await run(['dangling.json'], { cwd })).toMatchObject({ code: 2 });
      expect(report(await run(['**/good.json', '-f', 'json'], { cwd })).files.map((file) => file.path)).toEqual(['good.json']);
    });
  });

  test('a byte order mark and Windows line ends move no position', async () => {
    await withFiles({ 'marked.json': `\uFEFF${BAD.replaceAll('\n', '\r\n')}` }, async (cwd) => {
      expect(places(await run(['marked.json', '-f', 'json'], { cwd }))).toEqual(['marked.json:2:15 invalid-effect']);
    });
  });

  const stack = (resources: object): string => JSON.stringify({ AWSTemplateFormatVersion: '2010-09-09', Resources: resources });
  const policy = (name: unknown): object => ({
    Type: 'AWS::IAM::ManagedPolicy',
    Properties: { PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:GetObjekt', Resource: name }] } },
  });

  test('a cdk.out folder is read through its manifest', async () => {
    const manifest = { version: '36.0.0', artifacts: { App: { type: 'aws:cloudformation:stack', properties: { templateFile: 'App.template.json' } } } };
    const files = { 'cdk.out/manifest.json': JSON.stringify(manifest), 'cdk.out/App.template.json': stack({ Access: policy('*') }) };
    await withFiles(files, async (cwd) => {
      for (const pattern of ['cdk.out', 'cdk.out/', 'cdk.out/*.json']) {
        expect(places(await run([pattern, '-f', 'json'], { cwd }))).toEqual([expect.stringMatching(/^cdk.out\/App.template.json:1:\d+ unknown-action$/)]);
      }
    });
  });

  test('the local template of a nested stack is linted with it, once', async () => {
    const nested = { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: './inner.json' } };
    await withFiles({ 'outer.json': stack({ Nested: nested }), 'inner.json': stack({ Access: policy('*') }) }, async (cwd) => {
      for (const patterns of [['outer.json'], ['outer.json', 'inner.json'], ['*.json']]) {
        expect(places(await run([...patterns, '-f', 'json'], { cwd }))).toEqual([expect.stringMatching(/^inner.json:1:\d+ unknown-action$/)]);
      }
    });
  });

  test('the template of a nested stack that is not here is a part unseen', async () => {
    const nested = { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'https://example.com/inner.json' } };
    await withFiles({ 'outer.json': stack({ Nested: nested }) }, async (cwd) => {
      expect(places(await run(['outer.json', '-f', 'json'], { cwd }))).toEqual([expect.stringMatching(/^outer.json:1:\d+ unseen-part$/)]);
    });
  });

  test('a bomb of aliases is refused in time', async () => {
    const ran = await run(['fixtures/broken/alias-bomb.yaml']);
    expect(ran).toMatchObject({ code: 1, stderr: '' });
  });
});

describe('output', () => {
  test('shows file, place, rule and source line', async () => {
    await withFiles({ 'bad.json': BAD }, async (cwd) => {
      const { stdout } = await run(['bad.json'], { cwd });
      expect(stdout).toContain('bad.json\n  2:15  error  invalid `Effect` `allow`');
      expect(stdout).toContain('"Effect": "allow"');
      expect(stdout).toMatch(/\n1 error in 1 policy in 1 file\n$/);
    });
  });

  const coloured = '\u001B[';
  test.each([
    ['not into a pipe', [], {}, false],
    ['with FORCE_COLOR', [], { FORCE_COLOR: '1' }, true],
    ['not with FORCE_COLOR=0', [], { FORCE_COLOR: '0' }, false],
    ['not with NO_COLOR', [], { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
    ['not with --no-color', ['--no-color'], { FORCE_COLOR: '1' }, false],
    ['not in JSON', ['-f', 'json'], { FORCE_COLOR: '1' }, false],
  ] as const)('is coloured: %s', async (_name, args, env, expected) => {
    await withFiles({ 'bad.json': BAD }, async (cwd) => {
      const { stdout } = await run(['bad.json', ...args], { cwd, env });
      expect(stdout.includes(coloured)).toBe(expected);
    });
  });

  test('goes to a file with -o', async () => {
    await withFiles({ 'bad.json': BAD }, async (cwd) => {
      const ran = await run(['bad.json', '-f', 'json', '-o', 'report.json'], { cwd, env: { FORCE_COLOR: '1' } });
      expect(ran).toEqual({ code: 1, stdout: '', stderr: '' });
      const written = JSON.parse(readFileSync(join(cwd, 'report.json'), 'utf8')) as JsonReport;
      expect(written.summary.findings.error).toBe(1);
    });
  });

  test('--quiet leaves out what does not count', async () => {
    await withFiles({ 'bad.json': BAD, 'warned.json': WARNED }, async (cwd) => {
      expect(places(await run(['*.json', '-f', 'json'], { cwd }))).toHaveLength(2);
      expect(places(await run(['*.json', '-f', 'json', '--quiet'], { cwd }))).toEqual(['bad.json:2:15 invalid-effect']);
      // What is not shown still counts for --max-warnings.
      expect(await run(['warned.json', '--quiet', '--max-warnings', '0'], { cwd })).toMatchObject({ code: 1 });
    });
  });

  test('a reader that goes away is no failure', async () => {
    const child = spawn(process.execPath, [join(root, 'dist/cli.js'), 'fixtures/broken/*', '-f', 'json'], { cwd: root });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.stdout.destroy();
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect(stderr).toBe('');
    expect([0, 1]).toContain(code);
  });

  test.each(['broken/truncated.json', 'broken/duplicate-keys.yaml', 'broken/wrong-shapes.yaml'])(
    'the JSON report on %s is the one on record',
    async (name) => {
      const ran = await run([`fixtures/${name}`, '-f', 'json', '--preset', 'access-analyzer']);
      await expect(ran.stdout).toMatchFileSnapshot(`golden/${name.replaceAll('/', '-')}.report.json`);
    },
  );
});
