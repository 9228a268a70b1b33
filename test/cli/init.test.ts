import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseIntents } from 'policy-lint';
import { GOOD, run, withFiles } from './run.ts';

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
    expect(ran).toEqual({ code: 0, stdout: 'found 3 files with policies; wrote `policy-lint.config.yaml` and `policy-lint.intents.yaml`\n', stderr: '' });
    expect(readFileSync(join(cwd, 'policy-lint.config.yaml'), 'utf8')).toContain('files:\n  - "top.json"\n  - "stacks/**/*.{json,yaml}"\n');
    expect(await run([], { cwd })).toMatchObject({ code: 0, stderr: '', stdout: 'no findings in 3 policies in 3 files\n' });
    const uncommented = readFileSync(join(cwd, 'policy-lint.config.yaml'), 'utf8').replace(/^# (?=(?:ignores|rules|parameters):| {2}[-\w])/gm, '');
    writeFileSync(join(cwd, 'policy-lint.config.yaml'), uncommented);
    expect(uncommented).toContain('\nrules:\n  missing-version: error\n');
    expect(await run([], { cwd })).toMatchObject({ code: 0, stderr: '' });
    const intents = readFileSync(join(cwd, 'policy-lint.intents.yaml'), 'utf8').replace('targets: []', 'targets:').replace(/^# {2}/gm, '  ');
    expect((await parseIntents(intents, 'policy-lint.intents.yaml')).errors).toEqual([]);
    expect(intents).toContain('principal: "Deployer"');
    expect(await run(['init'], { cwd })).toMatchObject({ code: 2, stdout: '' });
  });
});

test('init in an empty folder', async () => {
  await withFiles({}, async (cwd) => {
    expect((await run(['init'], { cwd })).code).toBe(0);
    expect((await run([], { cwd })).code).toBe(2);
  });
});
