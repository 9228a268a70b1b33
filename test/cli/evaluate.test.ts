import { describe, expect, test } from 'vitest';
import { run, withFiles } from './run.ts';

const document = (...statements: readonly object[]): string => JSON.stringify({ Version: '2012-10-17', Statement: statements });
const s3 = (effect: string, more: object = {}): object => ({ Effect: effect, Action: 's3:*', Resource: '*', ...more });

const FILES = {
  'allow.json': document(s3('Allow', { Sid: 'Everything' })),
  'deny.json': document(s3('Deny')),
  'tagged.json': document(s3('Allow', { Condition: { StringEquals: { 'aws:PrincipalTag/team': ['a', 'b'] } } })),
  'listed.json': document(s3('Allow', { Condition: { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['a', 'b'] } } })),
  'template.yaml': `Resources:
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
                Action: s3:GetObject
                Resource: !Sub arn:aws:s3:::\${AWS::AccountId}-data/*
`,
  'outer.yaml': `Resources:
  Reader:
    Type: AWS::IAM::User
    Properties: { UserName: reader, ManagedPolicyArns: [!GetAtt Inner.Outputs.Arn] }
  Inner: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: inner.yaml } }
`,
  'inner.yaml': `Resources:
  Managed: { Type: AWS::IAM::ManagedPolicy, Properties: { PolicyDocument: ${document(s3('Allow'))} } }
  Denying: { Type: AWS::IAM::Policy, Properties: { PolicyName: d, Users: [reader], PolicyDocument: ${document({ Effect: 'Deny', Action: 's3:PutObject', Resource: '*' })} } }
Outputs: { Arn: { Value: !Ref Managed } }
`,
  'partial.yaml': `Resources:
  Attached:
    Type: AWS::IAM::User
    Properties: { UserName: attached, ManagedPolicyArns: [arn:aws:iam::111122223333:policy/other], Policies: &policies [{ PolicyName: p, PolicyDocument: ${document(s3('Allow'))} }] }
  Bound:
    Type: AWS::IAM::User
    Properties: { UserName: bound, PermissionsBoundary: arn:aws:iam::111122223333:policy/other, Policies: *policies }
  Managed:
    Type: AWS::IAM::User
    Properties: { UserName: managed, PermissionsBoundary: arn:aws:iam::aws:policy/AmazonS3FullAccess, Policies: *policies }
`,
  'requests.jsonl': `{"action": "s3:GetObject"}

{"action": "sqs:SendMessage", "context": {"aws:TagKeys": ["x"], "aws:MultiFactorAuthAge": 7, "aws:SecureTransport": true}}
`,
  'broken.json': '{"Version": ',
};
const REQUEST = ['--principal', 'arn:aws:iam::111122223333:user/alice', '--action', 's3:GetObject', '--resource', 'arn:aws:s3:::bucket/key'];
const evaluate = (args: readonly string[], stdin = ''): ReturnType<typeof run> => withFiles(FILES, (cwd) => run(['evaluate', ...args], { cwd, stdin }));

describe('one request', () => {
  test.each([
    [['--policy', 'allow.json'], 'allowed'],
    [['--policy', 'allow.json', '--policy', 'deny.json'], 'explicitDeny'],
    [['--policy', 'allow.json', '--boundary', 'tagged.json'], 'implicitDeny'],
    [['--policy', 'allow.json', '--boundary', 'tagged.json', '--unknown', 'aws:PrincipalTag/team'], 'dependsOn'],
    [['--policy', 'tagged.json', '--context', 'aws:PrincipalTag/team=b'], 'allowed'],
    [['--policy', 'tagged.json', '--context', 'aws:PrincipalTag/team=a=b'], 'implicitDeny'],
    [['--policy', 'listed.json', '--context', 'aws:TagKeys=["a","c"]'], 'implicitDeny'],
    [['--policy', 'listed.json', '--context', 'aws:TagKeys=a', '--context', 'aws:TagKeys=b'], 'allowed'],
    [['--policy', 'allow.json', '--scp', 'allow.json', '--scp', 'allow.json,tagged.json'], 'allowed'],
    [['--policy', 'allow.json', '--scp', 'allow.json', '--scp', 'tagged.json'], 'implicitDeny'],
    [['--policy', 'allow.json', '--rcp', 'deny.json', '--resource-account', '111122223333'], 'explicitDeny'],
    [['--policy', 'allow.json', '--session-policy', 'tagged.json'], 'implicitDeny'],
    [['--policy', 'allow.json', '--vpc-endpoint-policy', 'deny.json'], 'explicitDeny'],
  ])('%j is %s', async (args, decision) => {
    const ran = await evaluate([...args, ...REQUEST, '--json']);
    expect(JSON.parse(ran.stdout)).toMatchObject({ decision });
    expect(ran).toMatchObject({ code: 0, stderr: '' });
  });

  test('names the statement and its place', async () => {
    const ran = await evaluate(['--policy', 'allow.json', ...REQUEST]);
    expect(ran.stdout).toBe('allowed: decided by the identity policies\n  Allow: `Everything` of the identity policies at allow.json:1:38\n');
  });

  test('explains what does not apply', async () => {
    const ran = await evaluate(['--policy', 'tagged.json', ...REQUEST, '--explain']);
    expect(ran.stdout).toContain('`aws:PrincipalTag/team` is absent or unknown, StringEquals asks for `a`, `b`');
  });

  test.each([
    ['allowed', 0],
    ['explicitDeny', 1],
  ])('--expect %s ends with %i', async (decision, code) => {
    expect(await evaluate(['--policy', 'allow.json', ...REQUEST, '--expect', decision])).toMatchObject({ code });
  });
});

describe('a principal of a template', () => {
  const asked = ['template.yaml', '--principal-id', 'Reader', '--action', 's3:GetObject', '--resource', 'arn:aws:s3:::111122223333-data/x', '--json'];

  test('is asked for what the template does not tell', async () => {
    expect(await evaluate(asked)).toMatchObject({ code: 2, stderr: expect.stringContaining('give it with `--principal`') as string });
  });

  test('asks with the policies that it holds', async () => {
    const ran = await evaluate([...asked, '--parameter', 'AWS::AccountId=111122223333', '--parameter', 'AWS::Partition=aws']);
    expect(JSON.parse(ran.stdout)).toMatchObject({ decision: 'allowed', request: { principal: 'arn:aws:iam::111122223333:user/reader' } });
  });

  test('leaves open what hangs on an unbound parameter', async () => {
    const ran = await evaluate([...asked, '--principal', 'arn:aws:iam::111122223333:user/reader']);
    expect(JSON.parse(ran.stdout)).toMatchObject({ decision: 'dependsOn', dependsOn: ['AWS::AccountId'] });
  });

  test.each([
    ['s3:GetObject', 'allowed', 'Allow: statement 1 of the identity policies (Managed) at inner.yaml:2:'],
    ['s3:PutObject', 'explicitDeny', 'Deny: statement 1 of the identity policies (Denying) at inner.yaml:3:'],
  ])('has what the stacks in its template give it: %s is %s', async (action, decision, statement) => {
    const ran = await evaluate(['outer.yaml', '--principal-id', 'Reader', '--principal', 'arn:aws:iam::111122223333:user/reader', '--action', action, '--resource', 'arn:aws:s3:::b/k', '--expect', decision]);
    expect(ran).toMatchObject({ code: 0, stdout: expect.stringContaining(statement) as string });
  });

  const other = 'arn:aws:iam::111122223333:policy/other';
  test.each([
    ['Attached', { decision: 'dependsOn', dependsOn: [other] }],
    ['Bound', { decision: 'dependsOn', dependsOn: [other] }],
    ['Managed', { decision: 'allowed' }],
  ])('%s may be denied by a policy that is not seen, but not by one of AWS', async (id, expected) => {
    const ran = await evaluate(['partial.yaml', '--principal-id', id, ...REQUEST, '--json']);
    expect(JSON.parse(ran.stdout)).toMatchObject(expected);
  });
});

describe('many requests', () => {
  const rest = ['--principal', 'arn:aws:iam::111122223333:user/alice', '--resource', '*', '--policy', 'allow.json'];

  test('come from a file, completed by the flags', async () => {
    const ran = await evaluate(['--requests', 'requests.jsonl', ...rest]);
    expect(ran.stdout.split('\n').filter((line) => line.startsWith('requests'))).toEqual([
      'requests.jsonl:1: allowed: decided by the identity policies',
      'requests.jsonl:3: implicitDeny: no policy allows it',
    ]);
  });

  test('come from standard input, and are answered line by line', async () => {
    const ran = await evaluate(['--requests', '-', ...rest, '--json', '--expect', 'allowed'], FILES['requests.jsonl']);
    expect(ran.code).toBe(1);
    expect(ran.stdout.trim().split('\n').map((line) => (JSON.parse(line) as { decision: string }).decision)).toEqual(['allowed', 'implicitDeny']);
  });

  test.each([
    ['not JSON', '{'],
    ['a list', '[]'],
    ['an unknown member', '{"action": "s3:GetObject", "acton": "x"}'],
    ['a number as action', '{"action": 1}'],
    ['a nested context', '{"action": "s3:GetObject", "context": {"a": {"b": 1}}}'],
    ['nothing', '\n'],
  ])('%s ends with 2 and says where', async (_name, line) => {
    expect(await evaluate(['--requests', '-', ...rest], line)).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/^policy-lint: standard input.+\n$/) as string,
    });
  });
});

describe('bad usage ends with 2', () => {
  test.each([
    ['no policy', REQUEST],
    ['no principal', ['--policy', 'allow.json', '--action', 's3:GetObject', '--resource', '*']],
    ['no action', ['--policy', 'allow.json', '--principal', 'anonymous', '--resource', '*']],
    ['no resource', ['--policy', 'allow.json', '--principal', 'anonymous', '--action', 's3:GetObject']],
    ['a principal that is none', ['--policy', 'allow.json', ...REQUEST, '--principal', 'nobody at all']],
    ['a missing policy', ['--policy', 'missing.json', ...REQUEST]],
    ['a broken policy', ['--policy', 'broken.json', ...REQUEST]],
    ['a principal that the template does not have', ['template.yaml', '--principal-id', 'Writer', ...REQUEST]],
    ['a context without value', ['--policy', 'allow.json', ...REQUEST, '--context', 'aws:username']],
    ['an unknown decision', ['--policy', 'allow.json', ...REQUEST, '--expect', 'maybe']],
  ])('%s', async (_name, args) => {
    const ran = await evaluate(args);
    expect(ran.code).toBe(2);
    expect(ran.stderr + ran.stdout).not.toMatch(/\n\s+at /);
  });
});
