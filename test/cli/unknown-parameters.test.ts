import { describe, expect, test } from 'vitest';
import { run, withFiles } from './run.ts';

const ROLE = `
Resources:
  Worker:
    Type: AWS::IAM::Role
    Properties:
      RoleName: worker
      AssumeRolePolicyDocument: { Version: "2012-10-17", Statement: [{ Effect: Allow, Principal: { Service: ec2.amazonaws.com }, Action: "sts:AssumeRole" }] }
`;
const FILES = {
  'one.yaml': `Parameters: { Stage: { Type: String } }\n${ROLE}`,
  'two.yaml': `Parameters: { Size: { Type: String } }\n${ROLE}`,
  'values.json': '{ "Stage": "dev", "Siez": "1", "Unlike": "x" }',
};
const bound = ['--parameter', 'AWS::AccountId=111122223333', '--parameter', 'AWS::Partition=aws', '--parameter', 'Stage=dev'];

describe('a value for a parameter that no template has', () => {
  test.each([
    ['lint', ['lint', 'one.yaml', 'two.yaml']],
    ['who-can', ['who-can', 's3:GetObject', 'arn:aws:s3:::x/y', 'one.yaml', 'two.yaml']],
    ['compare', ['compare', 'one.yaml', 'two.yaml']],
    ['evaluate', ['evaluate', 'one.yaml', '--action', 's3:GetObject', '--resource', '*']],
    ['prove', ['prove', 'one.yaml', '--principal', 'Worker', '--never', '{ Action: "iam:*" }']],
  ])('is said by %s, and ends nothing', async (_, args) => {
    await withFiles(FILES, async (cwd) => {
      const before = await run([...args, ...bound], { cwd });
      expect(before.stderr).not.toContain('has a parameter');
      const ran = await run([...args, ...bound, '--parameter', 'Stag=dev'], { cwd });
      expect(ran.stderr).toContain('policy-lint: note: no template here has a parameter `Stag`, did you mean `Stage`?\n');
      expect(ran.code).toBe(before.code);
    });
  });

  test('is one in a file of values, too, and of a pseudo parameter', async () => {
    await withFiles(FILES, async (cwd) => {
      const { stderr } = await run(['one.yaml', 'two.yaml', '--parameter-file', 'values.json', '--parameter', 'AWS::Regoin=eu-west-1'], { cwd });
      expect(stderr).toBe(
        'policy-lint: note: no template here has a parameter `Siez`, did you mean `Size`?\n' +
          'policy-lint: note: no template here has a parameter `Unlike`\n' +
          'policy-lint: note: no template here has a parameter `AWS::Regoin`, did you mean `AWS::Region`?\n',
      );
    });
  });

  test('is none where a statement to prove speaks of it', async () => {
    await withFiles(FILES, async (cwd) => {
      const { stderr } = await run(['prove', 'one.yaml', '--principal', 'Worker', '--never', '{ Action: "s3:*", Resource: "arn:aws:s3:::${Bucket}" }', '--parameter', 'Bucket=b'], { cwd });
      expect(stderr).toBe('');
    });
  });

  test('is none where macros may bring parameters', async () => {
    await withFiles({ 'one.yaml': `Parameters: { Fn::Transform: { Name: AWS::Include, Parameters: { Location: s3://b/Stage.yaml } } }\n${ROLE}` }, async (cwd) => {
      expect((await run(['one.yaml', '--parameter', 'Stage=dev'], { cwd })).stderr).not.toContain('has a parameter');
    });
  });
});
