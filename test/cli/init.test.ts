import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { parseIntents } from 'policy-lint';
import { GOOD, root, run, withFiles } from './run.ts';

const TEMPLATE = `Resources:
  Deployer:
    Type: AWS::IAM::User
    Properties:
      Policies:
        - PolicyName: Access
          PolicyDocument: ${GOOD}
`;

test('init finds the files with policies; what it writes works, with its examples too', async () => {
  await withFiles({ 'stacks/a.yaml': TEMPLATE, 'stacks/b/c.json': GOOD, 'top.json': GOOD, 'package.json': '{}', 'other/x.yaml': 'a: 1\n' }, async (cwd) => {
    const ran = await run(['init'], { cwd });
    expect(ran).toEqual({ code: 0, stdout: 'found 3 files with policies; wrote `policy-lint.config.yaml` and `policy-lint.intents.yaml`\nrun `policy-lint` to lint them\n', stderr: '' });
    expect(readFileSync(join(cwd, 'policy-lint.config.yaml'), 'utf8')).toContain('files:\n  - "top.json"\n  - "stacks/**/*.{json,yaml}"\n');
    expect(await run([], { cwd })).toMatchObject({ code: 0, stderr: '', stdout: 'no findings in 3 policies in 3 files\n' });
    const uncommented = readFileSync(join(cwd, 'policy-lint.config.yaml'), 'utf8').replace(/^# (?=(?:ignores|rules|parameters|organization):| {2}[-\w])/gm, '');
    writeFileSync(join(cwd, 'policy-lint.config.yaml'), uncommented);
    expect(uncommented).toContain('\nrules:\n  missing-version: error\n');
    expect(await run([], { cwd })).toMatchObject({ code: 0, stderr: '' });
    const intents = readFileSync(join(cwd, 'policy-lint.intents.yaml'), 'utf8').replace('targets: []', 'targets:').replace(/^# {2}/gm, '  ');
    expect((await parseIntents(intents, 'policy-lint.intents.yaml')).errors).toEqual([]);
    expect(intents).toContain('principal: "Deployer"');
    expect(await run(['init'], { cwd })).toMatchObject({ code: 2, stdout: '' });
  });
});

test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
  ['cdk.out', { 'cdk.json': '{ "app": "node bin/app.js" }' }, ['cdk.out/manifest.json']],
  ['build/cdk', { 'cdk.json': '{ "app": "node bin/app.js", "output": "./build/cdk/" }', 'policies/a.json': GOOD }, ['build/cdk/manifest.json', 'policies/**/*.json']],
])('init in an application of the CDK that is synthesized to %s', async (folder, files, globs) => {
  const assembly = { [`${folder}/manifest.json`]: JSON.stringify({ version: '36.0.0', artifacts: { Stack: { type: 'aws:cloudformation:stack', properties: { templateFile: 'Stack.template.json' } } } }), [`${folder}/Stack.template.json`]: JSON.stringify(parse(TEMPLATE)) };
  await withFiles({ ...files, ...assembly, 'package.json': '{}' }, async (cwd) => {
    expect((await run(['init'], { cwd })).stdout).toMatch(/^found an application of the CDK, \d files? with policies; wrote/);
    const config = parse(readFileSync(join(cwd, 'policy-lint.config.yaml'), 'utf8')) as { readonly files: readonly string[] };
    expect(config.files).toEqual(globs);
    const ran = await run(['-f', 'json'], { cwd });
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.stdout).toContain(`${folder}/Stack.template.json`);
  });
});

test('init and the first run of an application of the CDK that is not synthesized say so', async () => {
  await withFiles({ 'cdk.json': '{ "app": "node bin/app.js", "output": "build/cdk" }' }, async (cwd) => {
    expect((await run(['init'], { cwd })).stdout).toContain('run `cdk synth`, which writes `build/cdk/manifest.json`, then `policy-lint`\n');
    expect(await run([], { cwd })).toMatchObject({ code: 2, stderr: 'policy-lint: there is no file `build/cdk/manifest.json`: run `cdk synth` first, which writes it\n' });
    expect((await run(['cdk.out/*.template.json'], { cwd })).stderr).toContain('run `cdk synth` first');
  });
});

test('init in a repository of Terraform files, with and without a plan', async () => {
  const plan = readFileSync(join(root, 'fixtures/sources/terraform/plan.json'), 'utf8');
  await withFiles({ 'main.tf': 'resource "aws_iam_role" "r" {}\n' }, async (cwd) => {
    expect((await run(['init'], { cwd })).stdout).toMatch(/^found Terraform files, whose plan is to be linted, 0 files with policies; wrote/);
    expect(readFileSync(join(cwd, 'policy-lint.config.yaml'), 'utf8')).toContain('\nfiles: []\n# Of Terraform the plan is read, as JSON:\n');
    expect((await run([], { cwd })).code).toBe(2);
  });
  await withFiles({ 'main.tf': 'resource "aws_iam_role" "r" {}\n', 'plan.json': plan }, async (cwd) => {
    expect((await run(['init'], { cwd })).stdout).toMatch(/^found 1 file with policies; wrote/);
    expect((await run([], { cwd })).stdout).toContain('in 1 file');
  });
});

test('init in an empty folder', async () => {
  await withFiles({}, async (cwd) => {
    expect((await run(['init'], { cwd })).code).toBe(0);
    expect((await run([], { cwd })).code).toBe(2);
  });
});
