import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { GOOD, run, withFiles, type Run } from './run.ts';

const git = (cwd: string, ...args: readonly string[]): string =>
  execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@example.com', '-c', 'init.defaultBranch=main', '-c', 'commit.gpgsign=false', ...args], { cwd, encoding: 'utf8' });

interface Report {
  readonly files: readonly { readonly path: string; readonly findings: readonly { readonly ruleId: string; readonly start: { readonly line: number } }[] }[];
  readonly summary: { readonly suppressed?: number; readonly intents: Readonly<Record<string, number>> };
}
const reportOf = ({ stdout }: Run): Report => JSON.parse(stdout) as Report;
/** `path:line rule`, in order. */
const foundIn = (ran: Run): readonly string[] => reportOf(ran).files.flatMap(({ path, findings }) => findings.map(({ ruleId, start }) => `${path}:${start.line} ${ruleId}`));

/** A role whose one statement names an action that is not there, in line 13 unless lines are put before it. */
const stack = (extra: { readonly first?: string; readonly metadata?: string; readonly before?: string; readonly behind?: string } = {}): string =>
  [
    ...(extra.first === undefined ? [] : [extra.first]),
    'Resources:',
    '  Reader:',
    '    Type: AWS::IAM::Role',
    ...(extra.metadata === undefined ? [] : [`    Metadata: { policy-lint: { disable: [${extra.metadata}] } }`]),
    '    Properties:',
    '      AssumeRolePolicyDocument: { Version: "2012-10-17", Statement: [{ Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: sts:AssumeRole }] }',
    '      Policies:',
    '        - PolicyName: read',
    '          PolicyDocument:',
    '            Version: "2012-10-17"',
    '            Statement:',
    '              - Sid: ReadData',
    '                Effect: Allow',
    ...(extra.before === undefined ? [] : [`                ${extra.before}`]),
    `                Action: s3:GetObjekt${extra.behind ?? ''}`,
    '                Resource: arn:aws:s3:::data/*',
    '',
  ].join('\n');

const later = 'until 2100-01-01 -- being mended';

describe('in a repository', () => {
  const FILES = {
    'stacks/plain.yaml': stack(),
    'stacks/next.yaml': stack({ before: `# policy-lint-disable-next-line unknown-action ${later}` }),
    'stacks/line.yaml': stack({ behind: ` # policy-lint-disable-line unknown-action ${later}` }),
    'stacks/block.yaml': stack({ first: `# policy-lint-disable unknown-action ${later}` }),
    'stacks/file.yaml': stack({ first: `# policy-lint-disable-file unknown-action ${later}` }),
    'stacks/metadata.yaml': stack({ metadata: '{ rule: unknown-action, reason: being mended, until: 2100-01-01 }' }),
    'stacks/no-reason.yaml': stack({ before: '# policy-lint-disable-next-line unknown-action' }),
    'stacks/expired.yaml': stack({ before: '# policy-lint-disable-next-line unknown-action until 2020-01-01 -- was to be mended' }),
    'stacks/unused.yaml': stack({ metadata: '{ rule: full-access, reason: none left }' }).replace('GetObjekt', 'GetObject'),
  };

  test('each way to suppress in a file is heard, and not with --no-inline-config', async () => {
    await withFiles(FILES, async (cwd) => {
      const ran = await run(['stacks/*.yaml', '-f', 'json'], { cwd });
      expect(foundIn(ran)).toEqual([
        'stacks/expired.yaml:13 expired-suppression',
        'stacks/expired.yaml:14 unknown-action',
        'stacks/no-reason.yaml:13 invalid-suppression',
        'stacks/no-reason.yaml:14 unknown-action',
        'stacks/plain.yaml:13 unknown-action',
        'stacks/unused.yaml:4 unused-suppression',
      ]);
      expect(reportOf(ran).summary.suppressed).toBe(5);
      expect(await run(['stacks/*.yaml', '-f', 'json', '--cache'], { cwd })).toEqual(ran);
      expect(await run(['stacks/*.yaml', '-f', 'json', '--cache'], { cwd })).toEqual(ran);
      const all = await run(['stacks/*.yaml', '-f', 'json', '--no-inline-config'], { cwd });
      expect(foundIn(all)).toHaveLength(Object.keys(FILES).length - 1);
      expect(reportOf(all).summary).not.toHaveProperty('suppressed');
    });
  });

  test.each([
    ['path: "stacks/*.yaml"', 0],
    ['path: "other/*.yaml"', 1],
    ['logicalId: Reader', 0],
    ['logicalId: Writer', 1],
    ['sid: ReadData', 0],
    ['sid: WriteData', 1],
    ['principal: Reader', 0],
    ['principal: Writer', 1],
    ['path: "stacks/*.yaml", sid: ReadData, principal: Reader, logicalId: Reader', 0],
    ['path: "stacks/*.yaml", sid: WriteData', 1],
  ])('the configuration suppresses by %s', async (selector, left) => {
    await withFiles({ 'stacks/plain.yaml': stack(), 'policy-lint.config.yaml': `suppressions: [{ rule: unknown-action, reason: being mended, ${selector} }]\n` }, async (cwd) => {
      const ran = await run(['stacks/*.yaml', '-f', 'json'], { cwd });
      expect(foundIn(ran).filter((found) => found.endsWith('unknown-action'))).toHaveLength(left);
      expect(ran.code).toBe(left);
      // What a configuration says is no inline configuration.
      expect((await run(['stacks/*.yaml', '--no-inline-config'], { cwd })).code).toBe(left);
    });
  });

  test('a suppression of the configuration that is expired, or that its files do not need, is reported there', async () => {
    const config = (more: string): string => `suppressions:\n  - { rule: unknown-action, reason: being mended, ${more} }\n`;
    await withFiles({ 'stacks/plain.yaml': stack().replace('GetObjekt', 'GetObject') }, async (cwd) => {
      writeFileSync(join(cwd, 'policy-lint.config.yaml'), config('path: "stacks/*.yaml"'));
      expect(foundIn(await run(['stacks/*.yaml', '-f', 'json'], { cwd }))).toEqual(['policy-lint.config.yaml:2 unused-suppression']);
      writeFileSync(join(cwd, 'policy-lint.config.yaml'), config('sid: ReadData, until: 2020-01-01'));
      expect(foundIn(await run(['stacks/*.yaml', '-f', 'json'], { cwd }))).toEqual(['policy-lint.config.yaml:2 expired-suppression']);
    });
  });

  test.each<[string, string, readonly string[], boolean]>([
    ['the files of the configuration', 'files: ["stacks/*.yaml"]\n', [], true],
    ['globs, where the configuration has no files', '', ['stacks/*.yaml'], true],
    ['globs, where it has', 'files: ["stacks/*.yaml"]\n', ['stacks/*.yaml'], false],
    ['a named file', '', ['stacks/a.yaml'], false],
    ['what a branch changed', 'files: ["stacks/*.yaml"]\n', ['--since', 'HEAD'], false],
    ['standard input', 'files: ["stacks/*.yaml"]\n', ['--stdin', '--stdin-filename', 'stacks/a.yaml'], false],
  ])('a run of %s tells what the whole repository needs: suppressions that may be for other files', async (_name, files, args, expected) => {
    const suppressed = (selector: string): string => `suppressions: [{ rule: unknown-action, reason: being mended, ${selector} }]\n`;
    await withFiles({ 'stacks/a.yaml': stack().replace('GetObjekt', 'GetObject'), 'stacks/b.yaml': stack() }, async (cwd) => {
      git(cwd, 'init', '-q');
      git(cwd, 'add', '.');
      git(cwd, 'commit', '-q', '-m', 'all');
      const unused = async (selector: string): Promise<boolean> => {
        writeFileSync(join(cwd, 'policy-lint.config.yaml'), files + suppressed(selector));
        const ran = await run([...args, '-f', 'json'], { cwd, stdin: stack().replace('GetObjekt', 'GetObject') });
        return foundIn(ran).some((found) => found.endsWith('unused-suppression'));
      };
      expect(await unused('sid: Gone')).toBe(expected);
      expect(await unused('path: "stacks/*.yaml", sid: Gone')).toBe(expected);
      expect(await unused('path: "stacks/*.yaml"')).toBe(false);
      // Where it is known which files there are, a path that none of them has is for nothing.
      expect(await unused('path: "gone/*.yaml"')).toBe(expected && files !== '');
    });
  });

  test('a suppression of one file is expected to suppress something in it', async () => {
    const config = 'suppressions: [{ rule: unknown-action, reason: being mended, path: stacks/a.yaml }]\n';
    await withFiles({ 'stacks/a.yaml': stack().replace('GetObjekt', 'GetObject'), 'stacks/b.yaml': stack(), 'policy-lint.config.yaml': config }, async (cwd) => {
      expect(foundIn(await run(['stacks/a.yaml', '-f', 'json'], { cwd }))).toEqual(['policy-lint.config.yaml:1 unused-suppression']);
      expect(foundIn(await run(['stacks/b.yaml', '-f', 'json'], { cwd }))).toEqual(['stacks/b.yaml:13 unknown-action']);
    });
  });

  test.each([
    ['the configuration', 'conf/lint.yaml'],
    ['an intents file of another name', 'conf/allowed.yaml'],
    ['a control policy', 'conf/scp.json'],
    ['a parameter file', 'conf/parameters.json'],
  ])('--since looks at everything where %s has changed', async (_name, decisive) => {
    const files = {
      'a.yaml': stack(),
      'conf/lint.yaml': 'intents: [allowed.yaml]\norganization: { serviceControlPolicies: { root: [scp.json] } }\n',
      'conf/allowed.yaml': 'targets: [{ principal: Reader, intents: [{ name: reads, always: { Action: "s3:*" } }] }]\n',
      'conf/scp.json': GOOD,
      'conf/parameters.json': '{ "Parameters": { "Stage": "prod" } }\n',
    };
    await withFiles(files, async (cwd) => {
      git(cwd, 'init', '-q');
      git(cwd, 'add', '.');
      git(cwd, 'commit', '-q', '-m', 'all');
      const linted = async (): Promise<readonly string[]> => reportOf(await run(['*.yaml', '--config', 'conf/lint.yaml', '--parameter-file', 'conf/parameters.json', '--since', 'HEAD', '--no-intents', '-f', 'json'], { cwd })).files.map(({ path }) => path);
      expect(await linted()).toEqual([]);
      writeFileSync(join(cwd, decisive), `${files[decisive as keyof typeof files]}\n`);
      expect(await linted()).toEqual(['a.yaml']);
    });
  });

  test.each(['policy-lint.config.yaml', 'sub/policy-lint.config.json', 'policy-lint.intents.yaml'])('--since looks at everything where %s is gone', async (gone) => {
    await withFiles({ 'a.yaml': stack(), 'sub/b.yaml': stack(), [gone]: gone.endsWith('.json') ? '{}' : '# nothing yet\n' }, async (cwd) => {
      git(cwd, 'init', '-q');
      git(cwd, 'add', '.');
      git(cwd, 'commit', '-q', '-m', 'all');
      const linted = async (): Promise<readonly string[]> => reportOf(await run(['**/*.yaml', '--no-intents', '--since', 'HEAD', '-f', 'json'], { cwd })).files.map(({ path }) => path);
      expect(await linted()).toEqual([]);
      git(cwd, 'rm', '-q', gone);
      expect(await linted()).toEqual(['a.yaml', 'sub/b.yaml']);
    });
  });

  test('intents that are violated or unknown are accepted where they are declared, at the statement, and in the configuration', async () => {
    const intents = (comment: string): string => `targets:
  - principal: Reader
    intents:
      ${comment}
      - { name: reads nothing, never: { Action: "s3:Get*" } }
      ${comment}
      - { name: stays in one Region, regions: [eu-west-1] }
`;
    const open = `Parameters: { Name: { Type: String } }\n${stack().replace('GetObjekt', 'GetObject').replace('arn:aws:s3:::data/*', '"*"')}`;
    const unseen = open.replace('      Policies:', '      ManagedPolicyArns: [!Ref Name]\n      Policies:');
    const verdicts = async (files: Readonly<Record<string, string>>): Promise<Report['summary']> => withFiles({ 'stack.yaml': open, 'policy-lint.intents.yaml': intents('# none'), ...files }, async (cwd) => reportOf(await run(['stack.yaml', '-f', 'json'], { cwd })).summary);
    expect((await verdicts({})).intents).toEqual({ holds: 0, violated: 2, unknown: 0 });
    const accepted = { holds: 0, violated: 0, unknown: 0 };
    expect(await verdicts({ 'policy-lint.intents.yaml': intents(`# policy-lint-disable-next-line intent/never, intent/regions ${later}`) })).toMatchObject({ suppressed: 2, intents: accepted });
    expect(await verdicts({ 'stack.yaml': `# policy-lint-disable-file intent/never, intent/regions ${later}\n${open}` })).toMatchObject({ suppressed: 2, intents: accepted });
    expect(await verdicts({ 'policy-lint.config.yaml': 'suppressions: [{ rule: intent/never, reason: x, principal: Reader }, { rule: intent/regions, reason: x, logicalId: Reader }]\n' })).toMatchObject({ suppressed: 2, intents: accepted });
    expect((await verdicts({ 'stack.yaml': unseen })).intents).toEqual({ holds: 0, violated: 0, unknown: 2 });
    expect(await verdicts({ 'stack.yaml': unseen, 'policy-lint.intents.yaml': intents(`# policy-lint-disable-next-line intent/never, intent/regions ${later}`) })).toMatchObject({ suppressed: 2, intents: accepted });
  });

  test('a baseline stays true when lines move, forgets what is mended, and --since shows only what a branch changed', async () => {
    await withFiles({ 'a.yaml': stack(), 'b.yaml': stack() }, async (cwd) => {
      git(cwd, 'init', '-q');
      const lint = (...args: readonly string[]): Promise<Run> => run(['*.yaml', '-f', 'json', '--baseline', 'known.json', ...args], { cwd });
      expect(await lint('--write-baseline')).toMatchObject({ code: 0, stderr: '' });
      git(cwd, 'add', '.');
      git(cwd, 'commit', '-q', '-m', 'with a baseline');
      git(cwd, 'checkout', '-q', '-b', 'work');
      writeFileSync(join(cwd, 'a.yaml'), stack({ first: 'Description: moved\n\n# by three lines' }));
      expect(await lint()).toMatchObject({ code: 0, stderr: '' });
      expect(reportOf(await lint('--since', 'main')).files.map(({ path }) => path)).toEqual(['a.yaml']);
      writeFileSync(join(cwd, 'a.yaml'), stack().replace('GetObjekt', 'PutObjekt'));
      expect(foundIn(await lint())).toEqual(['a.yaml:13 unknown-action']);
      writeFileSync(join(cwd, 'a.yaml'), stack().replace('GetObjekt', 'GetObject'));
      expect((await lint('--since', 'main', '--prune-baseline')).code).toBe(0);
      // What the run did not look at stays known.
      expect(readFileSync(join(cwd, 'known.json'), 'utf8')).toContain('b.yaml');
      expect(readFileSync(join(cwd, 'known.json'), 'utf8')).not.toContain('a.yaml');
    });
  });
});
