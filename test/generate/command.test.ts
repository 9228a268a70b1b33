import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSource } from 'policy-lint';
import { describe, expect, test } from 'vitest';
import { run, withFiles } from '../cli/run.ts';

const ASSEMBLY = 'fixtures/sources/cdk-app/cdk.out';
const WHERE = ['--account', '111122223333', '--region', 'eu-west-1'];

describe('generate', () => {
  test('lists its kinds, and each has examples', async () => {
    const { code, stdout } = await run(['generate', '--help']);
    const kinds = [...stdout.matchAll(/^ {2}(cdk-deploy|cdk-bootstrap|cfn-exec|cloudtrail|sst-v2|sst-v3)\b/gm)].map(([, kind = '']) => kind);
    expect([code, kinds.length]).toEqual([0, 6]);
    const helps = await Promise.all(kinds.map((kind) => run(['generate', kind, '--help'])));
    expect(helps.filter((help) => help.code !== 0 || !help.stdout.includes('Examples:'))).toEqual([]);
  });

  test.each([
    ['a kind that is not there', ['generate', 'cdk-deply'], /unknown command/],
    ['no assembly', ['generate', 'cdk-deploy', '--assembly', 'nowhere'], /there is no cloud assembly at `nowhere`: name the folder that `cdk synth` writes/],
    ['a wrong account', ['generate', 'cdk-bootstrap', '--account', '1', '--region', 'eu-west-1'], /expected an account ID of 12 digits/],
    ['a boundary that is no name', ['generate', 'cdk-bootstrap', '--account', '111122223333', '--region', 'eu-west-1', '--boundary', 'a*'], /expected the name of a managed policy/],
    ['a wrong region', ['generate', 'cdk-bootstrap', '--account', '111122223333', '--region', 'Ireland'], /expected a region/],
    ['a wrong operation', ['generate', 'cfn-exec', ASSEMBLY, '--operations', 'create,destroy'], /expected some of create, read, update, delete/],
    ['no template', ['generate', 'cfn-exec', 'fixtures/policies/sst/sst-v2.json'], /is no template/],
    ['a broken template', ['generate', 'cfn-exec', 'fixtures/broken/truncated.json'], /truncated\.json:\d+:\d+: /],
    ['a bound that is no policy', ['generate', 'cdk-deploy', '--assembly', ASSEMBLY, '--at-most', 'package.json'], /holds no identity policy/],
  ])('%s is a failure', async (_, args, message) => {
    const { code, stdout, stderr } = await run(args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
  });

  test('prints a policy, and what it can not say of itself', async () => {
    const { code, stdout, stderr } = await run(['generate', 'cdk-deploy', '--assembly', ASSEMBLY]);
    expect(code).toBe(0);
    expect(readSource('policy.json', stdout).policies[0]?.errors).toEqual([]);
    expect(stderr).toContain('not scoped: sts:AssumeRole');
  });

  test('prints nothing but what failed outside of a bound', async () => {
    await withFiles({ 'bound.json': '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:*","Resource":"arn:aws:iam::111122223333:role/cdk-hnb659fds-deploy-*"}]}' }, async (folder) => {
      const { code, stdout, stderr } = await run(['generate', 'cdk-deploy', '--assembly', ASSEMBLY, ...WHERE, '--at-most', join(folder, 'bound.json')]);
      expect([code, stdout]).toEqual([1, '']);
      expect(stderr).toMatch(/nothing is printed, since a proof failed:\nat most: it allows more than `.*bound\.json` does \(.*\)\n {2}request: .*calls sts:AssumeRole on/);
    });
  });

  test('writes several policies into files of their own, and the reasons', async () => {
    await withFiles({}, async (folder) => {
      const { code, stdout } = await run(['generate', 'cfn-exec', ASSEMBLY, ...WHERE, '-o', join(folder, 'exec.json'), '--reasons', join(folder, 'reasons.json')]);
      expect([code, stdout]).toEqual([0, '']);
      const names = ['exec.json', 'exec-2.json', 'exec-3.json'];
      expect(names.filter((name) => !existsSync(join(folder, name)))).toEqual([]);
      const reasons = JSON.parse(readFileSync(join(folder, 'reasons.json'), 'utf8')) as { readonly grants: readonly unknown[] };
      expect(reasons.grants.length).toBeGreaterThan(300);
    });
  });

  test('--check takes what is split into several policies', async () => {
    const kind = ['generate', 'sst-v2', '--account', '111122223333', '--region', 'eu-west-1'];
    await withFiles({}, async (folder) => {
      const [one, two] = [join(folder, 'p.json'), join(folder, 'p-2.json')];
      await run([...kind, '-o', one]);
      const both = await run([...kind, '--check', one, '--check', two]);
      expect([both.code, both.stdout]).toEqual([0, `\`${one}\` and \`${two}\` allow what is needed, and nothing else\n`]);
      expect((await run([...kind, '--check', one])).code).toBe(1);
    });
  });

  test('--check agrees with what is printed, and tells what differs', async () => {
    const { stdout } = await run(['generate', 'cfn-exec', ASSEMBLY, ...WHERE, '--format', 'cloudformation']);
    const narrower = stdout.replace('- sqs:DeleteQueue\n', '').replace('- sns:CreateTopic\n', '- sns:*\n');
    await withFiles({ 'same.yaml': stdout, 'other.yaml': narrower }, async (folder) => {
      const same = await run(['generate', 'cfn-exec', ASSEMBLY, ...WHERE, '--check', join(folder, 'same.yaml')]);
      expect([same.code, same.stdout]).toEqual([0, expect.stringContaining('allows what is needed, and nothing else')]);
      const other = await run(['generate', 'cfn-exec', ASSEMBLY, ...WHERE, '--check', join(folder, 'other.yaml')]);
      expect(other.code).toBe(1);
      expect(other.stdout).toMatch(/missing: manage SQS Queue: sqs:DeleteQueue on .*\n {2}request: .*calls sqs:DeleteQueue on/);
      expect(other.stdout).toMatch(/excess: sns:\* in ManageSNSTopic\n {2}request: .*calls sns:/);
    });
  });

  test('a file that can not be written is a failure', async () => {
    const { code, stderr } = await run(['generate', 'cdk-deploy', '--assembly', ASSEMBLY, ...WHERE, '-o', 'nowhere/policy.json']);
    expect([code, stderr]).toEqual([2, expect.stringContaining("can't write `nowhere/policy.json`")]);
  });
});
