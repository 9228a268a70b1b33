import { expect, test } from 'vitest';
import { run, withFiles } from './run.ts';

const FILES = {
  'policy.json': JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Sid: 'ReadLogs', Effect: 'Allow', Action: ['s3:GetObject', 's3:ListBucket'], Resource: ['arn:aws:s3:::logs', 'arn:aws:s3:::logs/*'] }],
  }),
  'bound.yaml': '- Action: s3:*\n  Resource: [arn:aws:s3:::logs, arn:aws:s3:::logs/*]\n',
  'stack.yaml': `Resources:
  Reader:
    Type: AWS::IAM::Role
    Properties:
      RoleName: reader
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement: { Effect: Allow, Principal: { AWS: '111122223333' }, Action: sts:AssumeRole }
      Policies:
        - PolicyName: read
          PolicyDocument:
            Version: '2012-10-17'
            Statement: { Effect: Allow, Action: 's3:Get*', Resource: '*' }
`,
  'outer.yaml': `Resources:
  Reader: { Type: AWS::IAM::User, Properties: { UserName: reader, ManagedPolicyArns: [!GetAtt Inner.Outputs.Arn] } }
  Inner: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: inner.yaml } }
`,
  'inner.yaml': `Resources:
  Reader: { Type: AWS::IAM::User, Properties: { UserName: other, ManagedPolicyArns: [arn:aws:iam::aws:policy/AdministratorAccess] } }
  Managed: { Type: AWS::IAM::ManagedPolicy, Properties: { PolicyDocument: { Version: '2012-10-17', Statement: { Effect: Allow, Action: 's3:Get*', Resource: '*' } } } }
Outputs: { Arn: { Value: !Ref Managed } }
`,
};
const prove = (...args: readonly string[]): ReturnType<typeof run> => withFiles(FILES, (cwd) => run(['prove', ...args], { cwd }));

test.each([
  [['policy.json', '--never', '{ Action: "iam:*" }'], 'holds: --never', 0],
  [['policy.json', '--at-most', 'bound.yaml'], 'holds: --at-most', 0],
  [['policy.json', '--at-most', '{ Action: s3:GetObject }', '--at-most', '{ Action: s3:ListBucket }'], 'holds: --at-most', 0],
  [['policy.json', '--at-most', '{"Action":"s3:GetObject"}'], 'violated: --at-most', 1],
  [['policy.json', '--at-least', '{ Action: s3:GetObject, Resource: "arn:aws:s3:::logs/2030/*" }'], 'holds: --at-least', 0],
  [['policy.json', '--at-least', '{ Action: s3:GetObject, Resource: "arn:aws:s3:::other/*" }'], 'violated: --at-least', 1],
  [['stack.yaml', '--principal', 'Reader', '--never', '{ Action: s3:PutObject }'], 'holds: --never', 0],
  [['outer.yaml', '--principal', 'Reader', '--at-most', '{ Action: "s3:Get*" }'], 'holds: --at-most', 0],
  [['outer.yaml', '--principal', 'Reader', '--never', '{ Action: "s3:GetObject" }'], 'violated: --never', 1],
  [['stack.yaml', '--trust', 'Reader', '--at-most', '{ Principal: { AWS: "111122223333" } }'], 'holds: --at-most', 0],
  [['stack.yaml', '--trust', 'Reader', '--at-most', '{ Principal: { AWS: "444455556666" } }'], 'violated: --at-most', 1],
])('%j: %s', async (args, expected, code) => {
  const text = await prove(...args);
  expect(text).toMatchObject({ code, stderr: '' });
  expect(text.stdout.startsWith(`${expected}: `)).toBe(true);
  const { intents } = JSON.parse((await prove(...args, '--json')).stdout) as { readonly intents: readonly { readonly verdict: string }[] };
  expect(intents.map(({ verdict }) => verdict)).toEqual([expected.split(':')[0]]);
});

test('a violation shows its statement and a request', async () => {
  const { stdout } = await prove('policy.json', '--never', '{ Action: s3:ListBucket }');
  expect(stdout).toContain('statement: policy.json:1:38 ReadLogs');
  expect(stdout).toContain('"action":"s3:ListBucket"');
});

test.each([
  [['policy.json'], 'say what to prove'],
  [['stack.yaml', '--never', '{}'], 'say what of the template is meant'],
  [['stack.yaml', '--principal', 'Writer', '--never', '{}'], 'has no such target'],
  [['policy.json', '--never', '{ Acton: s3:x }'], 'did you mean `Action`?'],
  [['policy.json', '--never', '{ Action: '], '--never'],
  [['missing.json', '--never', '{}'], "can't read `missing.json`"],
])('%j fails: %s', async (args, message) => {
  const { code, stderr, stdout } = await prove(...args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(message);
});
