import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Collected } from '../../../src/generate/cloudtrail/collector.ts';
import { resourceTally } from '../../../src/generate/cloudtrail/resource-tally.ts';
import type { TrailEvent } from '../../../src/generate/cloudtrail/event.ts';
import { trailPolicy } from '../../../src/generate/cloudtrail/trail-policy.ts';
import { ACCOUNT, collect, event } from './events.ts';

const role = `arn:aws:iam::${ACCOUNT}:role/app`;
const list = event('s3', 'ListBuckets');
const session = (arn: string, issuer?: string): Readonly<Record<string, unknown>> => ({
  userIdentity: { type: 'AssumedRole', arn, ...(issuer === undefined ? {} : { sessionContext: { sessionIssuer: { arn: issuer } } }) },
});

function actions({ uses }: Collected): readonly string[] {
  return uses.map(({ action }) => action).sort();
}

describe('whose events count', () => {
  const events: readonly TrailEvent[] = [
    event('s3', 'ListBuckets', null, session(`arn:aws:sts::${ACCOUNT}:assumed-role/app/a`, `arn:aws:iam::${ACCOUNT}:role/team/app`)),
    event('sns', 'ListTopics', null, session(`arn:aws:sts::${ACCOUNT}:assumed-role/app/b`, role)),
    event('sqs', 'ListQueues', null, session(`arn:aws:sts::${ACCOUNT}:assumed-role/app/c`)),
    event('ec2', 'DescribeInstances', null, session(`arn:aws:sts::444455556666:assumed-role/app/c`)),
    event('iam', 'ListUsers', null, { userIdentity: { type: 'IAMUser', arn: `arn:aws:iam::${ACCOUNT}:user/ann` } }),
    event('iam', 'ListRoles', null, { userIdentity: { type: 'Root', arn: `arn:aws:iam::${ACCOUNT}:root` } }),
  ];

  test.each<[string, object, readonly string[]]>([
    ['a role, by its issuer, or by its name where there is none', { principal: role }, ['sns:ListTopics', 'sqs:ListQueues']],
    ['a role with a path', { principal: `arn:aws:iam::${ACCOUNT}:role/team/app` }, ['s3:ListAllMyBuckets', 'sqs:ListQueues']],
    ['one session', { principal: `arn:aws:sts::${ACCOUNT}:assumed-role/app/b` }, ['sns:ListTopics']],
    ['sessions of a name', { session: 'c' }, ['ec2:DescribeInstances', 'sqs:ListQueues']],
    ['a session of a role', { principal: role, session: 'b' }, ['sns:ListTopics']],
    ['a user', { principal: `arn:aws:iam::${ACCOUNT}:user/ann` }, ['iam:ListUsers']],
    ['the root user', { principal: `arn:aws:iam::${ACCOUNT}:root` }, ['iam:ListRoles']],
    ['nobody', { principal: `arn:aws:iam::${ACCOUNT}:user/bob` }, []],
  ])('%s', (_, options, expected) => {
    expect(actions(collect(events, options))).toEqual(expected);
  });

  test('who else called is told', () => {
    expect(collect(events, { principal: `arn:aws:iam::${ACCOUNT}:user/bob` }).otherCallers).toContain(`arn:aws:iam::${ACCOUNT}:user/ann`);
  });
});

test.each<[object, number]>([
  [{}, 3],
  [{ since: '2026-01-02T00:00:00Z' }, 2],
  [{ until: '2026-01-02T00:00:00Z' }, 1],
  [{ since: '2026-01-02T00:00:00Z', until: '2026-01-02T00:00:01Z' }, 1],
])('events of a time: %j', (options, count) => {
  const events = ['2026-01-01T10:00:00Z', '2026-01-02T00:00:00Z', '2026-01-03T00:00:00Z'].map((eventTime) => event('s3', 'ListBuckets', null, { eventTime }));
  expect(collect(events, options).events).toEqual({ read: 3, selected: count });
});

describe('calls that do not count unless they are asked for', () => {
  test.each(['AccessDenied', 'AccessDeniedException', 'Client.UnauthorizedOperation', 'AuthorizationError', 'UnauthorizedAccess', 'NotAuthorizedException', 'Forbidden', 'AuthFailure', 'InvalidClientTokenId', 'SignatureDoesNotMatch', 'ExpiredToken', 'ExpiredTokenException', 'KMS.AccessDeniedException'])('refused with %s', (errorCode) => {
    const refused = event('s3', 'ListBuckets', null, { errorCode });
    expect(actions(collect([refused]))).toEqual([]);
    expect(collect([refused]).leftOut[0]).toMatchObject({ subject: 's3:ListBuckets', why: expect.stringContaining('--include-denied') as string });
    expect(actions(collect([refused], { includeDenied: true }))).toEqual(['s3:ListAllMyBuckets']);
  });

  test.each(['NoSuchKey', 'ResourceNotFoundException', 'ThrottlingException', 'ConditionalCheckFailedException', 'Client.DryRunOperation', 'ValidationException'])('but those that failed otherwise do: %s', (errorCode) => {
    expect(actions(collect([event('s3', 'ListBuckets', null, { errorCode })]))).toEqual(['s3:ListAllMyBuckets']);
  });

  test('made by a service', () => {
    const forwarded = event('kms', 'Decrypt', null, { userIdentity: { type: 'AssumedRole', arn: `arn:aws:sts::${ACCOUNT}:assumed-role/app/a`, invokedBy: 's3.amazonaws.com' }, resources: [{ ARN: `arn:aws:kms:us-east-1:${ACCOUNT}:key/1` }] });
    expect(actions(collect([forwarded]))).toEqual([]);
    expect(collect([forwarded]).leftOut[0]?.why).toMatch(/^called by s3\.amazonaws\.com: .*forward access sessions.*--include-service-calls/);
    expect(actions(collect([forwarded], { includeServiceCalls: true }))).toEqual(['kms:Decrypt']);
  });
});

describe('roles that calls pass', () => {
  const arn = `arn:aws:iam::${ACCOUNT}:role/r`;
  test.each<[string, string, unknown, string]>([
    ['lambda', 'CreateFunction20150331', { functionName: 'f', role: arn }, 'lambda.amazonaws.com'],
    ['ecs', 'RegisterTaskDefinition', { family: 'f', taskRoleArn: arn }, 'ecs-tasks.amazonaws.com'],
    ['cloudformation', 'CreateStack', { stackName: 's', roleARN: arn }, 'cloudformation.amazonaws.com'],
    ['states', 'CreateStateMachine', { name: 's', roleArn: arn }, 'states.amazonaws.com'],
    ['rds', 'CreateDBInstance', { dBInstanceIdentifier: 'd', monitoringRoleArn: arn }, 'monitoring.rds.amazonaws.com'],
    ['events', 'PutTargets', { rule: 'r', targets: [{ id: '1', arn: `arn:aws:sqs:us-east-1:${ACCOUNT}:q`, roleArn: arn }] }, 'events.amazonaws.com'],
    ['codepipeline', 'CreatePipeline', { pipeline: { name: 'p', roleArn: arn } }, 'codepipeline.amazonaws.com'],
    ['batch', 'RegisterJobDefinition', { jobDefinitionName: 'j', containerProperties: { jobRoleArn: arn } }, 'ecs-tasks.amazonaws.com'],
    ['ecs', 'RunTask', { cluster: 'c', taskDefinition: 'f:1', overrides: { taskRoleArn: arn, containerOverrides: [{ name: 'app', environment: [{ name: 'ROLE', value: `${arn}2` }] }] } }, 'ecs-tasks.amazonaws.com'],
    ['ecs', 'StartTask', { cluster: 'c', taskDefinition: 'f:1', overrides: { executionRoleArn: arn } }, 'ecs-tasks.amazonaws.com'],
    ['s3', 'PutBucketReplication', { bucketName: 'b', ReplicationConfiguration: { Role: arn, Rule: { Destination: { Bucket: 'arn:aws:s3:::c' } } } }, 's3.amazonaws.com'],
    ['s3', 'CreateJob', { CreateJobRequest: { RoleArn: arn } }, 'batchoperations.s3.amazonaws.com'],
    ['ec2', 'CreateFlowLogs', { CreateFlowLogsRequest: { DeliverLogsPermissionArn: arn, ResourceId: { tag: 1, content: 'vpc-1' } } }, 'vpc-flow-logs.amazonaws.com'],
    ['ec2', 'RequestSpotFleet', { spotFleetRequestConfig: { iamFleetRole: arn } }, 'spotfleet.amazonaws.com'],
    ['config', 'PutConfigurationRecorder', { configurationRecorder: { name: 'default', roleARN: arn } }, 'config.amazonaws.com'],
    ['backup', 'CreateBackupSelection', { backupPlanId: 'p', backupSelection: { selectionName: 's', iamRoleArn: arn } }, 'backup.amazonaws.com'],
    ['redshift', 'CreateCluster', { clusterIdentifier: 'c', iamRoles: [arn] }, 'redshift.amazonaws.com'],
    ['dms', 'CreateEndpoint', { endpointIdentifier: 'e', s3Settings: { serviceAccessRoleArn: arn } }, 'dms.amazonaws.com'],
    ['cognito-idp', 'CreateUserPool', { poolName: 'p', smsConfiguration: { snsCallerArn: arn } }, 'cognito-idp.amazonaws.com'],
    ['cognito-identity', 'SetIdentityPoolRoles', { identityPoolId: 'us-east-1:1', roles: { authenticated: arn } }, 'cognito-identity.amazonaws.com'],
    ['iot', 'CreateTopicRule', { ruleName: 'r', topicRulePayload: { actions: [{ s3: { roleArn: arn, bucketName: 'b' } }] } }, 'iot.amazonaws.com'],
    ['apprunner', 'CreateService', { serviceName: 's', instanceConfiguration: { instanceRoleArn: arn } }, 'tasks.apprunner.amazonaws.com'],
    ['eks', 'CreatePodIdentityAssociation', { clusterName: 'c', serviceAccount: 's', roleArn: arn }, 'pods.eks.amazonaws.com'],
    ['eks', 'CreateCluster', { name: 'c', roleArn: arn }, 'eks.amazonaws.com'],
    ['iot', 'CreateRoleAlias', { roleAlias: 'a', roleArn: arn }, 'credentials.iot.amazonaws.com'],
    ['elasticmapreduce', 'RunJobFlow', { name: 'j', autoScalingRole: arn }, 'application-autoscaling.amazonaws.com'],
    ['monitoring', 'PutMetricStream', { name: 'm', roleArn: arn }, 'streams.metrics.cloudwatch.amazonaws.com'],
    ['guardduty', 'CreateMalwareProtectionPlan', { role: arn }, 'malware-protection-plan.guardduty.amazonaws.com'],
    ['synthetics', 'CreateCanary', { name: 'c', executionRoleArn: arn }, 'lambda.amazonaws.com'],
    ['kinesisanalytics', 'CreateApplication', { applicationName: 'a', serviceExecutionRole: arn }, 'kinesisanalytics.amazonaws.com'],
    ['eks', 'CreateNodegroup', { clusterName: 'c', nodegroupName: 'n', nodeRole: arn }, 'ec2.amazonaws.com'],
  ])('%s:%s', (source, name, parameters, service) => {
    const { permissions } = trailPolicy(collect([event(source, name, parameters)]), {});
    expect(permissions.find(({ action }) => action === 'iam:PassRole')).toMatchObject({ resources: [arn], condition: { StringEquals: { 'iam:PassedToService': service } }, inferred: true });
  });

  test.each<[string, string, unknown]>([
    ['lambda', 'GetFunction20150331v2', { functionName: 'f', role: arn }],
    ['sts', 'AssumeRole', { roleArn: arn }],
    ['iam', 'AttachRolePolicy', { roleName: 'r', roleArn: arn }],
    ['lambda', 'CreateFunction20150331', { functionName: 'f', role: `arn:aws:iam::${ACCOUNT}:role/aws-service-role/x` }],
  ])('none by %s:%s', (source, name, parameters) => {
    expect(actions(collect([event(source, name, parameters)]))).not.toContain('iam:PassRole');
  });

  test('a call that passes two roles is one event', () => {
    const { uses } = collect([event('ecs', 'RegisterTaskDefinition', { family: 'f', taskRoleArn: arn, executionRoleArn: `${arn}2` })]);
    expect(uses.find(({ action }) => action === 'iam:PassRole')?.events.count()).toBe(1);
  });

  test.each<[string, string, unknown, string]>([
    ['elasticmapreduce', 'RunJobFlow', { name: 'j', serviceRole: 'EMR_DefaultRole' }, 'the call names it without its path'],
    ['textract', 'StartDocumentAnalysis', { notificationChannel: { roleArn: arn } }, 'whether the call passes it is not known here'],
  ])('are told where it can not be said that they are: %s:%s', (source, name, parameters, why) => {
    const { uses, unknown } = collect([event(source, name, parameters)]);
    expect(uses.map(({ action }) => action)).not.toContain('iam:PassRole');
    expect(unknown).toMatchObject([{ subject: expect.stringMatching(/^role `/) as string, why: expect.stringContaining(why) as string }]);
  });

  test('the role of an instance profile is not known', () => {
    const { unknown } = collect([event('ec2', 'RunInstances', { iamInstanceProfile: { name: 'p' } })]);
    expect(unknown.map(({ subject }) => subject)).toEqual(['instance profile `p`']);
  });

  test.each<[unknown, readonly string[]]>([
    [undefined, ['task definition `f:1`']],
    [{ taskRoleArn: arn }, ['task definition `f:1`']],
    [{ taskRoleArn: arn, executionRoleArn: arn }, []],
  ])('those of a task definition are not known, unless the call overrides both: %j', (overrides, expected) => {
    const { unknown } = collect([event('ecs', 'RunTask', { cluster: 'c', taskDefinition: 'f:1', overrides })]);
    expect(unknown.map(({ subject }) => subject)).toEqual(expected);
  });

  test.each([false, true])('more of them than names are kept of become one, in any order (reversed: %s)', (reversed) => {
    const runs = [1, 2, 3, 4, 3].map((revision, day) => event('ecs', 'RunTask', { taskDefinition: `f:${revision}` }, { eventTime: `2026-01-0${day + 1}T00:00:00Z` }));
    const { unknown } = collect(reversed ? runs.reverse() : runs, { maxResources: 3 });
    expect(unknown.map(({ subject, events }) => [subject, events.describe()])).toEqual([
      ['more than 3 task definitions', 'RunTask of ecs.amazonaws.com (5 events, 2026-01-01T00:00:00Z to 2026-01-05T00:00:00Z)'],
    ]);
  });
});

test('tags that are set on creation have a condition in Amazon EC2, and are a gap elsewhere', () => {
  const tagSpecificationSet = { items: [{ resourceType: 'instance', tags: [{ key: 'a', value: 'b' }] }] };
  const { permissions, unknown } = trailPolicy(collect([event('ec2', 'RunInstances', { tagSpecificationSet }), event('dynamodb', 'CreateTable', { tableName: 't', tags: [{ key: 'a', value: 'b' }] })]), {});
  expect(permissions.find(({ action }) => action === 'ec2:CreateTags')).toMatchObject({ resources: [`arn:aws:ec2:us-east-1:${ACCOUNT}:instance/*`], condition: { StringEquals: { 'ec2:CreateAction': 'RunInstances' } } });
  expect(unknown.map(({ subject }) => subject)).toEqual(['tags of dynamodb:CreateTable', 'data events']);
});

test('what only reads can be had apart', () => {
  const all = collect([list, event('sqs', 'SendMessage', { queueUrl: `https://x/${ACCOUNT}/q` })]);
  const of = (only?: 'read' | 'write'): readonly string[] => trailPolicy(all, only === undefined ? {} : { only }).permissions.map(({ action }) => action);
  expect(of()).toEqual(['s3:ListAllMyBuckets', 'sqs:SendMessage']);
  expect(of('read')).toEqual(['s3:ListAllMyBuckets']);
  expect(of('write')).toEqual(['sqs:SendMessage']);
  expect(trailPolicy(all, { only: 'read' }).dropped).toMatchObject([{ action: 'sqs:SendMessage', why: expect.stringMatching(/^it does more than read/) as string }]);
});

test('unknown events are listed, not dropped in silence', () => {
  const { unknown } = trailPolicy(collect([event('nosuchservice', 'Do'), event('s3', 'NoSuchOperation')]), {});
  expect(unknown.map(({ subject }) => subject)).toEqual(['nosuchservice:Do', 's3:NoSuchOperation', 'data events']);
});

test('the order and the grouping of events change nothing', () => {
  const some = fc.constantFrom(
    ...['a/1', 'a/2', 'b/1', 'c'].map((key) => event('s3', 'GetObject', { bucketName: 'x', key })),
    ...['t', 'u', 'v'].map((tableName) => event('dynamodb', 'GetItem', { tableName })),
    event('dynamodb', 'GetItem'),
    event('s3', 'DeleteObjects', { bucketName: 'x' }),
    event('lambda', 'CreateFunction20150331', { functionName: 'f', role }),
    event('nosuchservice', 'Do'),
  );
  fc.assert(
    fc.property(fc.array(some, { maxLength: 20 }), fc.integer({ min: 0, max: 3 }), (events, maxResources) => {
      const grouped = [...new Set(events)].map((each) => ({ ...each, count: events.filter((other) => other === each).length }));
      const expected = trailPolicy(collect(events, { maxResources }), {});
      expect(trailPolicy(collect(events.toReversed(), { maxResources }), {})).toEqual(expected);
      expect(trailPolicy(collect(grouped, { maxResources }), {})).toEqual(expected);
    }),
  );
});

describe('many resources', () => {
  test.each<[readonly string[], number, readonly string[]]>([
    [['a', 'b'], 2, ['arn:aws:s3:::x/a', 'arn:aws:s3:::x/b']],
    [['a', 'b', 'c'], 2, ['arn:aws:s3:::x/*']],
    [['in/a', 'in/b', 'in/c'], 2, ['arn:aws:s3:::x/in/*']],
    [['in/ab', 'in/ac', 'in/ad/e'], 2, ['arn:aws:s3:::x/in/*']],
    [['a', 'a', 'a'], 1, ['arn:aws:s3:::x/a']],
  ])('%j, of which %i are kept', (keys, most, expected) => {
    const tally = resourceTally(most);
    for (const key of keys) tally.add({ pattern: `arn:aws:s3:::x/${key}`, arn: `arn:aws:s3:::x/${key}` });
    expect(tally.patterns().map(({ pattern }) => pattern)).toEqual(expected);
  });

  test('buckets without number take no more space than a few', () => {
    const tally = resourceTally(20);
    for (let index = 0; index < 5000; index += 1) tally.add({ pattern: `arn:aws:s3:::app-${index}/${index}`, arn: 'x' });
    expect(tally.patterns()).toEqual([{ pattern: 'arn:aws:s3:::*', why: 'the events name more than 200 groups of resources' }]);
  });

  test('every resource that was seen is within what is granted', () => {
    const name = fc.string({ unit: fc.constantFrom('a', 'b', '/', ':'), minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(fc.array(name, { maxLength: 12 }), fc.integer({ min: 0, max: 4 }), (names, most) => {
        const tally = resourceTally(most);
        for (const each of names) tally.add({ pattern: `arn:aws:x:::${each}`, arn: `arn:aws:x:::${each}` });
        const patterns = tally.patterns().map(({ pattern }) => pattern);
        for (const each of names) expect(patterns.some((pattern) => (pattern.endsWith('*') ? `arn:aws:x:::${each}`.startsWith(pattern.slice(0, -1)) : pattern === `arn:aws:x:::${each}`))).toBe(true);
      }),
    );
  });
});
