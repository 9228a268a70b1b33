import { describe, expect, it } from 'vitest';
import { checkIntents, parseIntents } from '../../src/intents/index.ts';
import type { IntentResult } from '../../src/model/intent-result.ts';
import { exportsAmong, readSource, readSources } from '../../src/sources/index.ts';

const policy = (...statements: readonly object[]): object => ({ Version: '2012-10-17', Statement: statements });
const allow = (Action: string | readonly string[], Resource: unknown = '*', more: object = {}): object => ({ Effect: 'Allow', Action, Resource, ...more });
const user = (document: object, more: object = {}): object => ({
  Type: 'AWS::IAM::User',
  Properties: { UserName: 'ada', Policies: [{ PolicyName: 'own', PolicyDocument: document }], ...more },
});
const bucketPolicy = (...statements: readonly object[]): object => ({
  Type: 'AWS::S3::BucketPolicy',
  Properties: { Bucket: 'data', PolicyDocument: policy(...statements) },
});

interface Given {
  readonly resources?: Readonly<Record<string, object>>;
  readonly parameters?: object;
  readonly conditions?: object;
  /** Another file instead of the template. */
  readonly files?: Readonly<Record<string, string>>;
  readonly named?: Readonly<Record<string, string>>;
}

async function check({ resources = {}, parameters, conditions, files, named = {} }: Given, ...targets: readonly object[]): Promise<readonly IntentResult[]> {
  const { intents, errors } = await parseIntents(JSON.stringify({ targets }), 'policies/policy-lint.intents.json');
  expect(errors).toEqual([]);
  const template = JSON.stringify({ Parameters: parameters, Conditions: conditions, Resources: resources });
  const sources = Object.entries(files ?? { 'policies/template.json': template }).map(([path, text]) => readSource(path, text));
  const host = {
    readFile: (path: string): Uint8Array => {
      const text = named[path];
      if (text === undefined) throw new Error('no such file');
      return new TextEncoder().encode(text);
    },
  };
  return intents === undefined ? [] : checkIntents(sources, intents, { host });
}

const verdicts = (results: readonly IntentResult[]): readonly string[] => results.map(({ verdict }) => verdict);

describe('targets', () => {
  const resources = { Ada: user(policy(allow('s3:GetObject'))), Data: bucketPolicy(allow('s3:GetObject', 'arn:aws:s3:::data/*', { Principal: '*' })) };
  const never = { never: { Action: 'iam:*' } };

  it.each([
    [{ principal: 'Ada' }, 'Ada'],
    [{ principal: 'ada' }, 'Ada'],
    [{ principal: 'A*' }, 'Ada'],
    [{ principal: ['A?a'] }, 'Ada'],
    [{ policy: 'Data' }, 'Data'],
    [{ files: '*.json', principal: 'Ada' }, 'Ada'],
    [{ files: './template.json', principal: 'Ada' }, 'Ada'],
    [{ files: '../policies/template.json', principal: 'Ada' }, 'Ada'],
  ])('finds %j', async (selector, name) => {
    const results = await check({ resources }, { ...selector, intents: [never] });
    expect(results.map(({ target, verdict }) => [target.name, verdict])).toEqual([[name, 'holds']]);
  });

  it.each([
    [{ principal: 'Adda' }, '`policies/template.json` has no principal `Adda`, did you mean `Ada`?'],
    [{ principal: ['Ada', 'Grace'] }, '`policies/template.json` has no principal `Grace`; there are `Ada`'],
    [{ policy: 'Nothing' }, '`policies/template.json` has no policy `Nothing`'],
    [{ trust: 'Ada' }, '`policies/template.json` has no role with a trust policy `Ada`'],
    [{ files: 'other.yaml', principal: 'Ada' }, 'no file of the run matches `other.yaml`'],
    [{}, 'say which `principal`, `policy` or `trust` of the files is meant'],
  ])('says that %j selects nothing', async (selector, message) => {
    const [first] = await check({ resources }, { ...selector, intents: [never] });
    expect(first?.verdict).toBe('unknown');
    expect(first?.message.startsWith(message)).toBe(true);
    expect(first?.intent.place.path).toBe('policies/policy-lint.intents.json');
  });

  it('needs no name for a file that is one policy', async () => {
    const results = await check({ files: { 'policies/a.json': JSON.stringify(policy(allow('iam:GetUser'))) } }, { intents: [never] });
    expect(verdicts(results)).toEqual(['violated']);
  });

  it.each([
    [{ principal: 'Ada' }, { notPublic: true }],
    [{ principal: 'Ada' }, { trustedPrincipals: '111122223333' }],
    [{ policy: 'Data' }, { noPrivilegeEscalation: true }],
  ])('refuses to ask %j for %j', async (selector, intent) => {
    const [result] = await check({ resources }, { ...selector, intents: [intent] });
    expect(result?.verdict).toBe('unknown');
    expect(result?.message).toContain('is about');
  });

  it('reports a mistake in an intent at its place', async () => {
    const [result] = await check({ resources }, { principal: 'Ada', intents: [{ never: { Action: 'iam', Resource: '${Nowhere}' } }] });
    expect(result?.verdict).toBe('unknown');
    expect(result?.message).toBe('no policy of the target has the value `${Nowhere}`: bind it under `parameters`');
    expect(result?.intent.place.pointer).toBe('/targets/0/intents/0/never/Resource');
  });
});

describe('effective permissions', () => {
  const everything = policy(allow('*'));
  const never = { never: { Action: 'iam:CreateUser' } };

  it('counts denies', async () => {
    const resources = { Ada: user(policy(allow('*'), { Effect: 'Deny', Action: 'iam:*', Resource: '*' })) };
    expect(verdicts(await check({ resources }, { principal: 'Ada', intents: [never] }))).toEqual(['holds']);
  });

  it("counts a group's policies and AWS's own", async () => {
    const resources = {
      Ada: user(policy(allow('s3:GetObject')), { Groups: [{ Ref: 'Admins' }] }),
      Admins: { Type: 'AWS::IAM::Group', Properties: { GroupName: 'admins', ManagedPolicyArns: ['arn:aws:iam::aws:policy/IAMFullAccess'] } },
    };
    const [result] = await check({ resources }, { principal: 'Ada', intents: [never] });
    expect(result?.verdict).toBe('violated');
    expect(result?.statement?.policy.name).toBe('IAMFullAccess');
  });

  it('counts a boundary, in the template or declared', async () => {
    const boundary = { Type: 'AWS::IAM::ManagedPolicy', Properties: { ManagedPolicyName: 'limit', PolicyDocument: policy(allow('s3:*')) } };
    const inside = { Ada: user(everything, { PermissionsBoundary: { Ref: 'Limit' } }), Limit: boundary };
    expect(verdicts(await check({ resources: inside }, { principal: 'Ada', intents: [never] }))).toEqual(['holds']);
    const named = { 'policies/limit.json': JSON.stringify(policy(allow('s3:*'))) };
    expect(verdicts(await check({ resources: { Ada: user(everything) }, named }, { principal: 'Ada', permissionsBoundary: 'limit.json', intents: [never] }))).toEqual(['holds']);
  });

  it('counts control policies, each level by itself', async () => {
    const named = {
      'policies/root.json': JSON.stringify(policy(allow('*'))),
      'policies/unit.json': JSON.stringify(policy(allow('*'), { Effect: 'Deny', Action: 'iam:*', Resource: '*' })),
    };
    const target = { principal: 'Ada', intents: [never] };
    const resources = { Ada: user(everything) };
    expect(verdicts(await check({ resources, named }, { ...target, serviceControlPolicies: ['root.json', 'unit.json'] }))).toEqual(['holds']);
    expect(verdicts(await check({ resources, named }, { ...target, serviceControlPolicies: ['root.json'] }))).toEqual(['violated']);
    const [missing] = await check({ resources, named }, { ...target, serviceControlPolicies: ['root.json', 'gone.json'] });
    expect([missing?.verdict, missing?.message]).toEqual(['unknown', "`gone.json` can't be read: no such file"]);
  });

  it('does not pass over a policy that is attached and not seen', async () => {
    const resources = { Ada: user(policy(allow('s3:GetObject')), { ManagedPolicyArns: ['arn:aws:iam::111122223333:policy/elsewhere'] }) };
    expect(verdicts(await check({ resources }, { principal: 'Ada', intents: [never] }))).toEqual(['unknown']);
  });

  it('judges every form of a template, and tells which is the gravest', async () => {
    const document = policy(allow('s3:GetObject'), { 'Fn::If': ['Live', allow('iam:CreateUser'), { Ref: 'AWS::NoValue' }] });
    const given: Given = {
      resources: { Ada: user(document) },
      parameters: { Stage: { Type: 'String', AllowedValues: ['test', 'live'] } },
      conditions: { Live: { 'Fn::Equals': [{ Ref: 'Stage' }, 'live'] } },
    };
    const [result] = await check(given, { principal: 'Ada', intents: [never] });
    expect(result?.verdict).toBe('violated');
    expect(result?.when).toContainEqual({ condition: 'Live', value: true });
    expect(verdicts(await check(given, { principal: 'Ada', parameters: { Stage: 'test' }, intents: [never] }))).toEqual(['holds']);
  });

  it('does not prove anything of a file with errors', async () => {
    const broken = `Resources:\n  Ada:\n    Type: AWS::IAM::User\n    Properties:\n      UserName: ada\n      Policies:\n        - PolicyName: own\n          PolicyDocument:\n            Version: '2012-10-17'\n            Statement: { Effect: Allow, Action: 's3:*', Resource: '*' }\n      Path: /\n      Path: /x\n`;
    expect(verdicts(await check({ files: { 'policies/b.yaml': broken } }, { principal: 'Ada', intents: [never] }))).toEqual(['unknown']);
  });
});

describe('shorthands', () => {
  const of = (document: object, intent: object): Promise<readonly IntentResult[]> => check({ resources: { Ada: user(document) } }, { principal: 'Ada', intents: [intent] });
  const inRegion = { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } };

  it.each([
    ['an ARN in it', policy(allow('ec2:StartInstances', 'arn:aws:ec2:eu-west-1:111122223333:instance/*')), 'holds'],
    ['an ARN elsewhere', policy(allow('ec2:StartInstances', 'arn:aws:ec2:us-east-1:111122223333:instance/*')), 'violated'],
    ['any ARN', policy(allow('ec2:StartInstances')), 'violated'],
    ['a condition', policy(allow('*', '*', { Condition: inRegion })), 'holds'],
    ['a deny', policy(allow('*'), { Effect: 'Deny', NotAction: 'iam:*', Resource: '*', Condition: { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } } }), 'holds'],
    ['another condition', policy(allow('*', '*', { Condition: { StringEquals: { 'aws:RequestedRegion': ['eu-west-1', 'eu-west-2'] } } })), 'violated'],
    ['a global service', policy(allow(['iam:GetUser', 'route53:*'])), 'holds'],
    ['a bucket', policy(allow('s3:GetObject', 'arn:aws:s3:::data/*')), 'violated'],
    ['an object that is called like an ARN', policy(allow('s3:GetObject', 'arn:aws:s3:::data/x:s3:eu-west-1:*')), 'violated'],
  ])('regions: %s', async (_name, document, expected) => {
    expect(verdicts(await of(document, { regions: 'eu-west-1' }))).toEqual([expected]);
  });

  it.each([
    ['reads', policy(allow(['s3:Get*', 's3:ListBucket', 'ec2:Describe*'])), true, 'holds'],
    ['writes', policy(allow(['s3:Get*', 's3:PutObject'])), true, 'violated'],
    ['changes permissions', policy(allow('s3:PutBucketPolicy')), true, 'violated'],
    ['sets tags', policy(allow('ec2:CreateTags')), true, 'violated'],
    ['everything but writes', policy({ Effect: 'Allow', NotAction: 's3:*', Resource: '*' }), true, 'violated'],
    ['a denied write', policy(allow('s3:*'), { Effect: 'Deny', NotAction: ['s3:Get*', 's3:List*'], Resource: '*' }), true, 'holds'],
    ['an exception', policy(allow(['s3:GetObject', 's3:PutObject'])), { except: 's3:putobject' }, 'holds'],
    ['an action that nobody knows', policy(allow('s3:GetEverything')), true, 'unknown'],
    ['one that is denied', policy(allow('s3:GetEverything'), { Effect: 'Deny', Action: 's3:GetE*', Resource: '*' }), true, 'holds'],
    ['one that is excepted', policy(allow('s3:GetEverything')), { except: ['s3:GetEverything'] }, 'holds'],
  ])('readOnly: %s', async (_name, document, readOnly, expected) => {
    expect(verdicts(await of(document, { readOnly }))).toEqual([expected]);
  });

  it.each([
    [{ StringEquals: { 'ec2:ResourceTag/team': 'web' } }, 'holds'],
    [{ StringEquals: { 'aws:resourcetag/TEAM': ['web', 'web'] } }, 'holds'],
    [{ StringLike: { 'aws:ResourceTag/team': 'we?' } }, 'violated'],
    [{ StringEqualsIfExists: { 'aws:ResourceTag/team': 'web' } }, 'violated'],
    [{ 'ForAllValues:StringEquals': { 'aws:ResourceTag/team': 'web' } }, 'violated'],
    [{ StringEquals: { 'aws:RequestTag/team': 'web' } }, 'violated'],
    [{ Null: { 'aws:ResourceTag/team': 'false' } }, 'violated'],
  ])('requireTags: %j', async (condition, expected) => {
    const document = policy(allow('ec2:StartInstances', 'arn:aws:ec2:*:*:instance/*', { Condition: condition }));
    expect(verdicts(await of(document, { requireTags: { tags: { team: 'web' } } }))).toEqual([expected]);
  });

  it('says who may set the tag that a verdict rests on', async () => {
    const tagged = allow('ec2:StartInstances', '*', { Condition: { StringEquals: { 'aws:ResourceTag/team': 'web' } } });
    const resources = {
      Ada: user(policy(tagged)),
      Tagger: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'tagger', AssumeRolePolicyDocument: policy(), Policies: [{ PolicyName: 'own', PolicyDocument: policy(allow('ec2:CreateTags')) }] } },
      Bounded: {
        Type: 'AWS::IAM::Role',
        Properties: {
          RoleName: 'bounded',
          AssumeRolePolicyDocument: policy(),
          Policies: [{ PolicyName: 'own', PolicyDocument: policy(allow('ec2:CreateTags', '*', { Condition: { 'ForAllValues:StringEquals': { 'aws:TagKeys': 'name' }, Null: { 'aws:TagKeys': 'false' } } })) }],
        },
      },
    };
    const [result] = await check({ resources }, { principal: 'Ada', intents: [{ requireTags: { actions: 'ec2:StartInstances', tags: { team: 'web' } } }] });
    expect(result?.tagSetters).toEqual(['Tagger']);
  });

  it.each([
    ['of the resource type that an action is asked for, in another service', { actions: 'ssm:StartSession' }, ['Tagger']],
    ['of any service, where the intent names none', {}, ['Tagger']],
    ['of any service, where a pattern leaves it open', { actions: '*:Start*' }, ['Tagger']],
    ['of the service that the resources are of, and no other', { actions: 'ssm:StartSession', resources: 'arn:aws:ssm:*:*:document/*' }, []],
  ])('asks who may set the tag %s', async (_name, asked, expected) => {
    const tagged = allow('ssm:StartSession', '*', { Condition: { StringEquals: { 'aws:ResourceTag/team': 'web' } } });
    const only = { ...tagged, Resource: 'resources' in asked ? asked.resources : '*' };
    const resources = { Ada: user(policy(only)), Tagger: user(policy(allow('ec2:CreateTags'))) };
    const [result] = await check({ resources }, { principal: 'Ada', intents: [{ requireTags: { ...asked, tags: { team: 'web' } } }] });
    expect(result?.verdict).toBe('holds');
    expect(result?.tagSetters).toEqual(expected);
  });
});

describe('who gets in', () => {
  const get = (Principal: unknown, Condition?: object): object => allow('s3:GetObject', 'arn:aws:s3:::data/*', { Principal, ...(Condition === undefined ? {} : { Condition }) });
  const of = (intent: object, ...statements: readonly object[]): Promise<readonly IntentResult[]> => check({ resources: { Data: bucketPolicy(...statements) } }, { policy: 'Data', intents: [intent] });

  it.each<readonly [string, readonly object[], string]>([
    ['everybody', [get('*')], 'violated'],
    ['everybody, by the long form', [get({ AWS: '*' })], 'violated'],
    ['an account', [get({ AWS: '444455556666' })], 'holds'],
    ['a service', [get({ Service: 'cloudtrail.amazonaws.com' })], 'holds'],
    ['an organization', [get('*', { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } })], 'holds'],
    ['any organization', [get('*', { StringLike: { 'aws:PrincipalOrgID': 'o-*' } })], 'violated'],
    ['an organization if there is one', [get('*', { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } })], 'violated'],
    ['all but one organization', [get('*', { StringNotEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } })], 'violated'],
    ['a bounded range', [get('*', { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } })], 'holds'],
    ['half of the Internet', [get('*', { IpAddress: { 'aws:SourceIp': ['0.0.0.0/1', '203.0.113.0/24'] } })], 'violated'],
    ['an endpoint', [get('*', { StringEquals: { 'aws:SourceVpce': 'vpce-1a2b3c4d' } })], 'holds'],
    ['all but an endpoint, denied', [get('*'), { ...get('*', { StringNotEquals: { 'aws:SourceVpce': 'vpce-1a2b3c4d' } }), Effect: 'Deny' }], 'holds'],
    ['the sources of an account', [get('*', { ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:111122223333:*' } })], 'holds'],
    ['the sources of any account', [get('*', { ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:*:news' } })], 'violated'],
    ['a condition that outsiders can meet', [get('*', { Bool: { 'aws:SecureTransport': 'true' } })], 'violated'],
    ['nobody', [{ ...get('*'), Effect: 'Deny' }], 'holds'],
  ])('notPublic: %s', async (_name, statements, expected) => {
    expect(verdicts(await of({ notPublic: true }, ...statements))).toEqual([expected]);
  });

  it.each<readonly [string, readonly object[], readonly string[], string]>([
    ['the account', [get({ AWS: 'arn:aws:iam::444455556666:root' })], ['444455556666'], 'holds'],
    ['a role of the account', [get({ AWS: 'arn:aws:iam::444455556666:role/reader' })], ['444455556666'], 'holds'],
    ['another role', [get({ AWS: 'arn:aws:iam::444455556666:role/reader' })], ['arn:aws:iam::444455556666:role/writer'], 'violated'],
    ['another account', [get({ AWS: '777788889999' })], ['444455556666'], 'violated'],
    ['a service', [get({ Service: 'cloudtrail.amazonaws.com' })], ['cloudtrail.amazonaws.com'], 'holds'],
    ['another service', [get({ Service: 'config.amazonaws.com' })], ['cloudtrail.amazonaws.com'], 'violated'],
    ['everybody', [get('*')], ['444455556666'], 'violated'],
  ])('trustedPrincipals: %s', async (_name, statements, trusted, expected) => {
    expect(verdicts(await of({ trustedPrincipals: trusted }, ...statements))).toEqual([expected]);
  });

  it.each([
    ['any repository', { StringEquals: { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com' } }, 'violated'],
    ['a repository', { StringLike: { 'token.actions.githubusercontent.com:sub': 'repo:example/site:*' } }, 'holds'],
    ['any subject', { StringLike: { 'token.actions.githubusercontent.com:sub': '*' } }, 'violated'],
  ])('a shared identity provider, %s', async (_name, Condition, expected) => {
    const statement = {
      Effect: 'Allow',
      Principal: { Federated: 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com' },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition,
    };
    const resources = { Deploy: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'deploy', AssumeRolePolicyDocument: policy(statement) } } };
    expect(verdicts(await check({ resources }, { trust: 'Deploy', intents: [{ notPublic: true }] }))).toEqual([expected]);
  });
});

describe('resource control policies', () => {
  it('limit what a policy of a resource lets in', async () => {
    const resources = { Data: bucketPolicy(allow('s3:GetObject', 'arn:aws:s3:::data/*', { Principal: '*' })) };
    const outsiders = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*', Condition: { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } } };
    const everything = allow('*', '*', { Principal: '*' });
    const named = { 'policies/rcp.json': JSON.stringify(policy(everything, outsiders)) };
    const never = { never: { Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } } } };
    expect(verdicts(await check({ resources, named }, { policy: 'Data', intents: [never] }))).toEqual(['violated']);
    const target = { policy: 'Data', resourceControlPolicies: ['rcp.json'] };
    // They don't bind service-linked roles.
    const [result] = await check({ resources, named }, { ...target, intents: [never] });
    expect(result?.witness?.principal).toContain(':role/aws-service-role/');
    const service = { never: { ...never.never, Principal: { Service: 'config.amazonaws.com' } } };
    expect(verdicts(await check({ resources, named }, { policy: 'Data', intents: [service] }))).toEqual(['violated']);
    expect(verdicts(await check({ resources, named }, { ...target, intents: [service] }))).toEqual(['holds']);
  });
});

describe('noNewAccess', () => {
  const template = (document: object): string => JSON.stringify({ Resources: { Ada: user(document) } });
  const run = (now: object, named: Readonly<Record<string, string>>): Promise<readonly IntentResult[]> =>
    check({ resources: { Ada: user(now) }, named }, { principal: 'Ada', intents: [{ noNewAccess: 'before.json' }] });

  it.each([
    [allow('s3:GetObject'), allow('s3:Get*'), 'holds'],
    [allow('s3:Get*'), allow('s3:GetObject'), 'violated'],
  ])('%j after %j', async (now, before, expected) => {
    expect(verdicts(await run(policy(now), { 'policies/before.json': template(policy(before)) }))).toEqual([expected]);
  });

  it('names its own clause, not a place in the file of the baseline', async () => {
    const [result] = await run(policy(allow('s3:Get*')), { 'policies/before.json': `${'\n'.repeat(50)}${template(policy(allow('s3:GetObject')))}` });
    expect(result?.clause).toEqual(result?.intent.place);
  });

  it.each([
    [{}, "`before.json` can't be read: no such file"],
    [{ 'policies/before.json': JSON.stringify({ Resources: { Grace: user(policy(), { UserName: 'grace' }), Linus: user(policy(), { UserName: 'linus' }) } }) }, '`before.json` has no `Ada` to compare with'],
    [{ 'policies/before.json': '{' }, '`before.json` has errors'],
  ])('says what is wrong with the baseline %j', async (named, message) => {
    const [result] = await run(policy(allow('s3:GetObject')), named);
    expect(result?.verdict).toBe('unknown');
    expect(result?.message).toContain(message);
  });
});

describe('values from outside', () => {
  const template = (Name: unknown): string =>
    JSON.stringify({
      Parameters: { Bucket: { Type: 'String' }, Prefix: { Type: 'String' } },
      Resources: { Ada: user(policy(allow('s3:GetObject', Name))) },
    });
  const object = { 'Fn::Sub': 'arn:aws:s3:::${Bucket}/${Prefix}/*' };
  const intentsOf = async (file: object): Promise<NonNullable<Awaited<ReturnType<typeof parseIntents>>['intents']>> => {
    const { intents } = await parseIntents(JSON.stringify(file), 'policy-lint.intents.json');
    if (intents === undefined) throw new Error('the intents could not be read');
    return intents;
  };
  const run = { Bucket: 'data', Prefix: 'run' };

  it('are kept where the intents file binds others, and give way to its own', async () => {
    const intents = await intentsOf({
      targets: [
        { principal: 'Ada', parameters: { Prefix: 'own' }, intents: [{ onlyResources: 'arn:aws:s3:::data/own/*' }, { onlyResources: 'arn:aws:s3:::${Bucket}/${Prefix}/*' }, { onlyResources: 'arn:aws:s3:::data/run/*' }] },
        { principal: 'Ada', intents: [{ onlyResources: 'arn:aws:s3:::data/run/*' }, { onlyResources: 'arn:aws:s3:::${Bucket}/${Prefix}/*' }] },
      ],
    });
    const source = readSource('template.json', template(object), { parameters: run });
    expect(verdicts(checkIntents([source], intents, { parameters: run }))).toEqual(['holds', 'holds', 'violated', 'holds', 'holds']);
  });

  it('come to a stack through what another one exports', async () => {
    const files: Readonly<Record<string, string>> = {
      'network.json': JSON.stringify({ Parameters: { Team: { Type: 'String' } }, Resources: { Topic: { Type: 'AWS::SNS::Topic' } }, Outputs: { Bucket: { Value: { Ref: 'Team' }, Export: { Name: 'bucket' } } } }),
      'app.json': template({ 'Fn::Join': ['', ['arn:aws:s3:::', { 'Fn::ImportValue': 'bucket' }, '/*']] }),
    };
    const host = { readFile: (path: string): Uint8Array => new TextEncoder().encode(files[path]) };
    const parameters = { Team: 'blue' };
    const exported = exportsAmong(Object.keys(files), { host, parameters });
    const sources = Object.entries(files).flatMap(([path, text]) => readSources(path, text, { host, parameters, exported }));
    const blue = { principal: 'Ada', intents: [{ onlyResources: 'arn:aws:s3:::blue/*' }] };
    const red = { principal: 'Ada', parameters: { Team: 'red' }, intents: [{ onlyResources: 'arn:aws:s3:::red/*' }] };
    expect(verdicts(checkIntents(sources, await intentsOf({ targets: [blue, red] }), { host, parameters }))).toEqual(['holds', 'holds']);
  });

  it('come to a nested stack from the stack that nests it', async () => {
    const outer = JSON.stringify({
      Parameters: { Team: { Type: 'String' } },
      Resources: { Inner: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: './inner.json', Parameters: { Bucket: { Ref: 'Team' }, Prefix: 'fixed' } } } },
    });
    const files: Readonly<Record<string, string>> = { 'outer.json': outer, 'inner.json': template(object) };
    const host = { readFile: (path: string): Uint8Array => new TextEncoder().encode(files[path]) };
    const sources = readSources('outer.json', outer, { host, parameters: { Team: 'blue' } });
    const intents = await intentsOf({
      targets: [{ principal: 'Ada', parameters: { Team: 'red', Prefix: 'not of the inner' }, intents: [{ onlyResources: 'arn:aws:s3:::red/fixed/*' }, { onlyResources: 'arn:aws:s3:::blue/*' }] }],
    });
    expect(verdicts(checkIntents(sources, intents, { host, parameters: { Team: 'blue' } }))).toEqual(['holds', 'violated']);
  });
});
