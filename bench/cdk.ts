/**
 * How long a large template of the CDK takes to be read and to be linted, and how much memory:
 * `tsx bench/cdk.ts [megabytes] [file]`. Each unit of it has a function with its role and its policy, a table, a
 * bucket with its policy and a permission, with the functions and the metadata that the CDK writes. Memory is the
 * most that the process ever had. The file is kept where it is named.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeHost } from '../src/host/node.ts';
import { lintFiles } from '../src/lint/lint-files.ts';
import { useReferenceData } from '../src/reference/data.ts';
import { fileText, readSource } from '../src/sources/index.ts';

const DEFAULT_MEGABYTES = 50;

useReferenceData(nodeHost);
const [megabytes = DEFAULT_MEGABYTES, named] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'cdk-'));
const file = named ?? join(folder, 'Large.template.json');
try {
  writeFileSync(file, template(Number(megabytes) * 1e6));
  await report('read', () => `${readSource(file, fileText(nodeHost.readFile(file))).policies.length} policies`);
  await report('read and linted', async () => {
    const { policies, findings } = (await lintFiles([file], { host: nodeHost })).summary;
    return `${policies} policies, ${Object.values(findings).reduce((sum, count) => sum + count, 0)} findings`;
  });
} finally {
  rmSync(folder, { recursive: true });
}

async function report(what: string, measured: () => string | Promise<string>): Promise<void> {
  const before = process.cpuUsage();
  const result = await measured();
  const used = process.cpuUsage(before).user / 1e6;
  console.log(`${what}: ${result}, ${used.toFixed(1)} s of computing, ${(process.resourceUsage().maxRSS / 1e3).toFixed(0)} MB of memory at most`);
}

function template(bytes: number): string {
  const parts: string[] = [];
  for (let length = 0, number = 0; length < bytes; number += 1) {
    const part = JSON.stringify(unit(number), undefined, 1).slice(2, -2).replaceAll('\n', '\n ');
    parts.push(part);
    length += part.length;
  }
  return `{\n "Resources": {\n ${parts.join(',\n')}\n }\n}\n`;
}

function unit(number: number): object {
  const id = (name: string): string => `Service${number}${name}${(number * 2654435761 % 2 ** 32).toString(16).toUpperCase().padStart(8, '0')}`;
  const arnOf = (name: string): object => ({ 'Fn::GetAtt': [id(name), 'Arn'] });
  const joined = (...texts: readonly unknown[]): object => ({ 'Fn::Join': ['', texts] });
  const path = (...names: readonly string[]): object => ({ 'aws:cdk:path': ['Large', `Service${number}`, ...names, 'Resource'].join('/') });
  const policy = (...Statement: readonly object[]): object => ({ Statement, Version: '2012-10-17' });
  return {
    [id('HandlerServiceRole')]: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: policy({ Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' } }),
        ManagedPolicyArns: [joined('arn:', { Ref: 'AWS::Partition' }, ':iam::aws:policy/service-role/AWSLambdaBasicExecutionRole')],
      },
      Metadata: path('Handler', 'ServiceRole'),
    },
    [id('HandlerServiceRoleDefaultPolicy')]: {
      Type: 'AWS::IAM::Policy',
      Properties: {
        PolicyDocument: policy(
          { Action: ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'], Effect: 'Allow', Resource: [arnOf('Table'), joined(arnOf('Table'), '/index/*')] },
          { Action: ['s3:GetObject*', 's3:GetBucket*', 's3:List*'], Effect: 'Allow', Resource: [arnOf('Files'), joined(arnOf('Files'), '/*')] },
          { Action: 'ssm:GetParameter', Effect: 'Allow', Resource: joined('arn:', { Ref: 'AWS::Partition' }, ':ssm:', { Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }, `:parameter/service-${number}/*`) },
        ),
        PolicyName: id('HandlerServiceRoleDefaultPolicy'),
        Roles: [{ Ref: id('HandlerServiceRole') }],
      },
      Metadata: path('Handler', 'ServiceRole', 'DefaultPolicy'),
    },
    [id('Handler')]: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Code: { S3Bucket: { 'Fn::Sub': 'cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}' }, S3Key: `${id('')}.zip` },
        Environment: { Variables: { TABLE: { Ref: id('Table') }, BUCKET: { Ref: id('Files') } } },
        Handler: 'index.handler',
        Role: arnOf('HandlerServiceRole'),
        Runtime: 'nodejs20.x',
      },
      DependsOn: [id('HandlerServiceRoleDefaultPolicy'), id('HandlerServiceRole')],
      Metadata: path('Handler'),
    },
    [id('HandlerPermission')]: {
      Type: 'AWS::Lambda::Permission',
      Properties: { Action: 'lambda:InvokeFunction', FunctionName: arnOf('Handler'), Principal: 's3.amazonaws.com', SourceAccount: { Ref: 'AWS::AccountId' }, SourceArn: arnOf('Files') },
      Metadata: path('Handler', 'Permission'),
    },
    [id('Table')]: {
      Type: 'AWS::DynamoDB::Table',
      Properties: { AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }], BillingMode: 'PAY_PER_REQUEST', KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }] },
      UpdateReplacePolicy: 'Retain',
      DeletionPolicy: 'Retain',
      Metadata: path('Table'),
    },
    [id('Files')]: { Type: 'AWS::S3::Bucket', UpdateReplacePolicy: 'Retain', DeletionPolicy: 'Retain', Metadata: path('Files') },
    [id('FilesPolicy')]: {
      Type: 'AWS::S3::BucketPolicy',
      Properties: {
        Bucket: { Ref: id('Files') },
        PolicyDocument: policy({ Action: 's3:*', Condition: { Bool: { 'aws:SecureTransport': 'false' } }, Effect: 'Deny', Principal: { AWS: '*' }, Resource: [arnOf('Files'), joined(arnOf('Files'), '/*')] }),
      },
      Metadata: path('Files', 'Policy'),
    },
  };
}
