import { describe, expect, it } from 'vitest';
import type { Host } from '../../src/model/host.ts';
import { displayText } from '../../src/model/unknown-value.ts';
import { readSource, readSources } from '../../src/sources/index.ts';

function hostOf(files: Readonly<Record<string, unknown>>): Host {
  return {
    readFile: (path) => {
      const content = files[path];
      if (content === undefined) throw new Error('no such file');
      return new TextEncoder().encode(typeof content === 'string' ? content : JSON.stringify(content));
    },
    fileExists: (path) => files[path] !== undefined,
    readData: () => new Uint8Array(),
    gunzip: (bytes) => bytes,
    now: () => 0,
  };
}

function read(path: string, files: Readonly<Record<string, unknown>>, parameters: Readonly<Record<string, string>> = {}): ReturnType<typeof readSources> {
  return readSources(path, JSON.stringify(files[path]), { host: hostOf(files), parameters });
}

const policy = (name: unknown): unknown => ({
  Type: 'AWS::IAM::ManagedPolicy',
  Properties: { PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: { 'Fn::Sub': ['arn:aws:s3:::${Name}-${AWS::AccountId}', { Name: name }] } }] } },
});

describe('a CDK assembly', () => {
  const files = {
    'cdk.out/manifest.json': {
      version: '38.0.0',
      artifacts: {
        Tree: { type: 'cdk:tree', properties: { file: 'tree.json' } },
        App: {
          type: 'aws:cloudformation:stack',
          properties: { templateFile: 'App.template.json' },
          metadata: { '/App/Policy/Resource': [{ type: 'aws:cdk:logicalId', data: 'Policy1234' }] },
        },
        Stage: { type: 'cdk:cloud-assembly', properties: { directoryName: 'assembly-Stage' } },
        Missing: { type: 'aws:cloudformation:stack', properties: { templateFile: 'Missing.template.json' } },
      },
    },
    'cdk.out/App.template.json': {
      Resources: {
        Policy1234: policy('a'),
        Nested: {
          Type: 'AWS::CloudFormation::Stack',
          Properties: { TemplateURL: { 'Fn::Sub': 'https://bucket/x.json' }, Parameters: { Name: 'b', Open: { Ref: 'AWS::Region' } } },
          Metadata: { 'aws:cdk:path': 'App/Nested', 'aws:asset:path': 'Nested.nested.template.json' },
        },
      },
    },
    'cdk.out/Nested.nested.template.json': { Parameters: { Name: { Type: 'String' }, Open: { Type: 'String' } }, Resources: { P: policy({ Ref: 'Name' }), Q: policy({ Ref: 'Open' }) } },
    'cdk.out/assembly-Stage/manifest.json': {
      version: '38.0.0',
      artifacts: { Stack: { type: 'aws:cloudformation:stack', properties: { templateFile: 'Stack.template.json' } } },
    },
    'cdk.out/assembly-Stage/Stack.template.json': { Resources: { P: { ...(policy('c') as object), Metadata: { 'aws:cdk:path': 'Stage/Stack/P/Resource' } } } },
  };
  const found = read('cdk.out/manifest.json', files, { 'AWS::AccountId': '111122223333', Name: 'not for the nested stack' });

  it('is read through its manifest: stacks, nested stacks and stages', () => {
    expect(found.map(({ path, format }) => [path, format])).toEqual([
      ['cdk.out/manifest.json', 'cdk'],
      ['cdk.out/App.template.json', 'cdk'],
      ['cdk.out/Nested.nested.template.json', 'cloudformation'],
      ['cdk.out/assembly-Stage/manifest.json', 'cdk'],
      ['cdk.out/assembly-Stage/Stack.template.json', 'cdk'],
    ]);
  });
  it('says what it could not read', () => {
    expect(found.flatMap(({ errors }) => errors.map(({ code, message }) => `${code}: ${message}`))).toEqual([
      "unseen-part: `cdk.out/Missing.template.json` can't be read: no such file",
    ]);
  });
  it('has construct paths from the template or the manifest', () => {
    expect(found.flatMap(({ policies }) => policies.map(({ label }) => label.constructPath))).toEqual(['App/Policy/Resource', undefined, undefined, 'Stage/Stack/P/Resource']);
  });
  it('binds the parameters of nested stacks as far as they are known', () => {
    const resources = found.flatMap(({ policies }) => policies.flatMap((item) => item.policy?.statements.flatMap((statement) => statement.resource?.entries.map(({ pattern }) => pattern.text)) ?? []));
    expect(resources).toEqual(['arn:aws:s3:::a-111122223333', 'arn:aws:s3:::b-111122223333', 'arn:aws:s3:::${Open}-111122223333', 'arn:aws:s3:::c-111122223333']);
  });
});

describe('nested stacks', () => {
  const stack = (url: unknown): unknown => ({ Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: url } });
  it('are read from local files, each as often as it is nested', () => {
    const files = { 'a/top.json': { Resources: { One: stack('../b/inner.json'), Two: stack('../b/inner.json') } }, 'b/inner.json': { Resources: { P: policy('x') } } };
    expect(read('a/top.json', files).map(({ path, policies }) => [path, policies.length])).toEqual([
      ['a/top.json', 0],
      ['b/inner.json', 1],
      ['b/inner.json', 1],
    ]);
  });
  it('that nest themselves end', () => {
    const files = { 'top.json': { Resources: { Self: stack('top.json') } } };
    expect(read('top.json', files).flatMap(({ errors }) => errors.map(({ message }) => message))).toEqual(['`top.json` is not read: its policies are not seen']);
  });
  it('elsewhere are not seen', () => {
    const files = { 'top.json': { Resources: { Far: stack('https://example.com/x.json') } } };
    expect(read('top.json', files).flatMap(({ errors }) => errors.map(({ code }) => code))).toEqual(['unseen-part']);
  });
});

describe('names of principals', () => {
  it('are those of the template', () => {
    const files = { 'a.json': { Resources: { U: { Type: 'AWS::IAM::User', Properties: { UserName: 'ada', Path: '/staff/' } } } } };
    const [file] = read('a.json', files);
    expect(displayText(file?.principals[0]?.arn ?? [])).toBe('arn:${AWS::Partition}:iam::${AWS::AccountId}:user/staff/ada');
  });
});

describe('principals that are handed to nested stacks', () => {
  const trust = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }] };
  const role = { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: trust } };
  const parent = (more: unknown, url: string): unknown => ({
    Conditions: { IsLive: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] } },
    Resources: { One: role, Two: role, Three: role, Four: role, Five: { Type: 'AWS::IAM::User' }, Inner: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: url, Parameters: more } } },
  });
  const handed = {
    A: { Ref: 'One' },
    B: { 'Fn::GetAtt': ['Two', 'Arn'] },
    C: { 'Fn::If': ['IsLive', { 'Fn::Join': [',', [{ 'Fn::Sub': 'x-${Three.Arn}' }]] }, ''] },
    D: 'Four',
  };
  const partial = (found: ReturnType<typeof readSources>): readonly string[] => (found[0]?.principals ?? []).filter((each) => each.partial.includes('the stack `Inner` is given it, and may attach policies to it')).map(({ id }) => id);
  const inner = (resources: unknown): unknown => ({ Parameters: { A: { Type: 'String' } }, Resources: resources });
  const attached = { Type: 'AWS::IAM::Policy', Properties: { PolicyName: 'p', Roles: [{ Ref: 'A' }], PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] } } };

  it.each<[string, string, Readonly<Record<string, unknown>>]>([
    ['that are elsewhere', 'https://example.s3.amazonaws.com/inner.yaml', {}],
    ['whose file is missing', 'inner.json', {}],
    ['that attach policies to them', 'inner.json', { 'inner.json': inner({ Grant: attached }) }],
    ['that nest others', 'inner.json', { 'inner.json': inner({ Deeper: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'gone.json', Parameters: { A: { Ref: 'A' } } } } }) }],
  ])('%s are partial, and no others', (_, url, files) => {
    expect(partial(read('app.json', { 'app.json': parent(handed, url), ...files }))).toEqual(['One', 'Two', 'Three']);
  });

  it('that attach nothing to them are whole', () => {
    expect(partial(read('app.json', { 'app.json': parent(handed, 'inner.json'), 'inner.json': inner({ Own: role }) }))).toEqual([]);
  });

  it('are partial where the file is read by itself', () => {
    expect(partial([readSource('app.json', JSON.stringify(parent(handed, 'inner.json')))])).toEqual(['One', 'Two', 'Three']);
  });
});
