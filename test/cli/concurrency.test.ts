import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { GOOD, root, run, withFiles, type Run } from './run.ts';

/** Names a bucket by a parameter: the name that it is given decides about a finding. */
const TEMPLATE = `Parameters:
  Action: { Type: String }
Resources:
  Reader:
    Type: AWS::IAM::User
    Properties:
      Policies:
        - PolicyName: read
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Action: !Ref Action
                Resource: "*"
`;
const INTENTS = `targets:
  - principal: Reader
    files: "stacks/*.yaml"
    intents:
      - { name: deletes nothing, never: { Action: "s3:Delete*" } }
`;
const CONFIG = `rules: { missing-version: error }
parameters: { Action: "s3:DeleteObjekt" }
overrides:
  - files: ["stacks/1*.yaml"]
    rules: { unknown-action: suggestion }
`;
const numbered = Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`stacks/${at}.yaml`, at % 7 === 0 ? `${TEMPLATE}# policy-lint-disable-file unknown-action -- later\n` : TEMPLATE]));
const stacks = {
  ...numbered,
  'stacks/exports.yaml': 'Resources: { Topic: { Type: AWS::SNS::Topic } }\nOutputs:\n  Granted: { Value: "s3:ListObjekts", Export: { Name: granted } }\n',
  'stacks/imports.yaml': TEMPLATE.replace('!Ref Action', '!ImportValue granted'),
};

test.each<[string, readonly string[]]>([
  ['the fixtures of this project', [join(root, 'fixtures/**/*.{json,yaml,yml,md}'), '--no-intents']],
  ['a configuration, parameters, intents and suppressions', ['stacks/*.yaml']],
  ['a parameter of the command', ['stacks/*.yaml', '--parameter', 'Action=s3:DeleteObject', '--preset', 'strict']],
  ['files that can not be read, and patterns that bring nothing', ['stacks/1.yaml', 'stacks/2.yaml', 'broken.json', 'nothing.yaml', '*.txt']],
])('with %s, threads find the same as one alone', async (_name, args) => {
  await withFiles({ ...stacks, 'policy-lint.intents.yaml': INTENTS, 'policy-lint.config.yaml': CONFIG, 'broken.json': '{', 'a.txt': 'text' }, async (cwd) => {
    const lint = (threads: number): Promise<Run> => run([...args, '-f', 'json', '--concurrency', String(threads)], { cwd });
    const alone = await lint(1);
    expect(JSON.parse(alone.stdout)).toMatchObject({ files: expect.any(Array) as unknown });
    expect(await lint(2)).toEqual(alone);
    expect(await lint(5)).toEqual(alone);
  });
});

test('no thread at all is bad usage, and so is a part of one', async () => {
  for (const threads of ['0', '-1', '1.5', 'many']) {
    const ran = await withFiles({ 'a.json': GOOD }, (cwd) => run(['a.json', `--concurrency=${threads}`], { cwd }));
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain('--concurrency');
  }
});

test('a thread that fails ends the run with its reason', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'policy-lint-broken-'));
  try {
    cpSync(join(root, 'dist'), join(folder, 'dist'), { recursive: true });
    rmSync(join(folder, 'dist/lint-worker.js'));
    for (const name of ['node_modules', 'data', 'package.json']) symlinkSync(join(root, name), join(folder, name));
    const ran = await withFiles(stacks, (cwd) => run(['stacks/*.yaml', '--concurrency', '2'], { cwd, command: join(folder, 'dist/cli.js') }));
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toMatch(/^policy-lint: internal error: a thread failed: Cannot find module .*lint-worker\.js.*\(`--concurrency 1` does without\)/m);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
