import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compare, evaluate, type PolicyDocument } from 'policy-lint';
import { describe, expect, test } from 'vitest';
import { cdkBootstrap } from '../../src/generate/cdk-bootstrap/cdk-bootstrap.ts';
import { generatedPolicy } from '../../src/generate/generated-policy.ts';
import type { Generation } from '../../src/generate/permission.ts';
import { bootstrapTemplate } from '../../src/reference/index.ts';
import { bootstrap, environment, stackOf } from './kinds.ts';

const file = (path: string): string => readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8');

const on = (generation: Generation, name: string): readonly string[] => [...new Set(generation.permissions.filter(({ action }) => action === name).flatMap(({ resources }) => resources))].sort();

describe('the bootstrap template', () => {
  test('is the one of the package that the CDK publishes', () => {
    const { cliVersion, text } = bootstrapTemplate();
    const fixture = file('fixtures/templates/cdk/bootstrap-template.yaml');
    expect(fixture).toContain(`npm package aws-cdk ${cliVersion},`);
    expect(fixture.split('\n').slice(4).join('\n')).toBe(text);
  });

  test('every resource of it that exists is named in a reason', () => {
    const { permissions } = bootstrap({ kms: 'create' });
    const reasons = permissions.map(({ reason }) => reason.split(' ')[0]);
    const always = ['FileAssetsBucketEncryptionKey', 'FileAssetsBucketEncryptionKeyAlias', 'StagingBucket', 'StagingBucketPolicy', 'ContainerAssetsRepository', 'FilePublishingRole', 'ImagePublishingRole', 'LookupRole', 'FilePublishingRoleDefaultPolicy', 'ImagePublishingRoleDefaultPolicy', 'DeploymentActionRole', 'CloudFormationExecutionRole', 'CdkBootstrapVersion'];
    expect(always.filter((logicalId) => !reasons.includes(logicalId))).toEqual([]);
    expect(reasons).not.toContain('CdkBoostrapPermissionsBoundaryPolicy');
  });
});

describe('choices', () => {
  test('a key of its own takes permissions of KMS', () => {
    const kmsOf = (generation: Generation): boolean => generation.permissions.some(({ action }) => action.startsWith('kms:'));
    expect([kmsOf(bootstrap()), kmsOf(bootstrap({ kms: 'create' }))]).toEqual([false, true]);
  });

  test('the qualifier is in all names', () => {
    const { permissions } = bootstrap({ qualifier: 'team' });
    expect(permissions.flatMap(({ resources }) => resources).filter((arn) => arn.includes('hnb659fds'))).toEqual([]);
    expect(on(bootstrap({ qualifier: 'team' }), 's3:CreateBucket')).toEqual(['arn:aws:s3:::cdk-team-assets-111122223333-eu-west-1']);
  });

  test('a name of the bucket replaces the usual one', () => {
    expect(on(bootstrap({ bucketName: 'assets' }), 's3:CreateBucket')).toEqual(['arn:aws:s3:::assets']);
  });

  test('a permissions boundary is on the execution role, or on all', () => {
    const bounded = (generation: Generation): readonly string[] => generation.permissions.filter(({ action, condition }) => action === 'iam:CreateRole' && condition !== undefined).flatMap(({ resources }) => resources);
    expect(bounded(bootstrap({ boundary: 'limit' }))).toEqual(['arn:aws:iam::111122223333:role/cdk-hnb659fds-cfn-exec-role-111122223333-eu-west-1']);
    expect(bounded(bootstrap({ boundary: 'limit', boundaryOnAllRoles: true }))).toHaveLength(5);
  });

  test('execution policies are the only ones that the execution role gets', () => {
    const policies = ['arn:aws:iam::aws:policy/PowerUserAccess', 'arn:aws:iam::111122223333:policy/deploy'];
    const attach = bootstrap({ executionPolicies: policies }).permissions.filter(({ action, resources }) => action === 'iam:AttachRolePolicy' && resources[0]?.includes('cfn-exec') === true);
    expect(attach.map(({ condition }) => condition)).toEqual([{ ArnLike: { 'iam:PolicyARN': policies } }]);
  });

  test('the example boundary is made by the command itself, and tags are put on the stack', () => {
    const toolkit = stackOf(bootstrapTemplate().text, 'CDKToolkit', { Qualifier: 'team' });
    const generation = cdkBootstrap(toolkit, environment, { toolkitStackName: 'CDKToolkit', qualifier: 'team', tags: true, exampleBoundary: true });
    expect(on(generation, 'iam:CreatePolicy')).toContain('arn:aws:iam::111122223333:policy/cdk-team-permissions-boundary');
    expect(on(generation, 'cloudformation:TagResource')).toEqual(['arn:aws:cloudformation:eu-west-1:111122223333:stack/CDKToolkit/*']);
    expect(generatedPolicy(generation).proof.failures).toEqual([]);
  });

  test('a template of your own is taken as it is', () => {
    const template = 'Parameters:\n  Qualifier: { Type: String }\nResources:\n  Version:\n    Type: AWS::SSM::Parameter\n    Properties: { Name: !Sub "/mine/${Qualifier}", Type: String, Value: "1" }';
    const generation = bootstrap({ qualifier: 'own' }, template);
    expect(on(generation, 'ssm:PutParameter')).toEqual(['arn:aws:ssm:eu-west-1:111122223333:parameter/mine/own']);
    expect(on(generation, 's3:CreateBucket')).toEqual([]);
    expect(generatedPolicy(generation).proof.failures).toEqual([]);
  });
});

describe('beside the policy that SST publishes', () => {
  const published = JSON.parse(file('fixtures/policies/sst/sst-v2.json').replaceAll('112233445566', '111122223333').replaceAll('us-east-1', 'eu-west-1')) as PolicyDocument;
  const theirs: PolicyDocument = { Version: '2012-10-17', Statement: [published.Statement].flat().filter(({ Sid }) => Sid?.startsWith('AllowCDK') === true) };
  const generation = bootstrap();
  const { policies } = generatedPolicy(generation);
  const ours = { identityPolicies: policies.map(({ document }) => document) };
  const principal = 'arn:aws:iam::111122223333:role/deployer';
  const actionsOf = (document: PolicyDocument): readonly string[] => [...new Set([document.Statement].flat().flatMap(({ Action }) => Action ?? []))].sort();
  const ourActions = [...new Set(policies.flatMap(({ document }) => actionsOf(document)))].sort();

  test('neither contains the other', () => {
    expect(compare(theirs, ours).relation).toBe('incomparable');
  });

  const onlyOurs = ourActions.filter((action) => on(generation, action).some((resource) => evaluate(theirs, { principal, action, resource }).decision !== 'allowed'));
  const onlyTheirs = actionsOf(theirs).filter((action) => !ourActions.includes(action));

  test('what only one of them has is what the guide explains', () => {
    expect(onlyTheirs).toEqual(['iam:PassRole', 's3:GetBucketLocation']);
    const guide = file('docs/generate.md');
    expect([...onlyOurs, ...onlyTheirs].filter((action) => !guide.includes(`\`${action}\``))).toEqual([]);
  });

  test('all that it grants beyond is on names of other regions, or of no bootstrap', () => {
    const shared = actionsOf(theirs).filter((action) => ourActions.includes(action));
    const narrowed: PolicyDocument = {
      Version: '2012-10-17',
      Statement: [theirs.Statement].flat().map((statement) => ({
        ...statement,
        Action: [statement.Action ?? []].flat().filter((action) => shared.includes(action)),
        Resource: [statement.Resource ?? []].flat().map((resource) => resource.replace(/-\*$/, '-111122223333-eu-west-1')),
      })),
    };
    const beyond = [narrowed.Statement].flat().flatMap((statement) =>
      [statement.Action ?? []].flat().filter((action) => compare({ Version: '2012-10-17', Statement: [{ ...statement, Action: action }] }, ours).onlyInFirst !== undefined),
    );
    // Ours attach only the policies of the template, and change inline policies only where it has them.
    expect([...new Set(beyond)].sort()).toEqual(['iam:AttachRolePolicy', 'iam:DeleteRolePolicy', 'iam:DetachRolePolicy', 'iam:PutRolePolicy']);
  });
});
