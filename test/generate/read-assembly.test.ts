import { describe, expect, test } from 'vitest';
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

describe('cdk-deploy', () => {
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

  test('tags sessions only where the synthesizer asks for it', () => {
    const tagged = deploy('fixtures/generate/assemblies/custom').permissions.filter(({ action }) => action === 'sts:TagSession');
    expect(tagged.flatMap(({ resources }) => resources)).toEqual(['arn:aws:iam::111122223333:role/custom/deployer-eu-west-1']);
  });
});
