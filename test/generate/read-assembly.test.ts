import { describe, expect, test } from 'vitest';
import { cdkDeploy } from '../../src/generate/cdk-deploy/cdk-deploy.ts';
import { bucketOfUrl } from '../../src/generate/cdk-deploy/template-url.ts';
import { generatedPolicy } from '../../src/generate/generated-policy.ts';
import { readAssembly } from '../../src/generate/assembly/read-assembly.ts';
import { deploy, environment } from './kinds.ts';

function hostOf(files: Readonly<Record<string, unknown>>): { readonly readFile: (path: string) => Uint8Array } {
  return {
    readFile: (path) => {
      const content = files[path];
      if (content === undefined) throw new Error('no such file');
      return new TextEncoder().encode(typeof content === 'string' ? content : JSON.stringify(content));
    },
  };
}

const read = (files: Readonly<Record<string, unknown>>): ReturnType<typeof readAssembly> => readAssembly('out/manifest.json', hostOf(files));

describe('errors', () => {
  test.each<readonly [string, Readonly<Record<string, unknown>>, RegExp]>([
    ['a manifest that is not there', {}, /^can't read `out\/manifest.json`: no such file$/],
    ['a text that is no JSON', { 'out/manifest.json': '{ "artifacts": ' }, /^out\/manifest.json:1:\d+: /],
    ['another file', { 'out/manifest.json': { name: 'x' } }, /expected the manifest of a cloud assembly/],
    ['a stack without a template', { 'out/manifest.json': { artifacts: { A: { type: 'aws:cloudformation:stack' } } } }, /the stack `A` has no template/],
    ['assets that are not there', { 'out/manifest.json': { artifacts: { A: { type: 'cdk:asset-manifest', properties: { file: 'a.json' } } } } }, /can't read `out\/a.json`/],
    ['an assembly that nests itself', { 'out/manifest.json': { artifacts: { A: { type: 'cdk:cloud-assembly', properties: { directoryName: '.' } }, B: { type: 'cdk:cloud-assembly', properties: { directoryName: '.' } } } } }, /the assembly `A` leads back to itself/],
  ])('%s', (_, files, message) => {
    expect(read(files).errors[0]).toMatch(message);
  });

  test('one bad part does not hide the others', () => {
    const stack = { type: 'aws:cloudformation:stack', environment: 'aws://111122223333/eu-west-1', properties: { templateFile: 'a.json' } };
    const { stacks, errors } = read({ 'out/manifest.json': { artifacts: { A: { type: 'cdk:cloud-assembly', properties: { directoryName: 'gone' } }, B: stack } } });
    expect(stacks).toMatchObject([{ id: 'B', stackName: 'B', account: '111122223333', region: 'eu-west-1', templatePath: 'out/a.json' }]);
    expect(errors).toHaveLength(1);
  });
});

test('assets of the legacy synthesis stand in the manifest or in a file beside it', () => {
  const metadata = { '/My': [{ type: 'aws:cdk:asset', data: { packaging: 'file' } }, { type: 'aws:cdk:asset', data: { packaging: 'container-image', repositoryName: 'aws-cdk/assets' } }] };
  const stack = { type: 'aws:cloudformation:stack', properties: { templateFile: 'a.json' } };
  const of = (more: object, files: Readonly<Record<string, unknown>> = {}): unknown => read({ 'out/manifest.json': { artifacts: { My: { ...stack, ...more } } }, ...files }).stacks[0]?.legacyAssets;
  expect(of({ metadata })).toEqual({ files: true, images: ['aws-cdk/assets'] });
  expect(of({ additionalMetadataFile: 'My.metadata.json' }, { 'out/My.metadata.json': metadata })).toEqual({ files: true, images: ['aws-cdk/assets'] });
  expect(read({ 'out/manifest.json': { artifacts: { My: { ...stack, additionalMetadataFile: 'gone.json' } } } }).errors).toEqual(["can't read `out/gone.json`: no such file"]);
});

describe('cdk-deploy', () => {
  test('a role of an account that no stack goes to is within the bound', () => {
    const lookupRole = { arn: 'arn:aws:iam::444455556666:role/look' };
    const stack = { type: 'aws:cloudformation:stack', environment: 'aws://111122223333/eu-west-1', properties: { templateFile: 'a.json', assumeRoleArn: 'arn:aws:iam::111122223333:role/deploy', lookupRole } };
    const { policies, proof } = generatedPolicy(cdkDeploy(read({ 'out/manifest.json': { artifacts: { My: stack } } }), environment, { toolkitStackName: 'CDKToolkit' }));
    expect(proof.failures).toEqual([]);
    expect(policies.flatMap(({ statements }) => statements.flatMap(({ grants }) => grants.map(({ resource }) => resource))).sort()).toEqual(['arn:aws:iam::111122223333:role/deploy', 'arn:aws:iam::444455556666:role/look']);
  });

  test('leaves account and region open where nobody says them, and tells so', () => {
    const { permissions, unscoped } = deploy('fixtures/sources/cdk-app/cdk.out', { ...environment, account: '*', region: '*' });
    expect(permissions[0]?.resources).toEqual(['arn:aws:iam::*:role/cdk-hnb659fds-lookup-role-*-*']);
    expect(unscoped[0]).toMatchObject({ action: 'sts:AssumeRole', why: expect.stringContaining('--account') as string });
  });

  test('never assumes the execution role', () => {
    const { permissions } = deploy('fixtures/generate/assemblies/custom');
    expect(permissions.flatMap(({ resources }) => resources).filter((arn) => arn.includes('executor'))).toEqual([]);
  });

  test('says that the legacy synthesis deploys with the permissions of the caller', () => {
    expect(deploy('fixtures/generate/assemblies/legacy').unknown).toMatchObject([{ subject: 'Old', why: expect.stringContaining('cfn-exec') as string }]);
  });

  test('reads the template in its bucket with the permissions of the caller, where no role deploys it', () => {
    const reading = (assembly: string): readonly string[] => deploy(assembly).permissions.filter(({ action }) => action === 's3:GetObject').flatMap(({ resources }) => resources);
    const bucket = ['arn:aws:s3:::cdk-hnb659fds-assets-111122223333-us-east-1/*'];
    expect(reading('fixtures/generate/assemblies/cli-credentials')).toEqual(bucket);
    expect(reading('fixtures/generate/assemblies/execution-role')).toEqual(bucket);
    expect(reading('fixtures/sources/cdk-app/cdk.out')).toEqual([]);
  });

  test.each(['legacy', 'cli-credentials', 'execution-role'])('uses only buckets of the account where their names say so or are not known in full: %s', (assembly) => {
    const ofBuckets = deploy(`fixtures/generate/assemblies/${assembly}`).permissions.filter(({ action }) => action.startsWith('s3:'));
    expect([...new Set(ofBuckets.map(({ condition }) => JSON.stringify(condition)))]).toEqual(['{"StringEquals":{"aws:ResourceAccount":"111122223333"}}']);
  });

  test('a bucket whose name has no account may be that of another', () => {
    const files = {
      'out/manifest.json': { artifacts: { A: { type: 'cdk:asset-manifest', properties: { file: 'a.json' } } } },
      'out/a.json': { files: { f: { destinations: { d: { bucketName: 'shared', objectKey: 'k' } } } } },
    };
    const { permissions } = cdkDeploy(read(files), environment, { toolkitStackName: 'CDKToolkit' });
    expect(permissions.map(({ action, condition }) => [action, condition])).toContainEqual(['s3:PutObject', undefined]);
  });

  test('says where the caller deploys without an execution role, and where the bucket of a template is not known', () => {
    expect(deploy('fixtures/generate/assemblies/cli-credentials').unknown).toMatchObject([{ subject: 'Shop', why: expect.stringContaining('cfn-exec') as string }]);
    expect(deploy('fixtures/generate/assemblies/execution-role').unknown).toEqual([]);
    const properties = { templateFile: 'a.json', cloudFormationExecutionRoleArn: 'arn:aws:iam::111122223333:role/exec', stackTemplateAssetObjectUrl: 'ftp://assets/a.json' };
    const stack = { type: 'aws:cloudformation:stack', environment: 'aws://111122223333/eu-west-1', properties };
    const { permissions, unknown } = cdkDeploy(read({ 'out/manifest.json': { artifacts: { My: stack } } }), environment, { toolkitStackName: 'CDKToolkit' });
    expect(permissions.map(({ action }) => action)).not.toContain('s3:GetObject');
    expect(unknown).toMatchObject([{ subject: 'My', why: expect.stringContaining('`ftp://assets/a.json`') as string }]);
  });

  test.each([
    ['s3://assets/a/b.json', 'assets'],
    ['https://s3.eu-west-1.amazonaws.com/assets/b.json', 'assets'],
    ['https://s3-eu-west-1.amazonaws.com/assets/b.json', 'assets'],
    ['https://s3.cn-north-1.amazonaws.com.cn/assets/b.json', 'assets'],
    ['https://assets.of.mine.s3.eu-west-1.amazonaws.com/b.json', 'assets.of.mine'],
    ['s3://assets', undefined],
    ['https://example.com/assets/b.json', undefined],
  ])('the bucket of %s', (url, bucket) => {
    expect(bucketOfUrl(url)).toBe(bucket);
  });

  test('tags sessions only where the synthesizer asks for it', () => {
    const tagged = deploy('fixtures/generate/assemblies/custom').permissions.filter(({ action }) => action === 'sts:TagSession');
    expect(tagged.flatMap(({ resources }) => resources)).toEqual(['arn:aws:iam::111122223333:role/custom/deployer-eu-west-1']);
  });
});
