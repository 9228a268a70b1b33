import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { action, handlerPermissions, handlerTypes } from '../../src/reference/index.ts';
import { cfnExec } from '../../src/generate/cfn-exec/cfn-exec.ts';
import { generatedPolicy } from '../../src/generate/generated-policy.ts';
import type { Generation } from '../../src/generate/permission.ts';
import { HANDLERLESS } from '../../src/generate/stack/handlerless.ts';
import { STACK_OPERATIONS } from '../../src/generate/stack/operations.ts';
import { environment, stackOf } from './kinds.ts';

function generate(resources: string, { name = 'shop', operations = STACK_OPERATIONS, more = '' } = {}): Generation {
  return cfnExec([stackOf(`${more}Resources:\n${resources.replaceAll(/^/gm, '  ')}`, name === '' ? undefined : name)], environment, operations);
}

/** The resources that an action is granted on, sorted. */
function on(generation: Generation, name: string): readonly string[] {
  return [...new Set(generation.permissions.filter((permission) => permission.action === name).flatMap(({ resources }) => resources))].sort();
}

const droppedActions = ({ dropped }: Generation): readonly string[] => dropped.map((each) => each.action);

describe('actions', () => {
  test('are those of the operations that are chosen', () => {
    const bucket = 'Files:\n  Type: AWS::S3::Bucket';
    expect(on(generate(bucket), 's3:DeleteBucket')).toHaveLength(1);
    expect(on(generate(bucket, { operations: ['create', 'read'] }), 's3:DeleteBucket')).toEqual([]);
  });

  test('that IAM does not know are left out, and told', () => {
    const { permissions, dropped } = generate('Files:\n  Type: AWS::S3::Bucket');
    expect(permissions.filter((each) => action(each.action) === undefined)).toEqual([]);
    expect(dropped).toContainEqual({ action: 's3:PutBucketReplication', why: 'the handlers of AWS::S3::Bucket declare it, and IAM has no such action' });
  });

  test('for properties that the template does not set are left out, and told', () => {
    const without = generate('Files:\n  Type: AWS::S3::Bucket');
    const set = generate('Files:\n  Type: AWS::S3::Bucket\n  Properties:\n    VersioningConfiguration: { Status: Enabled }');
    expect(on(without, 's3:PutBucketVersioning')).toEqual([]);
    expect(without.dropped).toContainEqual({ action: 's3:PutBucketVersioning', why: "the template doesn't set VersioningConfiguration", notNeeded: true, subjects: ['Files (AWS::S3::Bucket)'] });
    expect(on(set, 's3:PutBucketVersioning')).toHaveLength(1);
  });

  test.each([
    ['a function outside of a network', 'AWS::Lambda::Function', '{ Code: { ZipFile: x } }', 'ec2:DescribeSubnets', 0],
    ['a function in a network', 'AWS::Lambda::Function', '{ VpcConfig: { SubnetIds: [a] } }', 'ec2:DescribeSubnets', 1],
    ['a type that is not in the table', 'AWS::EKS::Cluster', '{ Name: c }', 'ec2:DescribeSubnets', 1],
    ['a repository without a key', 'AWS::ECR::Repository', '{ RepositoryName: r }', 'kms:CreateGrant', 0],
    ['a repository with a key', 'AWS::ECR::Repository', '{ EncryptionConfiguration: { EncryptionType: KMS, KmsKey: "arn:aws:kms:eu-west-1:111122223333:key/1" } }', 'kms:CreateGrant', 1],
    ['a key under another name', 'AWS::ECR::Repository', '{ Other: "arn:aws:kms:eu-west-1:111122223333:key/1" }', 'kms:CreateGrant', 1],
    ['a database with a password of its own', 'AWS::RDS::DBInstance', '{ MasterUserPassword: p }', 'secretsmanager:CreateSecret', 0],
    ['a database whose password RDS keeps', 'AWS::RDS::DBInstance', '{ ManageMasterUserPassword: true }', 'secretsmanager:CreateSecret', 1],
    ['the key of such a password', 'AWS::RDS::DBInstance', '{ ManageMasterUserPassword: true }', 'kms:DescribeKey', 1],
    ['the use of such a key, which is not named', 'AWS::RDS::DBInstance', '{ ManageMasterUserPassword: true }', 'kms:CreateGrant', 0],
    ['a database without associated roles', 'AWS::RDS::DBInstance', '{ Engine: postgres }', 'rds:AddRoleToDBInstance', 0],
    ['what SAM completes by Globals', 'AWS::Serverless::Function', '{ CodeUri: . }', 'ec2:DescribeSubnets', 1],
  ])('of other services are for what names them: %s', (_, type, properties, name, count) => {
    expect(on(generate(`R:\n  Type: ${type}\n  Properties: ${properties}`, { more: type.includes('Serverless') ? 'Transform: AWS::Serverless-2016-10-31\n' : '' }), name)).toHaveLength(count);
  });

  test('of properties that are not known stay', () => {
    const generation = generate("Files:\n  Type: AWS::S3::Bucket\n  Properties: { 'Fn::Transform': { Name: Macro } }");
    expect(on(generation, 's3:PutBucketVersioning')).toHaveLength(1);
  });

  test('that delete are left out for what is retained', () => {
    const generation = generate('Files:\n  Type: AWS::S3::Bucket\n  DeletionPolicy: Retain\n  UpdateReplacePolicy: Retain');
    expect(on(generation, 's3:DeleteBucket')).toEqual([]);
    expect(on(generate('Files:\n  Type: AWS::S3::Bucket\n  DeletionPolicy: Retain'), 's3:DeleteBucket')).toHaveLength(1);
  });

  test('of types without published handlers come from a table, or are not known', () => {
    const generation = generate('Sub:\n  Type: AWS::SNS::Subscription\n  Properties: { TopicArn: "arn:aws:sns:eu-west-1:111122223333:t", Protocol: sqs }\nNew:\n  Type: AWS::Kinesis::ResourcePolicy');
    expect(on(generation, 'sns:Subscribe')).toEqual(['arn:aws:sns:eu-west-1:111122223333:t']);
    expect(generation.unknown).toMatchObject([{ subject: 'New (AWS::Kinesis::ResourcePolicy)' }]);
  });

  test('of a resource whose condition is false are not needed', () => {
    const more = 'Conditions:\n  Never: { "Fn::Equals": [a, b] }\n';
    expect(generate('Files:\n  Type: AWS::S3::Bucket\n  Condition: Never', { more }).permissions).toEqual([]);
  });

  test('that are declared as all of another service are left out, and told', () => {
    const generation = generate('L:\n  Type: AWS::Route53Resolver::FirewallDomainList');
    expect(generation.permissions.filter((each) => each.action.startsWith('iam:'))).toEqual([]);
    expect(generation.dropped).toContainEqual({ action: 'iam:*', why: 'the handlers of AWS::Route53Resolver::FirewallDomainList declare all of it, which says nothing of what they need' });
    expect(on(generation, 'route53resolver:CreateFirewallDomainList')).toHaveLength(1);
  });

  test('of the documented table all exist', () => {
    const documented = Object.values(HANDLERLESS).flatMap((type) => Object.values(type?.operations ?? {}).flat());
    expect(documented.filter((name) => action(name) === undefined)).toEqual([]);
  });
});

describe('scopes', () => {
  test.each([
    ['a name that is given', 'Q:\n  Type: AWS::SQS::Queue\n  Properties: { QueueName: jobs }', 'sqs:CreateQueue', ['arn:aws:sqs:eu-west-1:111122223333:jobs']],
    ['a name that CloudFormation makes', 'Q:\n  Type: AWS::SQS::Queue', 'sqs:CreateQueue', ['arn:aws:sqs:eu-west-1:111122223333:shop-Q-*']],
    ['a name that is made lower case', 'Files:\n  Type: AWS::S3::Bucket', 's3:CreateBucket', ['arn:aws:s3:::shop-files-*']],
    ['a name of parts', 'Q:\n  Type: AWS::SQS::Queue\n  Properties: { QueueName: !Sub "jobs-${AWS::Region}-${Other.Name}" }', 'sqs:CreateQueue', ['arn:aws:sqs:eu-west-1:111122223333:jobs-eu-west-1-*']],
    ['a role with a path', 'R:\n  Type: AWS::IAM::Role\n  Properties: { RoleName: r, Path: /team/, AssumeRolePolicyDocument: {} }', 'iam:CreateRole', ['arn:aws:iam::111122223333:role/team/r']],
    ['a parameter with a slash', 'P:\n  Type: AWS::SSM::Parameter\n  Properties: { Name: /app/p, Type: String, Value: v }', 'ssm:PutParameter', ['arn:aws:ssm:eu-west-1:111122223333:parameter/app/p']],
    ['a secret and its suffix', 'S:\n  Type: AWS::SecretsManager::Secret\n  Properties: { Name: db }', 'secretsmanager:CreateSecret', ['arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-??????']],
    ['an alias of a key', 'A:\n  Type: AWS::KMS::Alias\n  Properties: { AliasName: alias/a, TargetKeyId: "arn:aws:kms:eu-west-1:111122223333:key/1" }', 'kms:CreateAlias', ['arn:aws:kms:eu-west-1:111122223333:alias/a', 'arn:aws:kms:eu-west-1:111122223333:key/1']],
    ['a log group with and without its streams', 'L:\n  Type: AWS::Logs::LogGroup\n  Properties: { LogGroupName: /app }', 'logs:CreateLogGroup', ['arn:aws:logs:eu-west-1:111122223333:log-group:/app', 'arn:aws:logs:eu-west-1:111122223333:log-group:/app:*']],
    ['what another resource is called', 'Q:\n  Type: AWS::SQS::Queue\nP:\n  Type: AWS::SQS::QueuePolicy\n  Properties: { Queues: [!Ref Q], PolicyDocument: { Statement: [{ Resource: "arn:aws:sqs:eu-west-1:111122223333:other" }] } }', 'sqs:SetQueueAttributes', ['arn:aws:sqs:eu-west-1:111122223333:shop-Q-*']],
    ['a bucket by its name', 'P:\n  Type: AWS::S3::BucketPolicy\n  Properties: { Bucket: files, PolicyDocument: {} }', 's3:PutBucketPolicy', ['arn:aws:s3:::files']],
    ['the code of a function, for any version of it', 'F:\n  Type: AWS::Lambda::Function\n  Properties: { Code: { S3Bucket: code, S3Key: abc.zip } }', 's3:GetObject', ['arn:aws:s3:::code/*']],
    ['the role of a policy', 'P:\n  Type: AWS::IAM::Policy\n  Properties: { PolicyName: p, PolicyDocument: {}, Roles: [!Ref R] }\nR:\n  Type: AWS::IAM::Role', 'iam:PutRolePolicy', ['arn:aws:iam::111122223333:role/shop-R-*']],
    ['a provider by its URL', 'O:\n  Type: AWS::IAM::OIDCProvider\n  Properties: { Url: "https://token.actions.githubusercontent.com" }', 'iam:CreateOpenIDConnectProvider', ['arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com']],
    ['a task definition by its family', 'T:\n  Type: AWS::ECS::TaskDefinition\n  Properties: { Family: f }', 'ecs:RegisterTaskDefinition', ['arn:aws:ecs:eu-west-1:111122223333:task-definition/f:*']],
    ['the function of a custom resource', 'C:\n  Type: Custom::Thing\n  Properties: { ServiceToken: !GetAtt F.Arn }\nF:\n  Type: AWS::Lambda::Function', 'lambda:InvokeFunction', ['arn:aws:lambda:eu-west-1:111122223333:function:shop-F-*']],
  ])('%s', (_, resources, name, expected) => {
    expect(on(generate(resources), name)).toEqual(expected);
  });

  test('an action that requires some resource types is granted on all that it may involve', () => {
    const instances = on(generate('I:\n  Type: AWS::EC2::Instance'), 'ec2:RunInstances');
    expect(instances).toEqual(expect.arrayContaining(['arn:aws:ec2:eu-west-1:111122223333:instance/*', 'arn:aws:ec2:eu-west-1:111122223333:volume/*', 'arn:aws:ec2:eu-west-1::image/*']));
  });

  test('a custom resource of a function publishes to no topic', () => {
    expect(on(generate('C:\n  Type: Custom::Thing\n  Properties: { ServiceToken: "arn:aws:lambda:eu-west-1:111122223333:function:f" }'), 'sns:Publish')).toEqual([]);
  });

  test('that are wider than the resource are listed, with the reason', () => {
    const { unscoped } = generate('K:\n  Type: AWS::KMS::Key');
    expect(unscoped).toContainEqual({ action: 'kms:CreateKey', resources: ['*'], why: 'it takes no resource' });
    expect(unscoped).toContainEqual({ action: 'kms:PutKeyPolicy', resources: ['arn:aws:kms:eu-west-1:111122223333:key/*'], why: 'the name or ID of K is not known before it is created' });
  });

  test('without the name of the stack are wide, and listed', () => {
    const generation = generate('Q:\n  Type: AWS::SQS::Queue', { name: '' });
    expect(on(generation, 'sqs:CreateQueue')).toEqual(['arn:aws:sqs:eu-west-1:111122223333:*']);
    expect(generation.unscoped.map((each) => each.action)).toContain('sqs:CreateQueue');
  });

  test('of names that would be cut are wide, and listed', () => {
    const long = `R${'x'.repeat(60)}`;
    const generation = generate(`${long}:\n  Type: AWS::IAM::Role`);
    expect(on(generation, 'iam:CreateRole')).toEqual(['arn:aws:iam::111122223333:role/*']);
    expect(generation.unscoped.map((each) => each.action)).toContain('iam:CreateRole');
  });
});

describe('roles', () => {
  const role = (service: string): string => `R:\n  Type: AWS::IAM::Role\n  Properties: { AssumeRolePolicyDocument: { Statement: [{ Effect: Allow, Principal: { Service: ${service} }, Action: "sts:AssumeRole" }] } }`;
  const passed = (generation: Generation): readonly unknown[] => generation.permissions.filter((each) => each.action === 'iam:PassRole').map(({ resources, condition }) => [resources, condition]);

  test('are passed to the service that the type uses', () => {
    expect(passed(generate(`F:\n  Type: AWS::Lambda::Function\n  Properties: { Role: !GetAtt R.Arn }\n${role('lambda.amazonaws.com')}`))).toEqual([
      [['arn:aws:iam::111122223333:role/shop-R-*'], { StringEquals: { 'iam:PassedToService': ['lambda.amazonaws.com'] } }],
    ]);
  });

  test('are passed to what they trust where the type says nothing', () => {
    expect(passed(generate(`X:\n  Type: AWS::FSx::DataRepositoryAssociation\n${role('x.amazonaws.com')}`))).toEqual([]);
    expect(passed(generate(`X:\n  Type: AWS::IVS::RecordingConfiguration\n${role('x.amazonaws.com')}`))).toEqual([]);
  });

  test.each([
    ['under any name, by an ARN', 'AWS::Cognito::UserPool', '{ SmsConfiguration: { SnsCallerArn: !GetAtt R.Arn } }', ['arn:aws:iam::111122223333:role/shop-R-*']],
    ['by a name', 'AWS::IAM::InstanceProfile', '{ Roles: [!Ref R] }', ['arn:aws:iam::111122223333:role/shop-R-*']],
    ['but not to the code that runs', 'AWS::Lambda::Function', '{ Environment: { Variables: { ROLE_ARN: !GetAtt R.Arn } } }', []],
  ])('are passed %s', (_, type, properties, expected) => {
    expect(passed(generate(`X:\n  Type: ${type}\n  Properties: ${properties}\n${role('x.amazonaws.com')}`)).flatMap((each) => (Array.isArray(each) ? (each[0] as readonly string[]) : []))).toEqual(expected);
  });

  test.each([
    ['AWS::RDS::DBInstance', '{ MonitoringRoleArn: ROLE }', 'monitoring.rds.amazonaws.com'],
    ['AWS::Batch::ComputeEnvironment', '{ ServiceRole: ROLE }', 'batch.amazonaws.com'],
    ['AWS::EKS::Nodegroup', '{ NodeRole: ROLE }', 'ec2.amazonaws.com'],
    ['AWS::Cognito::IdentityPoolRoleAttachment', '{ Roles: { authenticated: ROLE } }', 'cognito-identity.amazonaws.com'],
    ['AWS::IoT::TopicRule', '{ TopicRulePayload: { Actions: [{ S3: { RoleArn: ROLE } }] } }', 'iot.amazonaws.com'],
    ['AWS::AppRunner::Service', '{ SourceConfiguration: { AuthenticationConfiguration: { AccessRoleArn: ROLE } } }', 'build.apprunner.amazonaws.com'],
    ['AWS::S3::Bucket', '{ ReplicationConfiguration: { Role: ROLE } }', 's3.amazonaws.com'],
    ['AWS::StepFunctions::StateMachine', '{ RoleArn: ROLE }', 'states.amazonaws.com'],
  ])('of another stack are passed by what names them: %s %s', (type, properties, service) => {
    const arn = 'arn:aws:iam::111122223333:role/given';
    expect(passed(generate(`X:\n  Type: ${type}\n  Properties: ${properties.replace('ROLE', `"${arn}"`)}`))).toEqual([[[arn], { StringEquals: { 'iam:PassedToService': [service] } }]]);
  });

  test('that a parameter names are any role, which is told', () => {
    const { permissions, unscoped } = generate('F:\n  Type: AWS::Lambda::Function\n  Properties: { Role: !Ref Given }', { more: 'Parameters:\n  Given: { Type: String }\n' });
    const any = ['arn:aws:iam::111122223333:role/*'];
    expect(permissions.find(({ action }) => action === 'iam:PassRole')?.resources).toEqual(any);
    expect(unscoped).toContainEqual({ action: 'iam:PassRole', resources: any, why: expect.stringContaining('which role F passes is not known') as string });
  });

  test('of flow logs go to the service of flow logs, which touches buckets only where they are its destination', () => {
    const flowLog = (properties: string): Generation => generate(`F:\n  Type: AWS::EC2::FlowLog\n  Properties: { ${properties} }`);
    const toGroup = flowLog('LogGroupName: g, DeliverLogsPermissionArn: "arn:aws:iam::111122223333:role/flow"');
    expect(passed(toGroup)).toEqual([[['arn:aws:iam::111122223333:role/flow'], { StringEquals: { 'iam:PassedToService': ['vpc-flow-logs.amazonaws.com'] } }]]);
    expect(on(toGroup, 's3:PutBucketPolicy')).toEqual([]);
    expect(on(flowLog('LogDestination: "arn:aws:s3:::flows"'), 's3:PutBucketPolicy')).toEqual(['arn:aws:s3:::flows']);
  });

  test('that nobody passes are not granted', () => {
    const generation = generate('F:\n  Type: AWS::Events::Rule\n  Properties: { ScheduleExpression: rate(1 day) }');
    expect(passed(generation)).toEqual([]);
    expect(generation.dropped).toContainEqual({ action: 'iam:PassRole', why: 'no role is passed', notNeeded: true, subjects: ['F (AWS::Events::Rule)'] });
  });

  test('of instance profiles are passed', () => {
    const resources = `I:\n  Type: AWS::EC2::Instance\n  Properties: { IamInstanceProfile: !Ref P }\nP:\n  Type: AWS::IAM::InstanceProfile\n  Properties: { Roles: [!Ref R] }\n${role('ec2.amazonaws.com')}`;
    expect(passed(generate(resources))).toContainEqual([['arn:aws:iam::111122223333:role/shop-R-*'], { StringEquals: { 'iam:PassedToService': ['ec2.amazonaws.com'] } }]);
  });

  test('under a permissions boundary are changed only under it', () => {
    const boundary = 'arn:aws:iam::111122223333:policy/limit';
    const generation = generate(`R:\n  Type: AWS::IAM::Role\n  Properties: { PermissionsBoundary: "${boundary}", AssumeRolePolicyDocument: {}, ManagedPolicyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"] }\nP:\n  Type: AWS::IAM::Policy\n  Properties: { PolicyName: p, PolicyDocument: {}, Roles: [!Ref R] }`);
    const condition = { StringEquals: { 'iam:PermissionsBoundary': boundary } };
    const conditions = new Map(generation.permissions.map((each) => [each.action, each.condition]));
    expect(conditions.get('iam:CreateRole')).toEqual(condition);
    expect(conditions.get('iam:PutRolePolicy')).toEqual(condition);
    expect(conditions.get('iam:AttachRolePolicy')).toEqual({ ...condition, ArnLike: { 'iam:PolicyARN': ['arn:aws:iam::aws:policy/ReadOnlyAccess'] } });
    expect(conditions.get('iam:GetRole')).toBeUndefined();
    expect(droppedActions(generation)).toContain('iam:DeleteRolePermissionsBoundary');
  });

  test.each([
    ['create', 'C:\n  Type: AWS::ECS::Cluster', 'ecs.amazonaws.com'],
    ['have made', 'S:\n  Type: AWS::IAM::ServiceLinkedRole\n  Properties: { AWSServiceName: es.amazonaws.com }', 'es.amazonaws.com'],
  ])('that services %s are limited to the service', (_, resources, service) => {
    const { permissions } = generate(resources);
    expect(permissions.filter((each) => each.action === 'iam:CreateServiceLinkedRole')).toMatchObject([
      { resources: [`arn:aws:iam::111122223333:role/aws-service-role/${service}/*`], condition: { StringEquals: { 'iam:AWSServiceName': service } } },
    ]);
  });
});

describe('service-linked roles of a template', () => {
  test.each([
    ['autoscaling.amazonaws.com', '', 'autoscaling.amazonaws.com/*', true],
    ['autoscaling.amazonaws.com', ', CustomSuffix: shop', 'autoscaling.amazonaws.com/*_shop', false],
    ['!Ref Service', '', '*/*', true],
  ])('of %s%s are below its path', (service, suffix, path, isOpen) => {
    const generation = generate(`S:\n  Type: AWS::IAM::ServiceLinkedRole\n  Properties: { AWSServiceName: ${service}${suffix} }`, { more: 'Parameters:\n  Service: { Type: String }\n' });
    const role = `arn:aws:iam::111122223333:role/aws-service-role/${path}`;
    for (const name of ['iam:DeleteServiceLinkedRole', 'iam:GetServiceLinkedRoleDeletionStatus', 'iam:UpdateRole']) expect(on(generation, name)).toEqual([role]);
    expect(generation.unscoped.some((each) => each.action === 'iam:DeleteServiceLinkedRole')).toBe(isOpen);
    expect(generatedPolicy(generation).proof.failures).toEqual([]);
  });
});

test.each([
  ['AWS::EKS::PodIdentityAssociation', 'pods.eks.amazonaws.com'],
  ['AWS::EKS::Cluster', 'eks.amazonaws.com'],
  ['AWS::IoT::RoleAlias', 'credentials.iot.amazonaws.com'],
  ['AWS::CloudWatch::MetricStream', 'streams.metrics.cloudwatch.amazonaws.com'],
])('%s passes its role to %s', (type, service) => {
  const { permissions } = generate(`R:\n  Type: ${type}\n  Properties: { RoleArn: "arn:aws:iam::111122223333:role/r" }`);
  expect(permissions.find((each) => each.action === 'iam:PassRole')?.condition).toEqual({ StringEquals: { 'iam:PassedToService': [service] } });
});

test('the role of a group of users is assumed through an identity pool: to whom it is passed is not known', () => {
  const { unknown } = generate('R:\n  Type: AWS::Cognito::UserPoolGroup\n  Properties: { RoleArn: "arn:aws:iam::111122223333:role/r" }');
  expect(unknown.map(({ why }) => why)).toEqual(['which service arn:aws:iam::111122223333:role/r is passed to is not known, so iam:PassRole is not granted for it']);
});

test.each([
  ['{ ServiceName: web, Cluster: shop }', 'shop/web'],
  ['{ ServiceName: web, Cluster: "arn:aws:ecs:eu-west-1:111122223333:cluster/shop" }', 'shop/web'],
  ['{ ServiceName: web }', 'default/web'],
  ['{ Cluster: !Ref Cluster }', '*/*'],
])('a service of Amazon ECS is named within its cluster: %s', (properties, name) => {
  const generation = generate(`S:\n  Type: AWS::ECS::Service\n  Properties: ${properties}`, { more: 'Parameters:\n  Cluster: { Type: String }\n' });
  expect(on(generation, 'ecs:CreateService')).toEqual([`arn:aws:ecs:eu-west-1:111122223333:service/${name}`]);
});

test('what is only partly named is told as that', () => {
  const { unscoped } = generate('F:\n  Type: AWS::Lambda::Function\n  Properties: { Code: { S3Bucket: code, S3Key: k } }');
  expect(unscoped.find(({ resources }) => resources.includes('arn:aws:s3:::code/*'))?.why).toBe('F names only a part of it');
});

describe('instance profiles', () => {
  const profile = 'P:\n  Type: AWS::IAM::InstanceProfile\n  Properties: { Roles: [r] }\n';

  test.each([
    ['AWS::EC2::Instance', '{ IamInstanceProfile: other }', 'the instance profile other'],
    ['AWS::EC2::Instance', '{ IamInstanceProfile: !Ref Name }', 'an instance profile'],
    ['AWS::Batch::ComputeEnvironment', '{ ComputeResources: { InstanceRole: other } }', 'the instance profile other'],
    ['AWS::Batch::ComputeEnvironment', '{ ComputeResources: { InstanceRole: "arn:aws:iam::111122223333:instance-profile/p" } }', 'the instance profile arn:aws:iam::111122223333:instance-profile/p'],
  ])('of %s with %s pass roles that are not known', (type, properties, which) => {
    const generation = generate(`${profile}R:\n  Type: ${type}\n  Properties: ${properties}`, { name: '', more: 'Parameters:\n  Name: { Type: String }\n' });
    expect(generation.unknown).toEqual([{ subject: `R (${type})`, why: `it passes the roles of ${which} that the template doesn't have, so iam:PassRole is not granted for them` }]);
    expect(generation.dropped.filter((each) => each.action === 'iam:PassRole')).toEqual([]);
    expect(on(generation, 'iam:PassRole')).toEqual(['arn:aws:iam::111122223333:role/r']);
  });

  test.each(['!Ref P', '!GetAtt P.Arn'])('of the template are no gap: %s', (reference) => {
    expect(generate(`${profile}R:\n  Type: AWS::EC2::Instance\n  Properties: { IamInstanceProfile: ${reference} }`, { name: '' }).unknown).toEqual([]);
  });
});

describe('what a template reads', () => {
  test('parameters of an SSM type, dynamic references', () => {
    const more = 'Parameters:\n  Image: { Type: "AWS::SSM::Parameter::Value<String>", Default: /images/base }\n';
    const generation = generate('P:\n  Type: AWS::SSM::Parameter\n  Properties: { Type: String, Value: "{{resolve:ssm:/other:3}} {{resolve:secretsmanager:db:SecretString:user}}" }', { more });
    expect(on(generation, 'ssm:GetParameters')).toEqual(expect.arrayContaining(['arn:aws:ssm:eu-west-1:111122223333:parameter/images/base', 'arn:aws:ssm:eu-west-1:111122223333:parameter/other']));
    expect(on(generation, 'secretsmanager:GetSecretValue')).toEqual(['arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-??????']);
  });

  test.each([
    ['of another account, by its ARN', 'arn:aws:ssm:eu-west-1:444455556666:parameter/images/base', 'arn:aws:ssm:eu-west-1:444455556666:parameter/images/base'],
    ['that AWS publishes, which no account has', '/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id', 'arn:aws:ssm:eu-west-1::parameter/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id'],
    ['whose name would be a policy variable', '/images/${aws:username}', 'arn:aws:ssm:eu-west-1:111122223333:parameter/images/${$}{aws:username}'],
  ])('a parameter %s', (_, name, expected) => {
    const generation = generate('Q:\n  Type: AWS::SQS::Queue', { more: `Parameters:\n  Image: { Type: "AWS::SSM::Parameter::Value<String>", Default: "${name}" }\n` });
    expect(on(generation, 'ssm:GetParameters')).toEqual([expected]);
    expect(generatedPolicy(generation).proof.failures).toEqual([]);
  });

  test.each([
    ['a${b', 'a${$}{b'],
    ['${aws:username}-${*}', '${$}{aws:username}-${$}{*}'],
    ['%{x}$', '%{x}$'],
    ['päram', 'päram'],
    ['パラメータ', '*'],
  ])('and a resource named `%s`, as a policy can say it', (name, expected) => {
    const generation = generate(`P:\n  Type: AWS::SSM::Parameter\n  Properties: { Type: String, Value: v, Name: "/x/${name}" }`);
    expect(on(generation, 'ssm:PutParameter')).toEqual([`arn:aws:ssm:eu-west-1:111122223333:parameter/x/${expected}`]);
    expect(generatedPolicy(generation).proof.failures).toEqual([]);
  });

  test.each([
    ['of a bucket in the path', 'https://s3.eu-west-1.amazonaws.com/templates/a.json', 'arn:aws:s3:::templates/*'],
    ['of a bucket in the host', 'https://templates.s3.eu-west-1.amazonaws.com/a.json', 'arn:aws:s3:::templates/*'],
    ['of anywhere', '!Ref Url', 'arn:aws:s3:::*/*'],
  ])('nested templates %s', (_, url, expected) => {
    const more = 'Parameters:\n  Url: { Type: String }\n';
    expect(on(generate(`N:\n  Type: AWS::CloudFormation::Stack\n  Properties: { TemplateURL: ${url.startsWith('!') ? url : `"${url}"`} }`, { more }), 's3:GetObject')).toEqual([expected]);
  });

  test('what a macro or SAM adds is not known', () => {
    const generation = generate('F:\n  Type: AWS::Serverless::Function\n  Properties: { CodeUri: ., Handler: h, Runtime: nodejs20.x }', { more: 'Transform: [AWS::Serverless-2016-10-31, Mine]\n' });
    expect(generation.unknown.map(({ subject }) => subject)).toEqual(['F (AWS::Serverless::Function)', 'the macro Mine']);
    expect(on(generation, 'lambda:CreateFunction')).toEqual(['arn:aws:lambda:eu-west-1:111122223333:function:shop-F-*']);
    expect(on(generation, 'iam:PassRole')).toEqual(['arn:aws:iam::111122223333:role/shop-FRole-*']);
  });
});

describe('resource types', () => {
  test('together give a policy that is proved', () => {
    const types = ['AWS::EC2::VPC', 'AWS::EC2::SecurityGroup', 'AWS::RDS::DBInstance', 'AWS::ECS::Service', 'AWS::EKS::Cluster', 'AWS::ElasticLoadBalancingV2::LoadBalancer', 'AWS::CloudWatch::Alarm', 'AWS::StepFunctions::StateMachine', 'AWS::CloudFormation::Stack', 'AWS::Glue::Job', 'AWS::KinesisFirehose::DeliveryStream', 'AWS::Cognito::UserPool'];
    const generation = generate(types.map((type, index) => `R${index}:\n  Type: ${type}`).join('\n'));
    expect(generatedPolicy(generation).proof.failures).toEqual([]);
  });

  const published = handlerTypes().filter((type) => handlerPermissions(type)?.operations !== undefined);

  test.each(published.filter((_, index) => index % 40 === 0))('%s alone, with properties that are not known, gives a policy that is proved', (type) => {
    const generation = generate(`R:\n  Type: ${type}\n  Properties: { "Fn::Transform": { Name: X } }`);
    // Of its needs only the roles that it may pass are not known.
    expect(generation.unknown.filter(({ why }) => !why.includes('iam:PassRole is not granted'))).toEqual([]);
    expect(generatedPolicy(generation).proof.failures).toEqual([]);
  });

  test('without published handlers are all in the guide', () => {
    const guide = readFileSync(fileURLToPath(new URL('../../docs/generate.md', import.meta.url)), 'utf8');
    expect(Object.keys(HANDLERLESS).filter((type) => !guide.includes(`\`${type}\``))).toEqual([]);
  });
});
