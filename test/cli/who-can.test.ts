import { describe, expect, test } from 'vitest';
import { run, withFiles } from './run.ts';

const DEEPSQL = 'fixtures/templates/deepsql/deepsql-stack.yaml';
const GROUPS = 'fixtures/templates/common/users-and-groups.yaml';
const VENDOR = 'fixtures/templates/common/cross-account-role.yaml';
const ACCOUNT = ['--parameter', 'AWS::AccountId=111122223333', '--parameter', 'AWS::Partition=aws'];
const INSTANCE = 'arn:aws:ec2:eu-west-1:111122223333:instance/i-1';

interface Answered {
  readonly principals: readonly {
    readonly ability: string;
    readonly dependsOn: readonly string[];
    readonly principal: { readonly id: string };
    readonly statements: readonly { readonly sid?: string; readonly effect: string; readonly start: { readonly line: number } }[];
  }[];
  readonly notes: readonly string[];
}

async function whoCan(args: readonly string[], cwd?: string): Promise<Answered> {
  const ran = await run(['who-can', ...args, '--format', 'json'], cwd === undefined ? {} : { cwd });
  expect(ran).toMatchObject({ code: 0, stderr: '' });
  return JSON.parse(ran.stdout) as Answered;
}

async function abilities(args: readonly string[], cwd?: string): Promise<Readonly<Record<string, string>>> {
  const { principals } = await whoCan(args, cwd);
  return Object.fromEntries(principals.map(({ principal, ability, dependsOn }) => [principal.id, [ability, ...dependsOn].join(' ')]));
}

describe('a support user of an instance', () => {
  const bound = [...ACCOUNT, '--parameter', 'AWS::Region=eu-west-1', '--parameter', 'CreateSupportUser=Yes'];

  test.each([
    ['ssm:StartSession', INSTANCE, bound, 'may ssm:resourceTag/deepsql:managed'],
    ['ssm:StartSession', INSTANCE, [...bound, '--context', 'ssm:resourceTag/deepsql:managed=true'], 'can'],
    ['ssm:StartSession', INSTANCE, [...bound, '--context', 'ec2:ResourceTag/deepsql:managed=true'], 'can'],
    ['ssm:StartSession', INSTANCE, [...bound, '--context', 'ssm:resourceTag/deepsql:managed=[]'], 'cannot'],
    ['ssm:StartSession', INSTANCE.replace('eu-west-1', 'us-east-1'), bound, 'cannot'],
    ['ec2:DescribeInstances', '*', [], 'can'],
    ['ec2:RunInstances', INSTANCE, bound, 'cannot'],
  ])('%s on %s %j: %s', async (action, resource, options, ability) => {
    expect(await abilities([action, resource, DEEPSQL, ...options])).toMatchObject({ SupportUser: ability, InstanceRole: 'cannot' });
  });

  test('hangs on every template value that is left open', async () => {
    const { principals } = await whoCan(['ssm:StartSession', INSTANCE, DEEPSQL]);
    const user = principals.find(({ principal }) => principal.id === 'SupportUser');
    expect(user).toMatchObject({ ability: 'may', principal: { when: [{ condition: 'HasSupportUser', value: true }] } });
    expect(user?.dependsOn).toEqual(expect.arrayContaining(['AWS::AccountId', 'AWS::Partition', 'AWS::Region', 'ssm:resourceTag/deepsql:managed']));
    expect(user?.statements).toMatchObject([{ sid: 'StartSessionOnManagedInstances', effect: 'Allow', certain: false, path: DEEPSQL, start: { line: 102, column: 13 } }]);
  });
});

describe('users, their group and a boundary', () => {
  test.each([
    ['s3:GetObject', ['--context', 'aws:MultiFactorAuthPresent=true'], { Ada: 'can', Grace: 'may aws:PrincipalTag/team' }],
    ['s3:GetObject', ['--context', 'aws:MultiFactorAuthPresent=false'], { Ada: 'cannot' }],
    ['s3:GetObject', ['--context', 'aws:PrincipalTag/team=x'], { Ada: 'may aws:MultiFactorAuthPresent', Grace: 'cannot', Staff: 'may aws:username', BatchRole: 'cannot' }],
    ['s3:DeleteObject', [], { Ada: 'cannot' }],
  ])('%s with %j', async (action, options, expected) => {
    expect(await abilities([action, 'arn:aws:s3:::shared-drive/ada/x', GROUPS, ...options])).toMatchObject(expected);
  });

  test('a deny is shown with its place, for people', async () => {
    const { code, stdout } = await run(['who-can', 's3:DeleteObject', 'arn:aws:s3:::shared-drive/ada/x', GROUPS]);
    expect(code).toBe(0);
    expect(stdout).toContain(`cannot  user Ada (${GROUPS}:37:3)\n        denied by statement 1 of AdaPolicy (identity policies) at ${GROUPS}:64:13\n`);
    expect(stdout).toContain(`cannot  role BatchRole (${GROUPS}:99:3): no statement allows it\n`);
  });
});

describe('a role is assumed by its trust policy', () => {
  const batch = ['sts:AssumeRole', 'arn:aws:iam::111122223333:role/batch', GROUPS];

  test.each([
    [ACCOUNT, { Ada: 'may aws:MultiFactorAuthAge', BatchRole: 'cannot' }],
    [[...ACCOUNT, '--context', 'aws:MultiFactorAuthAge=10'], { Ada: 'can', Grace: 'can', Staff: 'may which member asks', BatchRole: 'cannot' }],
    [[...ACCOUNT, '--context', 'aws:MultiFactorAuthAge=7200'], { Ada: 'cannot', Grace: 'cannot' }],
  ])('%j', async (options, expected) => {
    expect(await abilities([...batch, ...options])).toMatchObject(expected);
  });

  test('whether it is the role of the template hangs on what the template leaves open', async () => {
    const { Ada } = await abilities([...batch, '--context', 'aws:MultiFactorAuthAge=10']);
    expect(Ada).toMatch(/^may AWS::AccountId AWS::Partition/);
  });

  test('a trust policy bears on nothing else', async () => {
    expect(await abilities(['iam:DeleteRole', 'arn:aws:iam::111122223333:role/batch', GROUPS, ...ACCOUNT])).toMatchObject({ Ada: 'cannot' });
  });

  test('one that is not in the sources may be anything', async () => {
    const answered = await abilities(['sts:AssumeRole', 'arn:aws:iam::111122223333:role/elsewhere', GROUPS, ...ACCOUNT]);
    expect(answered['Grace']).toContain('may');
  });
});

const TEMPLATE = `Resources:
  Reader:
    Type: AWS::IAM::Role
    Properties:
      RoleName: reader
      AssumeRolePolicyDocument: { Version: "2012-10-17", Statement: [{ Effect: Allow, Principal: { Service: ec2.amazonaws.com }, Action: sts:AssumeRole }] }
      Policies:
        - PolicyName: read
          PolicyDocument: { Version: "2012-10-17", Statement: [{ Sid: Read, Effect: Allow, Action: ["s3:GetObject", "kms:Decrypt"], Resource: "*" }] }
  Nobody:
    Type: AWS::IAM::User
    Properties: { UserName: nobody }
  DataPolicy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: data
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          - { Sid: NotHere, Effect: Deny, Principal: "*", Action: "s3:*", Resource: "arn:aws:s3:::data/secret/*" }
          - { Sid: Named, Effect: Allow, Principal: { AWS: !GetAtt Nobody.Arn }, Action: "s3:GetObject", Resource: "arn:aws:s3:::data/*" }
  Key:
    Type: AWS::KMS::Key
    Properties:
      KeyPolicy: { Version: "2012-10-17", Statement: [{ Effect: Deny, Principal: "*", Action: "kms:*", Resource: "*" }] }
`;

describe('policies of resources', () => {
  test.each([
    ['s3:GetObject', 'arn:aws:s3:::data/secret/x', [], { Reader: 'cannot', Nobody: 'cannot' }],
    ['s3:GetObject', 'arn:aws:s3:::data/x', ACCOUNT, { Reader: 'can', Nobody: 'can' }],
    ['s3:GetObject', 'arn:aws:s3:::data-of-others/secret/x', ACCOUNT, { Reader: 'can', Nobody: 'cannot' }],
    ['s3:GetObject', 'arn:aws:s3:::data/x', [...ACCOUNT, '--resource-account', '444455556666'], { Reader: 'cannot', Nobody: 'cannot' }],
  ])('%s on %s %j', async (action, resource, options, expected) => {
    await withFiles({ 'stack.yaml': TEMPLATE }, async (cwd) => {
      expect(await abilities([action, resource, 'stack.yaml', ...options], cwd)).toEqual(expected);
    });
  });

  test('one that may guard the resource is never passed over', async () => {
    await withFiles({ 'stack.yaml': TEMPLATE }, async (cwd) => {
      const { Reader } = await abilities(['kms:Decrypt', 'arn:aws:kms:eu-west-1:111122223333:key/x', 'stack.yaml', ...ACCOUNT], cwd);
      expect(Reader).toContain('whether `Key` guards the resource');
    });
  });
});

describe('parameter files', () => {
  const FILES = {
    'stack.yaml': TEMPLATE,
    'p.json': '[{ "ParameterKey": "AWS::AccountId", "ParameterValue": "111122223333" }, { "ParameterKey": "AWS::Partition", "ParameterValue": "aws" }]',
    'bad.json': '[\n  { "ParameterKey": "A" }]',
  };
  const asked = ['s3:GetObject', 'arn:aws:s3:::data/x', 'stack.yaml'];

  test('bind what `--parameter` does, which goes over them', async () => {
    await withFiles(FILES, async (cwd) => {
      expect(await abilities([...asked, '--parameter-file', 'p.json'], cwd)).toEqual({ Reader: 'can', Nobody: 'can' });
      const other = await whoCan([...asked, '--parameter-file', 'p.json', '--parameter', 'AWS::AccountId=444455556666'], cwd);
      expect(other.principals.map(({ principal }) => principal)).toMatchObject([{ arn: 'arn:aws:iam::444455556666:user/nobody' }, { arn: 'arn:aws:iam::444455556666:role/reader' }]);
    });
  });

  test.each([
    ['who-can', asked],
    ['lint', ['stack.yaml']],
    ['evaluate', ['stack.yaml', '--principal-id', 'Reader', '--action', 's3:GetObject', '--resource', '*']],
    ['compare', ['stack.yaml', 'stack.yaml']],
    ['prove', ['stack.yaml', '--principal', 'Reader', '--never', '{ Action: "iam:*" }']],
  ])('%s says where one is wrong', async (command, args) => {
    await withFiles(FILES, async (cwd) => {
      const ran = await run([command, ...args, '--parameter-file', 'bad.json'], { cwd });
      expect(ran).toMatchObject({ code: 2, stdout: '', stderr: 'policy-lint: bad.json:2:3: expected an object with `ParameterKey` and `ParameterValue`\n' });
    });
  });
});

describe('bad usage ends with 2', () => {
  test.each([
    ['several actions', ['s3:*', '*', GROUPS], 'is more than one action'],
    ['no action', ['s3', '*', GROUPS], 'is no action'],
    ['several resources', ['s3:GetObject', 'arn:aws:s3:::data/*', GROUPS], 'is more than one resource'],
    ['no ARN', ['s3:GetObject', 'data', GROUPS], 'is no resource'],
    ['no account', ['s3:GetObject', '*', GROUPS, '--resource-account', '1'], '12 digits'],
    ['a missing file', ['s3:GetObject', '*', 'missing.yaml'], 'there is no file `missing.yaml`'],
    ['no principals', ['s3:GetObject', '*', 'package.json'], 'neither a policy nor a template'],
  ])('%s', async (_name, args, message) => {
    const ran = await run(['who-can', ...args]);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain(message);
  });

  test('a file that is missing hides none of the others', async () => {
    const ran = await run(['who-can', 'iam:CreateUser', '*', VENDOR, 'missing.yaml']);
    expect(ran).toMatchObject({ code: 2, stderr: expect.stringContaining('missing.yaml') as string });
    expect(ran.stdout).toContain('cannot  role MonitoringRole');
  });
});
