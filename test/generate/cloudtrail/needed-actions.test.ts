import { describe, expect, test } from 'vitest';
import { neededActions } from '../../../src/generate/cloudtrail/needed-actions.ts';
import { resourcesOf } from '../../../src/generate/cloudtrail/event-resources.ts';
import { ACCOUNT, event } from './events.ts';

type Grants = Readonly<Record<string, readonly string[]>>;

/** What an event needs: its actions, each with the patterns of its resources. */
function needs(source: string, name: string, parameters?: unknown, rest?: Readonly<Record<string, unknown>>): Grants | string {
  const read = event(source, name, parameters, rest);
  const needed = neededActions(read);
  return needed.kind === 'actions' ? Object.fromEntries(needed.needs.map((need) => [need.action, resourcesOf(need, read).map(({ pattern }) => pattern).sort()])) : needed.kind;
}

const object = { bucketName: 'b', key: 'k/1.txt' };
const at = (service: string, resource: string): string => `arn:aws:${service}:us-east-1:${ACCOUNT}:${resource}`;
const bucket = 'arn:aws:s3:::b';
const listed = (...arns: readonly string[]): Readonly<Record<string, unknown>> => ({ resources: arns.map((ARN) => ({ ARN })) });

describe('Amazon S3, by https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html', () => {
  test.each<[string, unknown, Grants]>([
    ['ListBuckets', {}, { 's3:ListAllMyBuckets': ['*'] }],
    ['ListObjects', { bucketName: 'b' }, { 's3:ListBucket': [bucket] }],
    ['ListObjectsV2', { bucketName: 'b', prefix: 'k/' }, { 's3:ListBucket': [bucket] }],
    ['ListObjectVersions', { bucketName: 'b' }, { 's3:ListBucketVersions': [bucket] }],
    ['HeadBucket', { bucketName: 'b' }, { 's3:ListBucket': [bucket] }],
    ['HeadObject', object, { 's3:GetObject': [`${bucket}/k/1.txt`] }],
    ['HeadObject', { ...object, versionId: 'v' }, { 's3:GetObjectVersion': [`${bucket}/k/1.txt`] }],
    ['GetObject', object, { 's3:GetObject': [`${bucket}/k/1.txt`] }],
    ['GetObject', { ...object, versionId: 'v' }, { 's3:GetObjectVersion': [`${bucket}/k/1.txt`] }],
    ['GetObjectAttributes', object, { 's3:GetObject': [`${bucket}/k/1.txt`], 's3:GetObjectAttributes': [`${bucket}/k/1.txt`] }],
    ['GetObjectAttributes', { ...object, versionId: 'v' }, { 's3:GetObjectVersion': [`${bucket}/k/1.txt`], 's3:GetObjectVersionAttributes': [`${bucket}/k/1.txt`] }],
    ['PutObject', object, { 's3:PutObject': [`${bucket}/k/1.txt`] }],
    ['PutObject', { ...object, 'x-amz-acl': 'private', 'x-amz-tagging': 'a=b' }, { 's3:PutObject': [`${bucket}/k/1.txt`], 's3:PutObjectAcl': [`${bucket}/k/1.txt`], 's3:PutObjectTagging': [`${bucket}/k/1.txt`] }],
    ['CreateMultipartUpload', object, { 's3:PutObject': [`${bucket}/k/1.txt`] }],
    ['UploadPart', object, { 's3:PutObject': [`${bucket}/k/1.txt`] }],
    ['CompleteMultipartUpload', object, { 's3:PutObject': [`${bucket}/k/1.txt`] }],
    ['AbortMultipartUpload', object, { 's3:AbortMultipartUpload': [`${bucket}/k/1.txt`] }],
    ['ListParts', object, { 's3:ListMultipartUploadParts': [`${bucket}/k/1.txt`] }],
    ['ListMultipartUploads', { bucketName: 'b' }, { 's3:ListBucketMultipartUploads': [bucket] }],
    ['CopyObject', { ...object, 'x-amz-copy-source': '/other/a%20b' }, { 's3:GetObject': ['arn:aws:s3:::other/a b'], 's3:PutObject': [`${bucket}/k/1.txt`] }],
    ['CopyObject', { ...object, 'x-amz-copy-source': 'other/a?versionId=v' }, { 's3:GetObjectVersion': ['arn:aws:s3:::other/a'], 's3:PutObject': [`${bucket}/k/1.txt`] }],
    ['UploadPartCopy', { ...object, 'x-amz-copy-source': 'other/a' }, { 's3:GetObject': ['arn:aws:s3:::other/a'], 's3:PutObject': [`${bucket}/k/1.txt`] }],
    ['DeleteObject', object, { 's3:DeleteObject': [`${bucket}/k/1.txt`] }],
    ['DeleteObject', { ...object, versionId: 'v' }, { 's3:DeleteObjectVersion': [`${bucket}/k/1.txt`] }],
    ['DeleteObjects', { bucketName: 'b', delete: '' }, { 's3:DeleteObject': [`${bucket}/*`] }],
    ['DeleteBucketReplication', { bucketName: 'b' }, { 's3:PutReplicationConfiguration': [bucket] }],
    ['DeleteBucketLifecycle', { bucketName: 'b' }, { 's3:PutLifecycleConfiguration': [bucket] }],
    ['DeleteBucketCors', { bucketName: 'b' }, { 's3:PutBucketCORS': [bucket] }],
    ['DeleteBucketTagging', { bucketName: 'b' }, { 's3:PutBucketTagging': [bucket] }],
    ['DeleteBucketEncryption', { bucketName: 'b' }, { 's3:PutEncryptionConfiguration': [bucket] }],
    ['GetBucketEncryption', { bucketName: 'b' }, { 's3:GetEncryptionConfiguration': [bucket] }],
    ['GetBucketLifecycle', { bucketName: 'b' }, { 's3:GetLifecycleConfiguration': [bucket] }],
    ['GetObjectLockConfiguration', { bucketName: 'b' }, { 's3:GetBucketObjectLockConfiguration': [bucket] }],
    ['CreateBucket', { bucketName: 'b', 'x-amz-object-ownership': 'x' }, { 's3:CreateBucket': [bucket], 's3:PutBucketOwnershipControls': [bucket] }],
  ])('%s with %j', (name, parameters, expected) => {
    expect(needs('s3', name, parameters)).toEqual(expected);
  });
});

test.each<[string, string, unknown, Readonly<Record<string, unknown>>, Grants]>([
  // Names with a version: https://docs.aws.amazon.com/lambda/latest/dg/logging-using-cloudtrail.html
  ['lambda', 'CreateFunction20150331', { functionName: 'f' }, {}, { 'lambda:CreateFunction': [at('lambda', 'function:f')] }],
  ['lambda', 'UpdateFunctionCode20150331v2', { functionName: at('lambda', 'function:f') }, {}, { 'lambda:UpdateFunctionCode': [at('lambda', 'function:f')] }],
  ['lambda', 'ListFunctions20150331', {}, {}, { 'lambda:ListFunctions': ['*'] }],
  ['lambda', 'Invoke', { functionName: `${ACCOUNT}:function:f` }, {}, { 'lambda:InvokeFunction': [at('lambda', 'function:f')] }],
  ['cloudfront', 'UpdateDistribution2020_05_31', { id: 'E1' }, {}, { 'cloudfront:UpdateDistribution': [`arn:aws:cloudfront::${ACCOUNT}:distribution/E1`] }],
  ['cloudfront', 'CreateInvalidation2020_05_31', { distributionId: 'E1' }, {}, { 'cloudfront:CreateInvalidation': [`arn:aws:cloudfront::${ACCOUNT}:distribution/E1`] }],
  // Sources that aren't prefixes.
  ['monitoring', 'PutMetricAlarm', { alarmName: 'a' }, {}, { 'cloudwatch:PutMetricAlarm': [at('cloudwatch', 'alarm:a')] }],
  ['email', 'GetSendQuota', null, {}, { 'ses:GetSendQuota': ['*'] }],
  ['tagging', 'GetResources', {}, {}, { 'tag:GetResources': ['*'] }],
  ['rdsdataapi', 'ExecuteStatement', { resourceArn: `arn:aws:rds:us-east-1:${ACCOUNT}:cluster:c` }, {}, { 'rds-data:ExecuteStatement': [`arn:aws:rds:us-east-1:${ACCOUNT}:cluster:c`] }],
  ['autoscaling', 'DescribeAutoScalingGroups', {}, {}, { 'autoscaling:DescribeAutoScalingGroups': ['*'] }],
  ['autoscaling', 'DescribeScalingActivities', { serviceNamespace: 'ecs' }, {}, { 'application-autoscaling:DescribeScalingActivities': ['*'] }],
  ['autoscaling', 'DescribeScalingActivities', {}, {}, { 'autoscaling:DescribeScalingActivities': ['*'] }],
  // API Gateway: verbs on paths.
  ['apigateway', 'CreateRestApi', { createRestApiInput: {} }, {}, { 'apigateway:POST': ['arn:aws:apigateway:us-east-1::/restapis'] }],
  ['apigateway', 'GetRestApis', {}, {}, { 'apigateway:GET': ['arn:aws:apigateway:us-east-1::/restapis'] }],
  ['apigateway', 'PutMethod', { restApiId: 'a', resourceId: 'r', httpMethod: 'GET' }, {}, { 'apigateway:PUT': ['arn:aws:apigateway:us-east-1::/restapis/a/resources/r/methods/GET'] }],
  ['apigateway', 'UpdateStage', { restApiId: 'a', stageName: 's' }, {}, { 'apigateway:PATCH': ['arn:aws:apigateway:us-east-1::/restapis/a/stages/s'] }],
  ['apigateway', 'CreateDeployment', { restApiId: 'a' }, {}, { 'apigateway:POST': ['arn:aws:apigateway:us-east-1::/restapis/a/deployments'] }],
  ['apigateway', 'DeleteRoute', { apiId: 'a', routeId: 'r' }, {}, { 'apigateway:DELETE': ['arn:aws:apigateway:us-east-1::/apis/a/routes/r'] }],
  // AWS KMS: the key behind an alias, two actions of one operation.
  ['kms', 'Decrypt', { keyId: 'alias/a' }, listed(at('kms', 'key/1')), { 'kms:Decrypt': [at('kms', 'key/1')] }],
  ['kms', 'Encrypt', { keyId: '1234abcd-12ab-34cd-56ef-1234567890ab' }, {}, { 'kms:Encrypt': [at('kms', 'key/1234abcd-12ab-34cd-56ef-1234567890ab')] }],
  ['kms', 'ReEncrypt', {}, listed(at('kms', 'key/1'), at('kms', 'key/2')), { 'kms:ReEncryptFrom': [at('kms', 'key/1'), at('kms', 'key/2')], 'kms:ReEncryptTo': [at('kms', 'key/1'), at('kms', 'key/2')] }],
  // DynamoDB: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-iam.html
  ['dynamodb', 'Query', { tableName: 't', indexName: 'i' }, {}, { 'dynamodb:Query': [at('dynamodb', 'table/t/index/i'), at('dynamodb', 'table/t')] }],
  ['dynamodb', 'ExecuteStatement', { statement: 'select a from "t" where a = ?' }, {}, { 'dynamodb:PartiQLSelect': [at('dynamodb', 'table/t')] }],
  ['dynamodb', 'ExecuteStatement', { statement: 'DELETE FROM "t"."i" WHERE a = ?' }, {}, { 'dynamodb:PartiQLDelete': [at('dynamodb', 'table/t/index/i')] }],
  ['dynamodb', 'TransactGetItems', {}, listed(at('dynamodb', 'table/t')), { 'dynamodb:GetItem': [at('dynamodb', 'table/t')] }],
  // Names as ARNs have them.
  ['secretsmanager', 'GetSecretValue', { secretId: 's' }, {}, { 'secretsmanager:GetSecretValue': [at('secretsmanager', 'secret:s-??????')] }],
  ['secretsmanager', 'GetSecretValue', { secretId: at('secretsmanager', 'secret:s-AbCdEf') }, {}, { 'secretsmanager:GetSecretValue': [at('secretsmanager', 'secret:s-AbCdEf')] }],
  ['ssm', 'GetParameters', { names: ['/a/b', 'c'] }, {}, { 'ssm:GetParameters': [at('ssm', 'parameter/a/b'), at('ssm', 'parameter/c')] }],
  ['sqs', 'ReceiveMessage', { queueUrl: `https://sqs.us-east-1.amazonaws.com/${ACCOUNT}/q` }, {}, { 'sqs:ReceiveMessage': [at('sqs', 'q')] }],
  ['sqs', 'DeleteMessageBatch', { queueUrl: `https://sqs.us-east-1.amazonaws.com/${ACCOUNT}/q` }, {}, { 'sqs:DeleteMessage': [at('sqs', 'q')] }],
  ['iam', 'CreateRole', { path: '/a/', roleName: 'r' }, {}, { 'iam:CreateRole': [`arn:aws:iam::${ACCOUNT}:role/a/r`] }],
  ['ec2', 'TerminateInstances', { instancesSet: { items: [{ instanceId: 'i-1' }, { instanceId: 'i-2' }] } }, {}, { 'ec2:TerminateInstances': [at('ec2', 'instance/i-1'), at('ec2', 'instance/i-2')] }],
  ['ecs', 'UpdateService', { cluster: at('ecs', 'cluster/c'), service: 's' }, {}, { 'ecs:UpdateService': [at('ecs', 'service/c/s')] }],
  ['ecs', 'RunTask', { cluster: 'c', taskDefinition: 'f:3' }, {}, { 'ecs:RunTask': [at('ecs', 'task-definition/f:3')] }],
  ['eks', 'DescribeCluster', { name: 'c' }, {}, { 'eks:DescribeCluster': [at('eks', 'cluster/c')] }],
  ['logs', 'PutRetentionPolicy', { logGroupName: '/g' }, {}, { 'logs:PutRetentionPolicy': [at('logs', 'log-group:/g'), at('logs', 'log-group:/g:*')] }],
  ['sts', 'AssumeRole', { roleArn: 'arn:aws:iam::444455556666:role/r' }, {}, { 'sts:AssumeRole': ['arn:aws:iam::444455556666:role/r'] }],
  ['sts', 'AssumeRole', { roleArn: 'arn:aws:iam::444455556666:role/r', tags: [{ key: 'a', value: 'b' }], sourceIdentity: 'ann' }, {}, { 'sts:AssumeRole': ['arn:aws:iam::444455556666:role/r'], 'sts:TagSession': ['arn:aws:iam::444455556666:role/r'], 'sts:SetSourceIdentity': ['arn:aws:iam::444455556666:role/r'] }],
  ['ec2', 'CreateSnapshot', { volumeId: 'vol-1', tagSpecificationSet: { items: [{ resourceType: 'snapshot', tags: [{ key: 'a', value: 'b' }] }] } }, {}, { 'ec2:CreateSnapshot': [at('ec2', 'volume/vol-1'), 'arn:aws:ec2:us-east-1::snapshot/*'], 'ec2:CreateTags': ['arn:aws:ec2:us-east-1::snapshot/*'] }],
  ['ecr', 'PutImage', { repositoryName: 'team/app' }, {}, { 'ecr:PutImage': [at('ecr', 'repository/team/app')] }],
  ['batch', 'SubmitJob', { jobDefinition: 'd:1', jobQueue: 'q' }, {}, { 'batch:SubmitJob': [at('batch', 'job-definition/d'), at('batch', 'job-definition/d:1'), at('batch', 'job-queue/q'), at('batch', 'job/*')] }],
  ['batch', 'SubmitJob', { jobDefinition: at('batch', 'job-definition/d:1'), jobQueue: at('batch', 'job-queue/q') }, {}, { 'batch:SubmitJob': [at('batch', 'job-definition/d:1'), at('batch', 'job-queue/q')] }],
  ['appsync', 'GetGraphqlApi', { apiId: 'a' }, {}, { 'appsync:GetGraphqlApi': [at('appsync', 'apis/a')] }],
  ['ssm', 'StartSession', { target: 'i-1', documentName: 'AWS-StartSSHSession' }, {}, { 'ssm:StartSession': ['arn:aws:ssm:us-east-1::document/AWS-StartSSHSession', at('ec2', 'instance/i-1')] }],
  ['ssm', 'StartSession', { target: 'mi-1', documentName: 'Own' }, {}, { 'ssm:StartSession': [at('ssm', 'document/Own'), at('ssm', 'managed-instance/mi-1')] }],
  ['elasticloadbalancing', 'CreateRule', { listenerArn: at('elasticloadbalancing', 'listener/app/l/1/2') }, {}, { 'elasticloadbalancing:CreateRule': [at('elasticloadbalancing', 'listener/app/l/1/2')] }],
  ['states', 'DescribeExecution', { executionArn: at('states', 'execution:s:e') }, {}, { 'states:DescribeExecution': [at('states', 'execution:s:e')] }],
  ['glue', 'GetTable', { databaseName: 'd', name: 't' }, {}, { 'glue:GetTable': [at('glue', 'catalog'), at('glue', 'database/d'), at('glue', 'table/d/t')] }],
  ['bedrock', 'Converse', { modelId: 'arn:aws:bedrock:us-east-1::foundation-model/m' }, {}, { 'bedrock:InvokeModel': ['arn:aws:bedrock:us-east-1::foundation-model/m'] }],
  // Where the event names nothing.
  ['cloudformation', 'CreateStack', { stackName: 's' }, {}, { 'cloudformation:CreateStack': [at('cloudformation', 'stack/s/*')] }],
  ['dynamodb', 'UpdateTable', {}, {}, { 'dynamodb:UpdateTable': [at('dynamodb', 'table/*')] }],
  // Wildcards in a name are the name's own.
  ['s3', 'GetObject', { bucketName: 'b', key: 'a*?$' }, {}, { 's3:GetObject': [`${bucket}/a\${*}\${?}\${$}`] }],
  // What a policy document can't have: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html
  ['s3', 'GetObject', { bucketName: 'b', key: 'in/ключ-é-\u{1F600}.txt' }, {}, { 's3:GetObject': [`${bucket}/in/*-é-*.txt`] }],
  ['s3', 'GetObject', {}, listed(`${bucket}/ключ`), { 's3:GetObject': [`${bucket}/*`] }],
  // Other partitions.
  ['sqs', 'SendMessage', { queueUrl: 'https://x/1/q' }, { awsRegion: 'cn-north-1' }, { 'sqs:SendMessage': [`arn:aws-cn:sqs:cn-north-1:${ACCOUNT}:q`] }],
])('%s:%s with %j', (source, name, parameters, rest, expected) => {
  expect(needs(source, name, parameters, rest)).toEqual(Object.fromEntries(Object.entries(expected).map(([action, resources]) => [action, resources.toSorted()])));
});

test.each<[string, string, Readonly<Record<string, unknown>>, string]>([
  ['sts', 'GetCallerIdentity', {}, 'none'],
  ['sts', 'AssumeRoleWithSAML', {}, 'none'],
  ['signin', 'ConsoleLogin', { eventType: 'AwsConsoleSignIn' }, 'none'],
  ['kms', 'RotateKey', { eventType: 'AwsServiceEvent' }, 'none'],
  ['s3', 'NoSuchOperation', {}, 'unknown'],
  ['nosuchservice', 'Get', {}, 'unknown'],
  ['apigateway', 'FlushStageCache', {}, 'unknown'],
  ['dynamodb', 'ExecuteStatement', {}, 'unknown'],
])('%s:%s of %j needs %s', (source, name, rest, expected) => {
  expect(needs(source, name, {}, rest)).toBe(expected);
});
