import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compare, evaluate, implies, type AccessRequest, type PolicyDocument } from 'policy-lint';
import { describe, expect, test } from 'vitest';
import { generatedPolicy } from '../../../src/generate/generated-policy.ts';
import type { Environment, Generation } from '../../../src/generate/permission.ts';
import { GUIDE_ENVIRONMENT, v2, v3 } from './kinds.ts';

const { account, region } = GUIDE_ENVIRONMENT;
const fixtures = fileURLToPath(new URL('../../../fixtures/policies/sst/', import.meta.url));

function guide(name: string): PolicyDocument {
  const text = readFileSync(`${fixtures}${name}.json`, 'utf8').replaceAll('REGION', region).replaceAll('ACCOUNT', account);
  return JSON.parse(text) as PolicyDocument;
}

function documentsOf(generation: Generation): readonly PolicyDocument[] {
  return generatedPolicy(generation).policies.map(({ document }) => document);
}

function decision(policies: readonly PolicyDocument[], request: Omit<AccessRequest, 'principal'>): string {
  return evaluate({ identityPolicies: policies }, { principal: `arn:aws:iam::${account}:user/deployer`, ...request }).decision;
}

const elsewhere: Environment = { ...GUIDE_ENVIRONMENT, region: 'eu-west-1' };
const arn = (service: string, resource: string, place: Environment = GUIDE_ENVIRONMENT): string => `arn:aws:${service}:${place.region}:${place.account}:${resource}`;
const role = (name: string, place: Environment = GUIDE_ENVIRONMENT): string => `arn:aws:iam::${account}:role/cdk-hnb659fds-${name}-role-${account}-${place.region}`;
const mine = { 'aws:ResourceAccount': account };

type Difference = readonly [what: string, request: Omit<AccessRequest, 'principal'>];

const LACKING: readonly Difference[] = [
  ['the version of the bootstrap', { action: 'ssm:GetParameter', resource: arn('ssm', 'parameter/cdk-bootstrap/hnb659fds/version') }],
  ['imports of an export', { action: 'cloudformation:ListImports', resource: '*' }],
  ['the secret of a database', { action: 'secretsmanager:GetSecretValue', resource: arn('secretsmanager', 'secret:x-AbCdEf'), context: { 'aws:ResourceTag/sst:app': 'shop' } }],
  ['lifecycle rules as CloudFormation reads them', { action: 's3:GetLifecycleConfiguration', resource: `arn:aws:s3:::cdk-hnb659fds-assets-${account}-${region}` }],
];

const TOO_MUCH: readonly Difference[] = [
  ['the execution role, which trusts CloudFormation alone', { action: 'sts:AssumeRole', resource: role('cfn-exec') }],
  ['roles of other regions', { action: 'sts:AssumeRole', resource: role('deploy', elsewhere) }],
  ['passing the roles of the bootstrap', { action: 'iam:PassRole', resource: role('deploy'), context: { 'iam:PassedToService': 'ec2.amazonaws.com' } }],
  ['any managed policy on the roles of the bootstrap', { action: 'iam:AttachRolePolicy', resource: role('deploy'), context: { 'iam:PolicyARN': 'arn:aws:iam::aws:policy/AdministratorAccess' } }],
  ['a bucket of another account', { action: 's3:PutObject', resource: 'arn:aws:s3:::sstbootstrap-useast1abc/x', context: { 'aws:ResourceAccount': '999999999999' } }],
  ['a bucket of another region', { action: 's3:PutObject', resource: 'arn:aws:s3:::sstbootstrap-euwest1abc/x', context: mine }],
  ['topics of others', { action: 'iot:Publish', resource: arn('iot', 'topic/anything') }],
  ['topics in another region', { action: 'iot:Publish', resource: arn('iot', 'topic//sst/shop/prod/events', elsewhere) }],
];

const SAME: readonly Difference[] = [
  ['the deploy role', { action: 'sts:AssumeRole', resource: role('deploy') }],
  ['monitoring', { action: 'cloudformation:DescribeStackEvents', resource: arn('cloudformation', 'stack/prod-shop-Api/1') }],
  ['the bootstrap stack', { action: 'cloudformation:CreateChangeSet', resource: arn('cloudformation', 'stack/CDKToolkit/1') }],
  ['metadata', { action: 's3:GetObject', resource: 'arn:aws:s3:::sstbootstrap-useast1abc/stackMetadata/app.shop/stage.prod/stack.Api.json', context: mine }],
  ['secrets', { action: 'ssm:GetParametersByPath', resource: arn('ssm', 'parameter/sst/shop/prod/Secret') }],
  ['functions', { action: 'lambda:UpdateFunctionConfiguration', resource: arn('lambda', 'function:f'), context: { 'aws:ResourceTag/sst:app': 'shop' } }],
  ['topics', { action: 'iot:Publish', resource: arn('iot', 'topic//sst/shop/prod/events') }],
];

describe('SST 2 and the policy of its guide', () => {
  const own = documentsOf(v2(GUIDE_ENVIRONMENT));
  const theirs = [guide('sst-v2')];

  test('each allows something that the other does not', () => {
    const { relation, onlyInFirst, onlyInSecond } = compare({ identityPolicies: own }, { identityPolicies: theirs });
    expect(relation).toBe('incomparable');
    expect([onlyInFirst, onlyInSecond]).not.toContain(undefined);
  });

  test.each(LACKING)('the guide lacks %s', (_, request) => {
    expect([decision(own, request), decision(theirs, request)]).toEqual(['allowed', 'implicitDeny']);
  });

  test.each(TOO_MUCH)('the guide has too much: %s', (_, request) => {
    expect([decision(own, request), decision(theirs, request)]).toEqual(['implicitDeny', 'allowed']);
  });

  test.each(SAME)('both have %s', (_, request) => {
    expect([decision(own, request), decision(theirs, request)]).toEqual(['allowed', 'allowed']);
  });

  test('an application and a stage only take away', () => {
    const narrow = documentsOf(v2(GUIDE_ENVIRONMENT, { app: 'shop', stage: 'prod' }));
    expect(implies({ identityPolicies: narrow }, { identityPolicies: own }).verdict).toBe('holds');
  });

  test.each<Difference>([
    ['stacks', { action: 'cloudformation:DeleteStack', resource: arn('cloudformation', 'stack/production-database/1') }],
    ['secrets', { action: 'ssm:GetParameter', resource: arn('ssm', 'parameter/sst/bank/prod/Secret/KEY/value') }],
    ['topics', { action: 'iot:Receive', resource: arn('iot', 'topic//sst/bank/prod/events') }],
    ['functions', { action: 'lambda:UpdateFunctionConfiguration', resource: arn('lambda', 'function:f'), context: { 'aws:ResourceTag/sst:app': 'bank', 'aws:ResourceTag/sst:stage': 'prod' } }],
    ['metadata', { action: 's3:GetObject', resource: 'arn:aws:s3:::sstbootstrap-useast1abc/stackMetadata/app.bank/stage.prod/stack.Api.json', context: mine }],
  ])('with an application and a stage, %s of others are out of reach', (_, request) => {
    expect(decision(own, request)).toBe('allowed');
    expect(decision(documentsOf(v2(GUIDE_ENVIRONMENT, { app: 'shop', stage: 'prod' })), request)).toBe('implicitDeny');
  });

  test('without the bootstrap only the command line is left', () => {
    const less = documentsOf(v2(GUIDE_ENVIRONMENT, {}, false));
    expect(compare({ identityPolicies: less }, { identityPolicies: own }).relation).toBe('narrower');
    expect(decision(less, { action: 'iam:CreateRole', resource: role('deploy') })).toBe('implicitDeny');
  });

  test('what has no effect is told', () => {
    expect(v2(GUIDE_ENVIRONMENT).dropped.map(({ action }) => action)).toContain(`sts:AssumeRole on ${role('cfn-exec')}`);
  });
});

describe('SST 3 and the policy of its guide', () => {
  const all = guide('sst-v3');
  const withoutDeployments: PolicyDocument = { ...all, Statement: [all.Statement].flat().filter(({ Sid }) => Sid !== 'Deployments') };
  const own = documentsOf(v3(GUIDE_ENVIRONMENT, { images: true }));

  test('everything is within the guide, which allows everything', () => {
    expect(compare({ identityPolicies: own }, { identityPolicies: [all] }).relation).toBe('narrower');
  });

  test('without `Deployments`, each allows something that the other does not', () => {
    expect(compare({ identityPolicies: own }, { identityPolicies: [withoutDeployments] }).relation).toBe('incomparable');
  });

  test.each<Difference>([
    ['the event API', { action: 'appsync:CreateApi', resource: '*' }],
    ['its channel namespace', { action: 'appsync:CreateChannelNamespace', resource: arn('appsync', 'apis/x') }],
    ['the login to the registry', { action: 'ecr:GetAuthorizationToken', resource: '*' }],
    ['pushing an image', { action: 'ecr:PutImage', resource: arn('ecr', 'repository/sst-asset') }],
  ])('the guide leaves %s to `Deployments`', (_, request) => {
    expect([decision(own, request), decision([withoutDeployments], request)]).toEqual(['allowed', 'implicitDeny']);
  });

  test.each<Difference>([
    ['a bucket of another account', { action: 's3:GetObject', resource: 'arn:aws:s3:::sst-state-x/app/shop/prod.json', context: { 'aws:ResourceAccount': '999999999999' } }],
    ['event APIs of others', { action: 'appsync:EventPublish', resource: arn('appsync', 'apis/x/channelNamespace/other') }],
  ])('the guide has too much even then: %s', (_, request) => {
    expect([decision(own, request), decision([withoutDeployments], request)]).toEqual(['implicitDeny', 'allowed']);
  });

  test('an application and a stage only take away', () => {
    const narrow = documentsOf(v3(GUIDE_ENVIRONMENT, { app: 'shop', stage: 'prod', images: true }));
    expect(implies({ identityPolicies: narrow }, { identityPolicies: own }).verdict).toBe('holds');
    expect(decision(narrow, { action: 's3:GetObject', resource: 'arn:aws:s3:::sst-state-x/app/bank/prod.json', context: mine })).toBe('implicitDeny');
    expect(decision(narrow, { action: 's3:PutObject', resource: 'arn:aws:s3:::sst-state-x/history/shop/prod/1.json', context: mine })).toBe('allowed');
  });

  test('without resources and logs it is said that nothing can be deployed', () => {
    expect(v3(GUIDE_ENVIRONMENT).unknown.map(({ subject }) => subject)).toEqual(['deployments']);
    expect(decision(own, { action: 'lambda:CreateFunction', resource: arn('lambda', 'function:f') })).toBe('implicitDeny');
  });
});
