import { whoCan, type WhoCanQuestion } from 'policy-lint';
import { describe, expect, it } from 'vitest';
import { readSource } from '../../src/sources/index.ts';

type Json = Readonly<Record<string, unknown>>;

const ACCOUNT = '111122223333';
const OTHER = '444455556666';
const parameters = { 'AWS::AccountId': ACCOUNT, 'AWS::Partition': 'aws', 'AWS::Region': 'eu-west-1' };

const allow = (more: Json): Json => ({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...more }] });
const deny = (more: Json): Json => ({ Version: '2012-10-17', Statement: [{ Effect: 'Deny', ...more }] });
const ec2 = allow({ Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' });

/** A role that may do anything, unless it is told otherwise. */
function role(document: Json | 'nothing' = allow({ Action: '*', Resource: '*' })): Json {
  return { Type: 'AWS::IAM::Role', Properties: { RoleName: 'worker', AssumeRolePolicyDocument: ec2, Policies: document === 'nothing' ? [] : [{ PolicyName: 'p', PolicyDocument: document }] } };
}

type Answered = Readonly<Record<string, string>>;

function ask(question: WhoCanQuestion, resources: Json, more: Json = {}, bound: Readonly<Record<string, string>> = parameters): Answered {
  const file = readSource('stack.json', JSON.stringify({ Resources: resources, ...more }), { parameters: bound });
  expect(file.errors).toEqual([]);
  const { answers } = whoCan(question, [file]);
  return Object.fromEntries(answers.map(({ principal, ability, dependsOn }) => [[principal.id, ...principal.when.map(({ condition, value }) => (value ? condition : `not ${condition}`))].join(' '), [ability, ...dependsOn].join(', ')]));
}

const reading: WhoCanQuestion = { action: 's3:GetObject', resource: 'arn:aws:s3:::data/x' };
const guard = (type: string, properties: Json): Json => ({ Type: type, Properties: properties });
const denyAll = deny({ Principal: '*', Action: '*', Resource: '*' });

describe('the policy of the resource', () => {
  it.each<[string, WhoCanQuestion, Json, string]>([
    ['a bucket policy says which bucket it guards', reading, guard('AWS::S3::BucketPolicy', { Bucket: 'data', PolicyDocument: denyAll }), 'cannot'],
    ['that of another bucket bears on nothing', reading, guard('AWS::S3::BucketPolicy', { Bucket: 'others', PolicyDocument: denyAll }), 'can'],
    ['that of a bucket whose name is not known may', reading, guard('AWS::S3::BucketPolicy', { Bucket: { Ref: 'Name' }, PolicyDocument: denyAll }), 'may, whether `Guard` guards the resource'],
    ['a queue policy, by the URL', { action: 'sqs:SendMessage', resource: `arn:aws:sqs:eu-west-1:${ACCOUNT}:jobs` }, guard('AWS::SQS::QueuePolicy', { Queues: [`https://sqs.eu-west-1.amazonaws.com/${ACCOUNT}/jobs`], PolicyDocument: denyAll }), 'cannot'],
    ['a topic policy', { action: 'sns:Publish', resource: `arn:aws:sns:eu-west-1:${ACCOUNT}:news` }, guard('AWS::SNS::TopicPolicy', { Topics: [`arn:aws:sns:eu-west-1:${ACCOUNT}:news`], PolicyDocument: denyAll }), 'cannot'],
    ['a topic policy of another topic', { action: 'sns:Publish', resource: `arn:aws:sns:eu-west-1:${ACCOUNT}:news` }, guard('AWS::SNS::TopicPolicy', { Topics: [`arn:aws:sns:eu-west-1:${ACCOUNT}:other`], PolicyDocument: denyAll }), 'can'],
    ['a table with its indexes', { action: 'dynamodb:Query', resource: `arn:aws:dynamodb:eu-west-1:${ACCOUNT}:table/t/index/i` }, guard('AWS::DynamoDB::Table', { TableName: 't', ResourcePolicy: { PolicyDocument: denyAll } }), 'cannot'],
    ['a table whose name begins alike', { action: 'dynamodb:Query', resource: `arn:aws:dynamodb:eu-west-1:${ACCOUNT}:table/tt` }, guard('AWS::DynamoDB::Table', { TableName: 't', ResourcePolicy: { PolicyDocument: denyAll } }), 'can'],
    ['a key whose ID AWS makes', { action: 'kms:Decrypt', resource: `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1` }, guard('AWS::KMS::Key', { KeyPolicy: denyAll }), `may, the policy of \`arn:aws:kms:eu-west-1:${ACCOUNT}:key/1\`, whether \`Guard\` guards the resource`],
    ['a key is none of another Region', { action: 's3:GetObject', resource: 'arn:aws:s3:::data/x' }, guard('AWS::KMS::Key', { KeyPolicy: denyAll }), 'can'],
  ])('%s', (_, question, resource, ability) => {
    expect(ask(question, { Worker: role(), Guard: resource }, { Parameters: { Name: { Type: 'String' } } })).toEqual({ Worker: ability });
  });

  it('is all that guard it together', () => {
    const permission = (principal: string): Json => guard('AWS::Lambda::Permission', { FunctionName: 'work', Action: 'lambda:InvokeFunction', Principal: principal });
    const resources = { Worker: role('nothing'), One: permission(OTHER), Two: permission(`arn:aws:iam::${ACCOUNT}:role/worker`), Three: permission(OTHER) };
    expect(ask({ action: 'lambda:InvokeFunction', resource: `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:work` }, resources)).toEqual({ Worker: 'can' });
  });

  it('is a canned ACL, too', () => {
    const bucket = guard('AWS::S3::Bucket', { BucketName: 'data', AccessControl: 'PublicReadWrite' });
    const listing: WhoCanQuestion = { action: 's3:ListBucket', resource: 'arn:aws:s3:::data' };
    expect(ask(listing, { Worker: role('nothing'), Bucket: bucket })).toEqual({ Worker: 'can' });
    expect(ask(reading, { Worker: role('nothing'), Bucket: bucket })).toEqual({ Worker: 'cannot' });
    expect(ask(listing, { Worker: role('nothing'), Bucket: bucket, Policy: guard('AWS::S3::BucketPolicy', { Bucket: 'data', PolicyDocument: denyAll }) })).toEqual({ Worker: 'cannot' });
  });

  it('is there under the conditions that the principal is there under', () => {
    const more = {
      Parameters: { Stage: { Type: 'String', AllowedValues: ['live', 'test'] } },
      Conditions: { IsLive: { 'Fn::Equals': [{ Ref: 'Stage' }, 'live'] }, IsTest: { 'Fn::Not': [{ Condition: 'IsLive' }] } },
    };
    const policy = { ...guard('AWS::S3::BucketPolicy', { Bucket: 'data', PolicyDocument: denyAll }), Condition: 'IsLive' };
    expect(ask(reading, { Worker: { ...role(), Condition: 'IsLive' }, Policy: policy }, more)).toEqual({ 'Worker IsLive': 'cannot' });
    expect(ask(reading, { Worker: role(), Policy: policy }, more)).toEqual({ Worker: 'may, IsLive' });
    const opposite = { ...policy, Condition: 'IsTest' };
    expect(ask(reading, { Worker: role(), Policy: policy, Opposite: opposite }, more)).toMatchObject({ Worker: expect.stringMatching(/^may/) as string });
  });

  it('may be one of which it is not certain, where the one that is certain is not there, or is not alone', () => {
    const more = { Parameters: { Name: { Type: 'String' }, Stage: { Type: 'String' } }, Conditions: { IsLive: { 'Fn::Equals': [{ Ref: 'Stage' }, 'live'] } } };
    const policy = (Bucket: unknown, principal: unknown, condition: object): Json => ({ ...guard('AWS::S3::BucketPolicy', { Bucket, PolicyDocument: allow({ Principal: principal, Action: 's3:GetObject', Resource: { 'Fn::Sub': ['arn:aws:s3:::${B}/*', { B: Bucket }] } }) }), ...condition });
    const known = policy('data', { AWS: OTHER }, { Condition: 'IsLive' });
    expect(ask(reading, { Worker: role('nothing'), Known: known, Perhaps: policy({ Ref: 'Name' }, '*', {}) }, more)['Worker']).toMatch(/^may/);
    expect(ask(reading, { Worker: role('nothing'), Known: policy('data', { AWS: OTHER }, {}), Perhaps: policy({ Ref: 'Name' }, '*', {}) }, more)).toEqual({ Worker: 'cannot' });
    const permission = (name: unknown, principal: string): Json => guard('AWS::Lambda::Permission', { FunctionName: name, Action: 'lambda:InvokeFunction', Principal: principal });
    const invoking: WhoCanQuestion = { action: 'lambda:InvokeFunction', resource: `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:work` };
    expect(ask(invoking, { Worker: role('nothing'), Known: permission('work', OTHER), Perhaps: permission({ Ref: 'Name' }, '*') }, more)['Worker']).toMatch(/^may/);
    expect(ask(invoking, { Worker: role('nothing'), Known: permission('work', '*'), Perhaps: permission({ Ref: 'Name' }, OTHER) }, more)).toEqual({ Worker: 'can' });
  });

  it('shows a statement that it has in several forms once', () => {
    const statement = (Resource: unknown): Json => ({ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource });
    const document = { Version: '2012-10-17', Statement: [statement('arn:aws:s3:::data/*'), { 'Fn::If': ['IsLive', statement('arn:aws:s3:::live/*'), { Ref: 'AWS::NoValue' }] }] };
    const more = { Parameters: { Stage: { Type: 'String' } }, Conditions: { IsLive: { 'Fn::Equals': [{ Ref: 'Stage' }, 'live'] } } };
    const resources = { Worker: role(), Policy: guard('AWS::S3::BucketPolicy', { Bucket: 'data', PolicyDocument: document }) };
    const [answer] = whoCan(reading, [readSource('stack.json', JSON.stringify({ Resources: resources, ...more }), { parameters })]).answers;
    expect(answer?.statements.map(({ policy, index }) => [policy, index])).toEqual([['Policy', 0]]);
  });
});

describe('resources without policies', () => {
  it.each([
    ['ec2:StartInstances', `arn:aws:ec2:eu-west-1:${OTHER}:instance/i-1`],
    ['states:StartExecution', `arn:aws:states:eu-west-1:${OTHER}:stateMachine:m`],
    ['iam:DeleteUser', `arn:aws:iam::${OTHER}:user/ada`],
  ])('%s in another account reaches nobody', (action, resource) => {
    expect(ask({ action, resource }, { Worker: role() })).toEqual({ Worker: 'cannot' });
  });
  it('that are in one that is not known hang on the account alone', () => {
    expect(ask({ action: 'ec2:StartInstances', resource: `arn:aws:ec2:eu-west-1:${OTHER}:instance/i-1` }, { Worker: role() }, {}, {})).toEqual({ Worker: 'may, AWS::AccountId' });
  });
  it.each([
    ['ec2:RunInstances', 'arn:aws:ec2:eu-west-1::image/ami-1'],
    ['ec2:CreateVolume', 'arn:aws:ec2:eu-west-1::snapshot/snap-1'],
    ['ec2:RunInstances', `arn:aws:ec2:eu-west-1:${OTHER}:security-group/sg-1`],
  ])('%s on what another account may share is possible', (action, resource) => {
    expect(ask({ action, resource, resourceAccount: OTHER }, { Worker: role() })['Worker']).toMatch(/^may/);
  });
  it('are told from those that may have one', () => {
    expect(ask({ action: 'sqs:SendMessage', resource: `arn:aws:sqs:eu-west-1:${OTHER}:q` }, { Worker: role() })).toEqual({ Worker: `may, the policy of \`arn:aws:sqs:eu-west-1:${OTHER}:q\`` });
  });
});

const control = (type: 'SERVICE' | 'RESOURCE', content: Json, targets: unknown): Json =>
  guard('AWS::Organizations::Policy', { Name: 'p', Type: `${type}_CONTROL_POLICY`, Content: content, ...(targets === undefined ? {} : { TargetIds: targets }) });
const denyReading = deny({ Action: 's3:GetObject', Resource: '*' });

describe('control policies of the organization', () => {
  it.each<[string, Json, string]>([
    ['bind the account that they name', control('SERVICE', denyReading, [ACCOUNT]), 'cannot'],
    ['bind no other account', control('SERVICE', denyReading, [OTHER]), 'can'],
    ['may bind an account in a unit', control('SERVICE', denyReading, ['ou-abcd-12345678']), 'may, whether `Control` binds the account'],
    ['may bind all accounts', control('SERVICE', denyReading, ['r-abcd']), 'may, whether `Control` binds the account'],
    ['may be attached elsewhere', control('SERVICE', denyReading, undefined), 'may, whether `Control` binds the account'],
    ['that deny something else change nothing', control('SERVICE', deny({ Action: 'iam:*', Resource: '*' }), [ACCOUNT]), 'can'],
    ['that allow may be all that is attached', control('SERVICE', allow({ Action: 'ec2:*', Resource: '*' }), [ACCOUNT]), 'may, whether `Control` is attached alone'],
    ['that allow it leave it allowed', control('SERVICE', allow({ Action: 's3:*', Resource: '*' }), [ACCOUNT]), 'can'],
    ['of resources bind the account of the resource', control('RESOURCE', deny({ Principal: '*', Action: 's3:*', Resource: '*' }), [ACCOUNT]), 'cannot'],
    ['of resources bind no other account', control('RESOURCE', deny({ Principal: '*', Action: 's3:*', Resource: '*' }), [OTHER]), 'can'],
  ])('%s', (_, policy, ability) => {
    expect(ask({ ...reading, resourceAccount: ACCOUNT }, { Worker: role(), Control: policy })).toEqual({ Worker: ability });
  });
  it('allow nothing by themselves', () => {
    expect(ask(reading, { Worker: role('nothing'), Control: control('SERVICE', allow({ Action: '*', Resource: '*' }), [ACCOUNT]) })).toEqual({ Worker: 'cannot' });
  });
  it('may bind where the account is not known', () => {
    expect(ask({ ...reading, resourceAccount: ACCOUNT }, { Worker: role(), Control: control('SERVICE', denyReading, [ACCOUNT]) }, {}, {})).toMatchObject({ Worker: expect.stringContaining('whether `Control` binds the account') as string });
  });
});

describe('VPC endpoints', () => {
  const endpoint = (service: unknown, document: Json): Json => guard('AWS::EC2::VPCEndpoint', { ServiceName: service, PolicyDocument: document });
  const onlyOthers = allow({ Principal: '*', Action: '*', Resource: 'arn:aws:s3:::others/*' });
  it.each<[string, Json, string]>([
    ['keep out what passes them', endpoint('com.amazonaws.eu-west-1.s3', onlyOthers), 'may, whether the request passes `Endpoint`'],
    ['by a name with the Region in it', endpoint({ 'Fn::Sub': 'com.amazonaws.${AWS::Region}.s3' }, onlyOthers), 'may, whether the request passes `Endpoint`'],
    ['let through what they allow', endpoint('com.amazonaws.eu-west-1.s3', allow({ Principal: '*', Action: 's3:*', Resource: '*' })), 'can'],
    ['of another service are not passed', endpoint('com.amazonaws.eu-west-1.ecr.api', onlyOthers), 'can'],
    ['of a service that is not known may be', endpoint({ Ref: 'Name' }, onlyOthers), 'may, whether the request passes `Endpoint`'],
  ])('%s', (_, resource, ability) => {
    expect(ask(reading, { Worker: role(), Endpoint: resource }, { Parameters: { Name: { Type: 'String' } } })).toEqual({ Worker: ability });
  });
});

describe('session policies', () => {
  const worker = { 'Fn::GetAtt': ['Worker', 'Arn'] };
  const listing = JSON.stringify(allow({ Action: 's3:ListBucket', Resource: '*' }));
  it.each<[string, Json, string]>([
    ['of IAM Roles Anywhere', guard('AWS::RolesAnywhere::Profile', { RoleArns: [worker], SessionPolicy: listing }), 'may, whether the session comes from `Session`'],
    ['by ARN', guard('AWS::RolesAnywhere::Profile', { RoleArns: [worker], ManagedPolicyArns: ['arn:aws:iam::aws:policy/AmazonSQSReadOnlyAccess'] }), 'may, whether the session comes from `Session`'],
    ['either of two', guard('AWS::RolesAnywhere::Profile', { RoleArns: [worker], SessionPolicy: listing, ManagedPolicyArns: ['arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess'] }), 'can'],
    ['of pods', guard('AWS::EKS::PodIdentityAssociation', { RoleArn: worker, Policy: listing }), 'may, whether the session comes from `Session`'],
    ['of transfer users', guard('AWS::Transfer::User', { Role: worker, Policy: listing }), 'may, whether the session comes from `Session`'],
    ['of another role', guard('AWS::Transfer::User', { Role: `arn:aws:iam::${ACCOUNT}:role/other`, Policy: listing }), 'can'],
    ['none at all', guard('AWS::RolesAnywhere::Profile', { RoleArns: [worker] }), 'can'],
  ])('%s', (_, session, ability) => {
    expect(ask(reading, { Worker: role(), Session: session })).toEqual({ Worker: ability });
  });
  it('of EMR studios, by the role of the studio', () => {
    const resources = {
      Worker: role(),
      Studio: guard('AWS::EMR::Studio', { UserRole: worker }),
      Session: guard('AWS::EMR::StudioSessionMapping', { StudioId: { Ref: 'Studio' }, SessionPolicyArn: { Ref: 'Narrow' } }),
      Narrow: guard('AWS::IAM::ManagedPolicy', { PolicyDocument: allow({ Action: 's3:ListBucket', Resource: '*' }) }),
    };
    expect(ask(reading, resources)).toEqual({ Worker: 'may, whether the session comes from `Session`' });
  });
});

describe('the values that a parameter may have', () => {
  const more = { Parameters: { Stage: { Type: 'String', AllowedValues: ['dev', 'prod'] }, Free: { Type: 'String' } } };
  const sub = (text: string): Json => ({ 'Fn::Sub': text });
  const statements = (...each: readonly Json[]): Json => ({ Version: '2012-10-17', Statement: each });
  const onDev: WhoCanQuestion = { action: 's3:GetObject', resource: 'arn:aws:s3:::dev-x/k' };
  const grant = { Effect: 'Allow', Action: 's3:GetObject', Resource: sub('arn:aws:s3:::${Stage}-x/*') };

  it.each<[string, Json, string]>([
    ['none of which is asked for', allow({ Action: 's3:*', Resource: sub('arn:aws:s3:::${Stage}-y/*') }), 'cannot'],
    ['one of which is', statements(grant), 'may, Stage'],
    ['that allow and deny the same', statements(grant, { Effect: 'Deny', Action: 's3:GetObject', Resource: sub('arn:aws:s3:::${Stage}-x/k') }), 'cannot'],
    ['all of which allow', statements(grant, { Effect: 'Allow', Action: 's3:GetObject', NotResource: sub('arn:aws:s3:::${Stage}-x/*') }), 'can'],
    ['that deny all the same', statements({ ...grant, Resource: '*' }, { Effect: 'Deny', Action: 's3:GetObject', NotResource: sub('arn:aws:s3:::${Stage}-x/*') }), 'may, Stage'],
    ['beside others that are open', statements(grant, { Effect: 'Allow', Action: 's3:GetObject', Resource: sub('arn:aws:s3:::${Free}-x/*') }), 'may, Free, Stage'],
  ])('%s', (_, document, ability) => {
    expect(ask(onDev, { Worker: role(document) }, more)).toEqual({ Worker: ability });
  });

  it('tell which bucket a policy guards, and for whom', () => {
    const policy = (document: Json): Json => guard('AWS::S3::BucketPolicy', { Bucket: sub('${Stage}-x'), PolicyDocument: document });
    const worker = role(allow({ Action: 's3:GetObject', Resource: sub('arn:aws:s3:::${Stage}-x/*') }));
    expect(ask(onDev, { Worker: worker, Guard: policy(denyAll) }, more)).toEqual({ Worker: 'cannot' });
    expect(ask(onDev, { Worker: role(), Guard: policy(denyAll) }, more)).toEqual({ Worker: 'may, whether `Guard` guards the resource' });
    const named = { Type: 'AWS::IAM::Role', Properties: { RoleName: sub('${Stage}-worker'), AssumeRolePolicyDocument: ec2 } };
    const letIn = allow({ Principal: '*', Action: 's3:GetObject', Resource: sub('arn:aws:s3:::dev-x/*'), Condition: { ArnEquals: { 'aws:PrincipalArn': sub(`arn:aws:iam::${ACCOUNT}:role/\${Stage}-worker`) } } });
    expect(ask(onDev, { Worker: named, Guard: guard('AWS::S3::BucketPolicy', { Bucket: 'dev-x', PolicyDocument: letIn }) }, more)).toEqual({ Worker: 'can' });
  });

  it('are those of one file', () => {
    const read = (path: string, resources: Json): ReturnType<typeof readSource> => readSource(path, JSON.stringify({ Resources: resources, ...more }), { parameters });
    const files = [
      read('one.json', { Worker: role(statements(grant)) }),
      read('two.json', { Guard: guard('AWS::S3::BucketPolicy', { Bucket: 'dev-x', PolicyDocument: deny({ Principal: '*', Action: '*', Resource: sub('arn:aws:s3:::${Stage}-x/*') }) }) }),
    ];
    expect(whoCan(onDev, files).answers.map(({ ability }) => ability)).toEqual(['may']);
  });

  it('show each statement once', () => {
    const file = readSource('stack.json', JSON.stringify({ Resources: { Worker: role(statements(grant, { Effect: 'Allow', Action: 's3:GetObject', NotResource: sub('arn:aws:s3:::${Stage}-x/*') })) }, ...more }), { parameters });
    const [answer] = whoCan(onDev, [file]).answers;
    expect(answer?.statements.map(({ index, certain }) => [index, certain])).toEqual([[0, true], [1, true]]);
  });
});
