import { lintFiles, nodeHost, type FileHost, type LintFilesOptions } from 'policy-lint';
import { describe, expect, test } from 'vitest';

/** A file system in memory; a folder is what a path goes through. */
function memory(files: Readonly<Record<string, string | Error>>): FileHost {
  return {
    ...nodeHost,
    readFile: (path) => {
      const content = files[path];
      if (content === undefined || content instanceof Error) throw content ?? new Error('no such file or folder');
      return new TextEncoder().encode(content);
    },
    fileExists: (path) => Object.hasOwn(files, path),
    kindOf: (path) => {
      if (Object.hasOwn(files, path)) return 'file';
      return Object.keys(files).some((name) => name.startsWith(`${path}/`)) ? 'folder' : 'missing';
    },
    findFiles: (pattern) =>
      Promise.resolve(
        pattern === 'secret/*'
          ? { paths: [], problems: ["can't read `secret`: permission denied"] }
          : { paths: Object.keys(files).filter((path) => path.endsWith(pattern.replace('*', ''))), problems: [] },
      ),
  };
}

const GOOD = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::data/*"}]}';
const FILES = { 'b.json': GOOD, 'a.json': GOOD.replace('Allow', 'allow'), 'locked.json': new Error('permission denied'), 'c/readme.txt': 'hello', 'secret/x.json': GOOD };
const lint = (patterns: readonly string[], options: Partial<LintFilesOptions> = {}): ReturnType<typeof lintFiles> =>
  lintFiles(patterns, { host: memory(FILES), ...options });

describe('lintFiles', () => {
  test('reports on each file once, in order of path', async () => {
    const report = await lint(['b.json', 'a.json', 'b.json']);
    expect(report.files.map(({ path, findings }) => [path, findings.map((finding) => finding.ruleId)])).toEqual([
      ['a.json', ['invalid-effect']],
      ['b.json', []],
    ]);
    expect(report.summary).toMatchObject({ files: 2, policies: 2, skipped: 0, findings: { error: 1 } });
    expect(report.problems).toEqual([]);
  });

  test('makes a finding of a file that can not be read', async () => {
    const report = await lint(['locked.json', 'b.json']);
    expect(report.files.find(({ path }) => path === 'locked.json')?.findings).toMatchObject([
      { severity: 'error', message: "the file can't be read: permission denied", start: { line: 1, column: 1 } },
    ]);
    expect(report.summary.files).toBe(2);
  });

  test.each([
    ['missing.json', 'there is no file `missing.json`'],
    ['*.yaml', 'no file matches `*.yaml`'],
    ['c', '`c` is a folder: name its files, such as `c/**/*.{yaml,json}`'],
    ['secret/*', "can't read `secret`: permission denied"],
  ])('says what is wrong with the pattern %s, and goes on', async (pattern, problem) => {
    const report = await lint([pattern, 'b.json']);
    expect(report.problems).toEqual([problem]);
    expect(report.files.map(({ path }) => path)).toEqual(['b.json']);
  });

  test('skips what a pattern brings and is no policy, but not what is named', async () => {
    expect((await lint(['*.txt'])).summary).toMatchObject({ files: 0, skipped: 1 });
    expect((await lint(['c/readme.txt'])).summary).toMatchObject({ files: 1, skipped: 0, findings: { error: 1 } });
  });

  test('takes what one stack imports from the others of the run', async () => {
    const policy = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: { 'Fn::ImportValue': 'granted' }, Resource: 'arn:aws:s3:::data/*' }] };
    const importing = { Resources: { Ada: { Type: 'AWS::IAM::User', Properties: { Policies: [{ PolicyName: 'own', PolicyDocument: policy }] } } } };
    const exporting = { Resources: { Topic: { Type: 'AWS::SNS::Topic' } }, Outputs: { Granted: { Value: 's3:GetObjekt', Export: { Name: 'granted' } } } };
    const host = memory({ 'app.json': JSON.stringify(importing), 'network.json': JSON.stringify(exporting) });
    const findings = async (patterns: readonly string[]): Promise<readonly string[]> =>
      (await lintFiles(patterns, { host })).files.flatMap((file) => file.findings.map(({ ruleId }) => `${file.path}: ${ruleId}`));
    expect(await findings(['app.json', 'network.json'])).toEqual(['app.json: unknown-action']);
    expect(await findings(['app.json'])).toEqual([]);
  });

  test('tells how far it is', async () => {
    const steps: string[] = [];
    await lint(['a.json', 'b.json'], { onProgress: (step, done, total) => steps.push(`${step} ${done}/${total}`) });
    expect(steps).toEqual(['checked 0/2', 'checked 1/2', 'checked 2/2']);
  });
});
