import { describe, expect, it } from 'vitest';
import { checkIntents, parseIntents } from '../../src/intents/index.ts';
import type { IntentResult } from '../../src/model/intent-result.ts';
import type { ControlPolicy, OrganizationPolicies } from '../../src/model/organization.ts';
import { readSource } from '../../src/sources/index.ts';

const policy = (...statements: readonly object[]): object => ({ Version: '2012-10-17', Statement: statements });
const allow = (Action: string | readonly string[], Resource: unknown = '*', more: object = {}): object => ({ Effect: 'Allow', Action, Resource, ...more });
const everything = policy(allow('*'));
const noIam = policy(allow('*'), { Sid: 'NoIam', Effect: 'Deny', Action: 'iam:*', Resource: '*' });

const resources = {
  Ada: { Type: 'AWS::IAM::User', Properties: { UserName: 'ada', Policies: [{ PolicyName: 'own', PolicyDocument: everything }] } },
  Data: {
    Type: 'AWS::S3::BucketPolicy',
    Properties: { Bucket: 'data', PolicyDocument: policy(allow(['s3:GetObject', 's3:PutObject'], 'arn:aws:s3:::data/*', { Principal: '*' })) },
  },
  Builder: {
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName: 'builder',
      AssumeRolePolicyDocument: policy({ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }),
      Policies: [{ PolicyName: 'own', PolicyDocument: { Version: '2012-10-17', Statement: [allow('s3:*', { 'Fn::Sub': 'arn:aws:s3:::${Bucket}/*' }), allow('iam:*')] } }],
    },
  },
};
const parameters = { Bucket: { Type: 'String' } };

function control(path: string, type: 'scp' | 'rcp', document: object): ControlPolicy {
  const file = readSource(path, JSON.stringify(document, undefined, 2), { type });
  const [source] = file.policies;
  if (source === undefined) throw new Error(`${path} has no policy`);
  return { source, file };
}

const scp = (...levels: readonly object[]): OrganizationPolicies => ({ serviceControlPolicies: levels.map((level, index) => [control(`org/level-${index}.json`, 'scp', level)]) });
const rcp = (...levels: readonly object[]): OrganizationPolicies => ({ resourceControlPolicies: levels.map((level, index) => [control(`org/rcp-${index}.json`, 'rcp', level)]) });

async function check(organization: OrganizationPolicies | undefined, target: object, more: object = {}): Promise<IntentResult> {
  const { intents, errors } = await parseIntents(JSON.stringify({ targets: [target], ...more }), 'policy-lint.intents.json');
  expect(errors).toEqual([]);
  const source = readSource('template.json', JSON.stringify({ Parameters: parameters, Resources: resources }));
  const [result] = intents === undefined ? [] : checkIntents([source], intents, organization === undefined ? {} : { organization });
  if (result === undefined) throw new Error('there is no result');
  return result;
}

describe('service control policies of the organization', () => {
  const never = { principal: 'Ada', intents: [{ never: { Action: 'iam:CreateUser' } }] };

  it('make an intent hold, which says on what it rests', async () => {
    expect((await check(undefined, never)).verdict).toBe('violated');
    const result = await check(scp(everything, noIam), never);
    expect(result.verdict).toBe('holds');
    expect(result.message).toBe('allows none of it, as statement `NoIam` of the service control policy `level-1.json` (org/level-1.json:9) denies it');
    expect(result.restsOn).toMatchObject({ path: 'org/level-1.json', start: { line: 9 }, sid: 'NoIam' });
    expect(result.assumptions.join()).toContain('is a member of the organization');
  });

  it('count with what they do not allow', async () => {
    const result = await check(scp(everything, policy(allow('s3:*'))), never);
    expect([result.verdict, result.restsOn?.path, result.restsOn?.start.line]).toEqual(['holds', 'org/level-1.json', 1]);
    expect(result.message).toContain('as the service control policy `level-1.json` (org/level-1.json:1) does not allow it');
  });

  it('count by template value', async () => {
    const result = await check(scp(noIam), { principal: 'Builder', intents: [{ never: { Action: 'iam:*' } }] });
    expect([result.verdict, result.restsOn?.sid]).toEqual(['holds', 'NoIam']);
  });

  it('are not named where the intent holds without them', async () => {
    const result = await check(scp(everything, noIam), { principal: 'Ada', intents: [{ never: { Action: 'iam:CreateUser', Condition: { StringEquals: { 'aws:username': 'grace' } } } }] });
    expect([result.verdict, result.restsOn]).toEqual(['holds', undefined]);
  });

  it('may refuse what is needed', async () => {
    const result = await check(scp(everything, noIam), { principal: 'Ada', intents: [{ atLeast: { Action: 'iam:GetUser' } }] });
    expect([result.verdict, result.statement?.path, result.statement?.sid]).toEqual(['violated', 'org/level-1.json', 'NoIam']);
  });

  it('give way to those that the target declares', async () => {
    expect((await check(scp(noIam), { ...never, serviceControlPolicies: [] })).verdict).toBe('violated');
  });

  it('do not bind the management account', async () => {
    const organization = { ...scp(noIam), managementAccount: '111122223333' };
    expect((await check(organization, never, { parameters: { 'AWS::AccountId': '111122223333' } })).verdict).toBe('violated');
    expect((await check(organization, never, { parameters: { 'AWS::AccountId': '444455556666' } })).verdict).toBe('holds');
  });

  it('stop an escalation', async () => {
    const target = { principal: 'Builder', intents: [{ noPrivilegeEscalation: true }] };
    expect((await check(undefined, target)).verdict).toBe('violated');
    const result = await check(scp(noIam), target);
    expect([result.verdict, result.restsOn?.sid]).toEqual(['holds', 'NoIam']);
  });

  it('say nothing about callers that a resource lets in', async () => {
    const target = { policy: 'Data', intents: [{ never: { Action: 's3:PutObject' } }] };
    expect((await check(scp(policy(allow('*'), { Effect: 'Deny', Action: 's3:PutObject', Resource: '*' })), target)).verdict).toBe('violated');
  });

  it('leave open what can not be read', async () => {
    const result = await check(scp(policy(allow('*'), { Effect: 'Denied', Action: 'iam:*', Resource: '*' })), never);
    expect(result.verdict).not.toBe('holds');
  });
});

describe('resource control policies of the organization', () => {
  const outsiders = policy(
    { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' },
    { Sid: 'Ours', Effect: 'Deny', Principal: '*', Action: ['s3:*', 'sts:*'], Resource: '*', Condition: { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' }, BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } } },
  );

  // Service-linked roles of other accounts are not bound.
  const anyStranger = { StringNotEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' }, Bool: { 'aws:PrincipalIsAWSService': 'false' } };
  const stranger = {
    ...anyStranger,
    ArnNotLike: { 'aws:PrincipalArn': 'arn:*:iam::*:role/aws-service-role/*' },
  };

  it.each([
    [{ policy: 'Data', intents: [{ never: { Action: 's3:*', Condition: stranger } }] }],
    [{ trust: 'Builder', intents: [{ never: { Action: 'sts:*', Condition: stranger } }] }],
  ])('make an intent hold: %j', async (target) => {
    expect((await check(undefined, target)).verdict).toBe('violated');
    const result = await check(rcp(outsiders), target);
    expect([result.verdict, result.restsOn?.sid, result.restsOn?.path]).toEqual(['holds', 'Ours', 'org/rcp-0.json']);
  });

  it('do not bind service-linked roles', async () => {
    const result = await check(rcp(outsiders), { policy: 'Data', intents: [{ never: { Action: 's3:*', Condition: anyStranger } }] });
    expect([result.verdict, JSON.stringify(result.witness?.principal).includes(':role/aws-service-role/')]).toEqual(['violated', true]);
  });

  it('prove no bound for a principal, whose requests may go elsewhere', async () => {
    const denied = policy({ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }, { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' });
    expect((await check(rcp(denied), { principal: 'Ada', intents: [{ never: { Action: 's3:GetObject' } }] })).verdict).toBe('violated');
    expect((await check(rcp(denied), { principal: 'Ada', intents: [{ atLeast: { Action: 's3:GetObject' } }] })).verdict).toBe('violated');
  });
});
