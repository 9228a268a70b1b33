import { describe, expect, test } from 'vitest';
import type { JsonReport } from '../../src/model/generated/report.generated.ts';
import { run, withFiles, type Run } from './run.ts';

const template = (action: string): string => `Resources:
  Reader:
    Type: AWS::IAM::User
    Properties:
      UserName: reader
      Policies:
        - PolicyName: Read
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Action: ${action}
                Resource: arn:aws:s3:::data/*
`;
const intents = (files: string): string => `targets:
  - files: ${files}
    principal: Reader
    intents:
      - name: only reads
        never:
          Action: s3:Put*
`;
const FILES = {
  'app/reader.yaml': template('s3:GetObject'),
  'app/writer.yaml': template('s3:PutObject'),
  'app/policy-lint.intents.yaml': intents("'*.yaml'"),
  'elsewhere/own.intents.yaml': intents('../app/writer.yaml'),
  'wrong/reader.yaml': template('s3:GetObject'),
  'wrong/policy-lint.intents.yaml': 'targets:\n  - principl: Reader\n    intents: []\n',
  'lost/reader.yaml': template('s3:GetObject'),
  'lost/policy-lint.intents.yaml': intents('missing.yaml'),
};
const lint = (...args: readonly string[]): Promise<Run> => withFiles(FILES, (cwd) => run([...args, '-f', 'json'], { cwd }));
const verdicts = (ran: Run): readonly string[] =>
  (JSON.parse(ran.stdout) as JsonReport).intents.map(({ verdict, target }) => `${target.path} ${verdict}`);

describe('an intents file', () => {
  test('beside the linted file is judged for that file', async () => {
    const kept = await lint('app/reader.yaml');
    expect(kept).toMatchObject({ code: 0, stderr: '' });
    expect(verdicts(kept)).toEqual(['app/reader.yaml holds']);
    const broken = await lint('app/writer.yaml');
    expect(broken).toMatchObject({ code: 1, stderr: '' });
    expect(verdicts(broken)).toEqual(['app/writer.yaml violated']);
  });

  test('is not linted as a policy, nor counted as skipped', async () => {
    const ran = await lint('app/*');
    expect([...verdicts(ran)].sort()).toEqual(['app/reader.yaml holds', 'app/writer.yaml violated']);
    expect((JSON.parse(ran.stdout) as JsonReport).summary).toMatchObject({ files: 2, skipped: 0, intents: { holds: 1, violated: 1, unknown: 0 } });
  });

  test('that is named is judged in full', async () => {
    expect([...verdicts(await lint('app/policy-lint.intents.yaml'))].sort()).toEqual(['app/reader.yaml holds', 'app/writer.yaml violated']);
    expect(verdicts(await lint('app/reader.yaml', '--intents', 'elsewhere/own.intents.yaml'))).toEqual(['app/writer.yaml violated']);
  });

  test('is left alone with --no-intents', async () => {
    const ran = await lint('app/writer.yaml', '--no-intents');
    expect(ran.code).toBe(0);
    expect(verdicts(ran)).toEqual([]);
  });

  test('that is wrong ends with 2 and says where, and the rules have run', async () => {
    const ran = await lint('wrong/reader.yaml');
    expect(ran.code).toBe(2);
    expect(ran.stderr).toMatch(/wrong\/policy-lint\.intents\.yaml:2:5: .*principl/);
    expect((JSON.parse(ran.stdout) as JsonReport).summary.files).toBe(1);
    expect(await lint('app/reader.yaml', '--intents', 'missing.yaml')).toMatchObject({ code: 2 });
  });

  test('that selects nothing is unknown, which is no success', async () => {
    const ran = await lint('lost/reader.yaml');
    expect(ran.code).toBe(1);
    expect(verdicts(ran)).toEqual([expect.stringMatching(/unknown$/)]);
  });
});
