import { expect, it } from 'vitest';
import { whoCan, type WhoCanQuestion } from 'policy-lint';
import { readSources } from '../../src/sources/index.ts';

type Json = Readonly<Record<string, unknown>>;

const ACCOUNT = '111122223333';
const OTHER = '444455556666';
const parameters = { 'AWS::AccountId': ACCOUNT, 'AWS::Partition': 'aws', 'AWS::Region': 'eu-west-1' };

const resource = (Type: string, Properties: Json, more: Json = {}): Json => ({ Type, Properties, ...more });
const statement = (Effect: string, Action: unknown, Resource: unknown, more: Json = {}): Json => ({ Effect, Action, Resource, ...more });
const document = (...Statement: readonly Json[]): Json => ({ Version: '2012-10-17', Statement });
const inline = (...statements: readonly Json[]): Json => ({ Policies: [{ PolicyName: 'p', PolicyDocument: document(...statements) }] });
const user = (UserName: string, more: Json = {}): Json => resource('AWS::IAM::User', { UserName, ...more });
const role = (RoleName: string, more: Json = {}, trust: Json = { Service: 'ec2.amazonaws.com' }): Json =>
  resource('AWS::IAM::Role', { RoleName, AssumeRolePolicyDocument: document({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: trust }), ...more });
const managed = (name: string, ...statements: readonly Json[]): Json => resource('AWS::IAM::ManagedPolicy', { ManagedPolicyName: name, PolicyDocument: document(...statements) });
const bucketPolicy = (...statements: readonly Json[]): Json => resource('AWS::S3::BucketPolicy', { Bucket: 'data', PolicyDocument: document(...statements) });
const named = (kind: string, name: string, account = ACCOUNT): string => `arn:aws:iam::${account}:${kind}/${name}`;
const everything = statement('Allow', '*', '*');
const objects = 'arn:aws:s3:::data/*';

const get: WhoCanQuestion = { action: 's3:GetObject', resource: 'arn:aws:s3:::data/key' };
const decrypt: WhoCanQuestion = { action: 'kms:Decrypt', resource: `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1234` };
const becoming: WhoCanQuestion = { action: 'sts:AssumeRole', resource: named('role', 'target') };

/** A situation, and for each principal of it whether it can, cannot or may, worked out from the documentation. */
interface Situation {
  readonly question?: WhoCanQuestion;
  readonly resources: Json;
  /** Of other files. */
  readonly others?: readonly Json[];
  readonly more?: Json;
  readonly expected: Readonly<Record<string, string>>;
}

const SITUATIONS: Readonly<Record<string, Situation>> = {
  'members of a group have its policies, others do not': {
    resources: { G: resource('AWS::IAM::Group', { GroupName: 'g', ...inline(everything) }), In: user('in', { Groups: [{ Ref: 'G' }] }), Out: user('out') },
    expected: { G: 'can', In: 'can', Out: 'cannot' },
  },
  'a Deny of a group goes over an Allow of the user': {
    resources: { G: resource('AWS::IAM::Group', { GroupName: 'g', ...inline(statement('Deny', 's3:*', '*')) }), In: user('in', { Groups: ['g'], ...inline(everything) }) },
    expected: { G: 'cannot', In: 'cannot' },
  },
  'a user is in a group by UserToGroupAddition': {
    resources: { G: resource('AWS::IAM::Group', { GroupName: 'g', ...inline(everything) }), In: user('in'), A: resource('AWS::IAM::UserToGroupAddition', { GroupName: { Ref: 'G' }, Users: [{ Ref: 'In' }] }) },
    expected: { G: 'can', In: 'can' },
  },
  'a Deny without MFA hangs on MFA': {
    resources: { U: user('u', inline(everything, statement('Deny', '*', '*', { Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } } }))) },
    expected: { U: 'may' },
  },
  'and is settled by it': {
    question: { ...get, context: { 'aws:MultiFactorAuthPresent': 'true' } },
    resources: { U: user('u', inline(everything, statement('Deny', '*', '*', { Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } } }))) },
    expected: { U: 'can' },
  },
  'a boundary that allows other things forbids': {
    resources: { B: managed('b', statement('Allow', 'ec2:*', '*')), U: user('u', { PermissionsBoundary: { Ref: 'B' }, ...inline(everything) }) },
    expected: { U: 'cannot' },
  },
  'a Deny in a boundary forbids': {
    resources: { B: managed('b', everything, statement('Deny', 's3:GetObject', '*')), U: user('u', { PermissionsBoundary: named('policy', 'b'), ...inline(everything) }) },
    expected: { U: 'cannot' },
  },
  'a boundary allows nothing by itself': {
    resources: { B: managed('b', everything), U: user('u', { PermissionsBoundary: { Ref: 'B' } }) },
    expected: { U: 'cannot' },
  },
  'a boundary that is not seen may forbid': {
    resources: { U: user('u', { PermissionsBoundary: named('policy', 'elsewhere'), ...inline(everything) }) },
    expected: { U: 'may' },
  },
  // reference_policies_evaluation-logic_policy-eval-denyallow: a boundary does not limit what a resource's policy gives a user by its ARN.
  "a bucket's policy reaches a user by its ARN past the boundary, a role by its ARN not": {
    resources: {
      B: managed('b', statement('Allow', 'ec2:*', '*')),
      U: user('u', { PermissionsBoundary: { Ref: 'B' } }),
      R: role('r', { PermissionsBoundary: { Ref: 'B' } }),
      P: bucketPolicy(statement('Allow', 's3:GetObject', objects, { Principal: { AWS: [named('user', 'u'), named('role', 'r')] } })),
    },
    expected: { U: 'can', R: 'cannot' },
  },
  "a bucket's policy that names the account needs the identity's policy too": {
    resources: { U: user('u'), V: user('v', inline(everything)), P: bucketPolicy(statement('Allow', 's3:GetObject', objects, { Principal: { AWS: ACCOUNT } })) },
    expected: { U: 'cannot', V: 'can' },
  },
  'Deny with NotPrincipal spares the user that is listed': {
    resources: { U: user('u', inline(everything)), V: user('v', inline(everything)), P: bucketPolicy(statement('Deny', 's3:*', objects, { NotPrincipal: { AWS: [named('user', 'u'), `arn:aws:iam::${ACCOUNT}:root`] } })) },
    expected: { U: 'can', V: 'cannot' },
  },
  'Deny with NotPrincipal always denies whoever has a boundary': {
    resources: { B: managed('b', everything), U: user('u', { PermissionsBoundary: { Ref: 'B' }, ...inline(everything) }), P: bucketPolicy(statement('Deny', 's3:*', objects, { NotPrincipal: { AWS: [named('user', 'u'), `arn:aws:iam::${ACCOUNT}:root`] } })) },
    expected: { U: 'cannot' },
  },
  'Deny unless aws:PrincipalArn is the role': {
    resources: {
      R: role('r', inline(everything)),
      U: user('u', inline(everything)),
      P: bucketPolicy(statement('Deny', 's3:*', objects, { Principal: '*', Condition: { ArnNotEquals: { 'aws:PrincipalArn': named('role', 'r') } } })),
    },
    expected: { R: 'can', U: 'cannot' },
  },
  'a bucket in another account needs both sides': {
    question: { ...get, resourceAccount: OTHER },
    resources: { U: user('u', inline(everything)), V: user('v'), P: bucketPolicy(statement('Allow', 's3:GetObject', objects, { Principal: { AWS: [named('user', 'u'), named('user', 'v')] } })) },
    expected: { U: 'can', V: 'cannot' },
  },
  'a bucket in another account whose policy is not seen may let in': { question: { ...get, resourceAccount: OTHER }, resources: { U: user('u', inline(everything)), V: user('v') }, expected: { U: 'may', V: 'cannot' } },
  'an instance in another account lets in nobody': {
    question: { action: 'ec2:StopInstances', resource: `arn:aws:ec2:eu-west-1:${OTHER}:instance/i-1` },
    resources: { U: user('u', inline(everything)) },
    expected: { U: 'cannot' },
  },
  'a trust policy that names a user of the account suffices, one that names the account does not': {
    question: becoming,
    resources: { T: role('target', {}, { AWS: [named('user', 'u'), `arn:aws:iam::${ACCOUNT}:root`] }), U: user('u'), V: user('v'), W: user('w', inline(statement('Allow', 'sts:AssumeRole', named('role', 'target')))) },
    expected: { T: 'cannot', U: 'can', V: 'cannot', W: 'can' },
  },
  'a trust policy that names a service lets in nobody': {
    question: becoming,
    resources: { T: role('target'), W: user('w', inline(everything)) },
    expected: { T: 'cannot', W: 'cannot' },
  },
  'a trust policy with an external ID hangs on it': {
    question: becoming,
    resources: {
      T: resource('AWS::IAM::Role', { RoleName: 'target', AssumeRolePolicyDocument: document({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: ACCOUNT }, Condition: { StringEquals: { 'sts:ExternalId': 'x' } } }) }),
      W: user('w', inline(everything)),
    },
    expected: { T: 'cannot', W: 'may' },
  },
  'the trust policy of a role does not decide who changes it': {
    question: { action: 'iam:DeleteRole', resource: named('role', 'target') },
    resources: { T: role('target'), W: user('w', inline(everything)) },
    expected: { T: 'cannot', W: 'can' },
  },
  'a key policy that leaves it to IAM, and one that does not': {
    question: decrypt,
    resources: { U: user('u', inline(everything)), V: user('v') },
    others: [{ K: resource('AWS::KMS::Key', { KeyPolicy: document(statement('Allow', 'kms:*', `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1234`, { Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } })) }) }],
    expected: { U: 'can', V: 'cannot' },
  },
  'a key policy that names somebody else': {
    question: decrypt,
    resources: { U: user('u', inline(everything)), V: user('v') },
    others: [{ K: resource('AWS::KMS::Key', { KeyPolicy: document(statement('Allow', 'kms:*', `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1234`, { Principal: { AWS: named('user', 'v') } })) }) }],
    expected: { U: 'cannot', V: 'can' },
  },
  "an action without resource types is not granted on a role's ARN": {
    question: { action: 'iam:ListRoles', resource: '*' },
    resources: { U: user('u', inline(statement('Allow', 'iam:ListRoles', named('role', '*')))), V: user('v', inline(statement('Allow', 'iam:List*', '*'))) },
    expected: { U: 'cannot', V: 'can' },
  },
  "aws:username is the user's name": {
    question: { action: 's3:GetObject', resource: 'arn:aws:s3:::home/ada/notes' },
    resources: { A: user('ada', inline(statement('Allow', 's3:*', 'arn:aws:s3:::home/${aws:username}/*'))), B: user('bob', inline(statement('Allow', 's3:*', 'arn:aws:s3:::home/${aws:username}/*'))), R: role('ada', inline(statement('Allow', 's3:*', 'arn:aws:s3:::home/${aws:username}/*'))) },
    expected: { A: 'can', B: 'cannot', R: 'cannot' },
  },
  'NotAction and NotResource deny the rest': {
    resources: {
      A: user('a', inline(everything, { Effect: 'Deny', NotAction: 's3:Get*', Resource: '*' })),
      B: user('b', inline(everything, { Effect: 'Deny', NotAction: 'iam:*', Resource: '*' })),
      C: user('c', inline(everything, { Effect: 'Deny', Action: '*', NotResource: objects })),
      D: user('d', inline({ Effect: 'Allow', NotAction: 's3:*', Resource: '*' })),
    },
    expected: { A: 'can', B: 'cannot', C: 'can', D: 'cannot' },
  },
  'a service control policy of another account': {
    resources: { U: user('u', inline(everything)) },
    others: [{ S: resource('AWS::Organizations::Policy', { Name: 's', Type: 'SERVICE_CONTROL_POLICY', TargetIds: [OTHER], Content: document(statement('Deny', 's3:*', '*')) }) }],
    expected: { U: 'can' },
  },
  'a service control policy of the account': {
    resources: { U: user('u', inline(everything)) },
    others: [{ S: resource('AWS::Organizations::Policy', { Name: 's', Type: 'SERVICE_CONTROL_POLICY', TargetIds: [ACCOUNT], Content: document(statement('Deny', 's3:*', '*')) }) }],
    expected: { U: 'cannot' },
  },
  'a service control policy of a unit': {
    resources: { U: user('u', inline(everything)) },
    others: [{ S: resource('AWS::Organizations::Policy', { Name: 's', Type: 'SERVICE_CONTROL_POLICY', TargetIds: ['ou-ab12-34567890'], Content: document(statement('Deny', 's3:*', '*')) }) }],
    expected: { U: 'may' },
  },
  'a service control policy binds also whom the resource lets in by name': {
    resources: { U: user('u'), P: bucketPolicy(statement('Allow', 's3:GetObject', objects, { Principal: { AWS: named('user', 'u') } })), S: resource('AWS::Organizations::Policy', { Name: 's', Type: 'SERVICE_CONTROL_POLICY', TargetIds: [ACCOUNT], Content: document(statement('Deny', 's3:*', '*')) }) },
    expected: { U: 'cannot' },
  },
  'a resource control policy of the account of the resource': {
    question: { ...get, resourceAccount: ACCOUNT },
    resources: { U: user('u', inline(everything)), S: resource('AWS::Organizations::Policy', { Name: 's', Type: 'RESOURCE_CONTROL_POLICY', TargetIds: [ACCOUNT], Content: document(statement('Deny', 's3:*', '*', { Principal: '*' })) }) },
    expected: { U: 'cannot' },
  },
  'a permission set by its inline policy, its boundary and a policy of the account': {
    resources: {
      A: resource('AWS::SSO::PermissionSet', { Name: 'a', InlinePolicy: document(everything) }),
      B: resource('AWS::SSO::PermissionSet', { Name: 'b', InlinePolicy: document(everything), PermissionsBoundary: { ManagedPolicyArn: 'arn:aws:iam::aws:policy/AmazonEC2FullAccess' } }),
      C: resource('AWS::SSO::PermissionSet', { Name: 'c', ManagedPolicies: ['arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess'] }),
      D: resource('AWS::SSO::PermissionSet', { Name: 'd', CustomerManagedPolicyReferences: [{ Name: 'elsewhere' }] }),
    },
    expected: { A: 'can', B: 'cannot', C: 'can', D: 'may, as far as seen' },
  },
  'a policy of AWS that denies all goes over one that allows all': {
    resources: { U: user('u', { ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess', 'arn:aws:iam::aws:policy/AWSDenyAll'] }) },
    expected: { U: 'cannot' },
  },
  "only sessions of a profile of Roles Anywhere are narrowed, where the role's are not all": {
    resources: { R: role('r', inline(everything)), P: resource('AWS::RolesAnywhere::Profile', { Name: 'p', RoleArns: [{ 'Fn::GetAtt': ['R', 'Arn'] }], SessionPolicy: document(statement('Allow', 'ec2:*', '*')) }) },
    expected: { R: 'may' },
  },
  'a Deny without TLS hangs on it': {
    resources: { U: user('u', inline(everything)), P: bucketPolicy(statement('Deny', 's3:*', objects, { Principal: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } })) },
    expected: { U: 'may' },
  },
  'tags of a principal may change': {
    resources: { R: role('r', { Tags: [{ Key: 'team', Value: 'x' }], ...inline(statement('Allow', 's3:*', '*', { Condition: { StringEquals: { 'aws:PrincipalTag/team': 'x' } } })) }) },
    expected: { R: 'may' },
  },
  'a permission of a function that names the account needs the identity too': {
    question: { action: 'lambda:InvokeFunction', resource: `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:f` },
    resources: { U: user('u'), V: user('v', inline(everything)), P: resource('AWS::Lambda::Permission', { Action: 'lambda:InvokeFunction', FunctionName: 'f', Principal: ACCOUNT }) },
    expected: { U: 'cannot', V: 'can' },
  },
  'a queue that everyone may send to': {
    question: { action: 'sqs:SendMessage', resource: `arn:aws:sqs:eu-west-1:${ACCOUNT}:jobs` },
    resources: { Q: resource('AWS::SQS::Queue', { QueueName: 'jobs' }), P: resource('AWS::SQS::QueuePolicy', { Queues: [{ Ref: 'Q' }], PolicyDocument: document(statement('Allow', 'sqs:SendMessage', '*', { Principal: '*' })) }), U: user('u'), D: user('d', inline(statement('Deny', 'sqs:*', '*'))) },
    expected: { U: 'can', D: 'cannot' },
  },
  'conditions that exclude each other': {
    more: { Parameters: { Stage: { Type: 'String' } }, Conditions: { Live: { 'Fn::Equals': [{ Ref: 'Stage' }, 'live'] }, Test: { 'Fn::Equals': [{ Ref: 'Stage' }, 'test'] } } },
    resources: {
      U: user('u'),
      A: resource('AWS::IAM::Policy', { PolicyName: 'a', Users: ['u'], PolicyDocument: document(statement('Allow', 's3:*', '*')) }, { Condition: 'Live' }),
      B: resource('AWS::IAM::Policy', { PolicyName: 'b', Users: [{ Ref: 'U' }], PolicyDocument: document(statement('Deny', 's3:*', '*')) }, { Condition: 'Test' }),
    },
    expected: { 'U Live': 'can', 'U not Live, Test': 'cannot', 'U not Live, not Test': 'cannot' },
  },
  'a parameter that may be anything': {
    more: { Parameters: { Bucket: { Type: 'String' } } },
    resources: { U: user('u', inline(statement('Allow', 's3:*', { 'Fn::Sub': 'arn:aws:s3:::${Bucket}/*' }))), V: user('v', inline(everything, statement('Deny', 's3:*', { 'Fn::Sub': 'arn:aws:s3:::${Bucket}/*' }))), W: user('w', inline(statement('Allow', 's3:*', { 'Fn::Sub': 'arn:aws:s3:::${Bucket}-x/z' }))) },
    expected: { U: 'may', V: 'may', W: 'cannot' },
  },
  'names that AWS gives bring no wildcards': {
    resources: { Other: resource('AWS::SNS::Topic', {}), U: user('u', inline(statement('Allow', '*', { Ref: 'Other' }))) },
    expected: { U: 'cannot' },
  },
};

it.each(Object.entries(SITUATIONS))('%s', (_, { question = get, resources, others = [], more = {}, expected }) => {
  const files = [{ Resources: resources, ...more }, ...others.map((Resources) => ({ Resources }))].flatMap((content, index) => readSources(`${index}.json`, JSON.stringify(content), { parameters }));
  const { answers } = whoCan(question, files);
  const found = answers.map(({ principal: { id, when }, ability, partial }) => {
    const form = when.map(({ condition, value }) => `${value ? '' : 'not '}${condition}`).join(', ');
    return [form === '' ? id : `${id} ${form}`, partial.length === 0 ? ability : `${ability}, as far as seen`];
  });
  expect(Object.fromEntries(found)).toEqual(expected);
});
