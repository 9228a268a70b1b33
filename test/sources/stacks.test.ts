import { describe, expect, it } from 'vitest';
import type { Host } from '../../src/model/host.ts';
import { displayText } from '../../src/model/unknown-value.ts';
import { exportsAmong, readSources } from '../../src/sources/index.ts';

type Files = Readonly<Record<string, unknown>>;

function hostOf(files: Files): Pick<Host, 'readFile'> {
  return {
    readFile: (path) => {
      const content = files[path];
      if (content === undefined) throw new Error('no such file');
      return new TextEncoder().encode(JSON.stringify(content));
    },
  };
}

/** The resources that the policies of a file allow, with their unknown values by name and kind. */
function resources(files: Files, path: string, { parameters = {}, run }: { readonly parameters?: Readonly<Record<string, string>>; readonly run?: readonly string[] } = {}): readonly string[] {
  const host = hostOf(files);
  const exported = run === undefined ? {} : { exported: exportsAmong(run, { host, parameters }) };
  const read = readSources(path, JSON.stringify(files[path]), { host, parameters, ...exported });
  const [file] = read[0]?.path.endsWith('manifest.json') === true ? read.slice(1) : read;
  return (file?.policies ?? []).flatMap(({ policy }) =>
    (policy?.statements ?? []).flatMap(({ resource }) => (resource?.entries ?? []).map(({ pattern }) => `${pattern.text}${pattern.parts.some((part) => part.kind === 'unresolved' && part.unknown.shape.kind === 'anyText') ? ' (any)' : ''}`)),
  );
}

const policyOn = (resource: unknown): unknown => ({
  Type: 'AWS::IAM::ManagedPolicy',
  Properties: { PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: resource }] } },
});
const stack = (url: string, parameters: unknown = {}): unknown => ({ Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: url, Parameters: parameters } });
const output = (name: string): unknown => ({ 'Fn::GetAtt': ['Inner', `Outputs.${name}`] });
const importing = (name: unknown): unknown => ({ Resources: { P: policyOn({ 'Fn::ImportValue': name }) } });
const exporting = (name: unknown, value: unknown): unknown => ({ Resources: { Bucket: { Type: 'AWS::S3::Bucket' } }, Outputs: { X: { Value: value, Export: { Name: name } } } });

describe('outputs of nested stacks', () => {
  const inner = {
    Parameters: { Name: { Type: 'String' }, Stage: { Type: 'String' }, Free: { Type: 'String' } },
    Conditions: { IsLive: { 'Fn::Equals': [{ Ref: 'Stage' }, 'live'] }, IsFree: { 'Fn::Equals': [{ Ref: 'Free' }, 'x'] } },
    Resources: { Bucket: { Type: 'AWS::S3::Bucket' }, Deep: stack('deep.json') },
    Outputs: {
      Known: { Value: { 'Fn::Sub': 'arn:aws:s3:::${Name}' } },
      Own: { Value: { 'Fn::GetAtt': ['Bucket', 'Arn'] } },
      Decided: { Value: { 'Fn::If': ['IsLive', 'live-bucket', 'test-bucket'] } },
      Open: { Value: { 'Fn::If': ['IsFree', 'a', 'b'] } },
      Handed: { Value: { 'Fn::Sub': 'arn:aws:s3:::${Free}/*' } },
      Deeper: { Value: { 'Fn::GetAtt': ['Deep', 'Outputs.X'] } },
      Itself: { Value: { 'Fn::GetAtt': ['Missing', 'Outputs.X'] } },
    },
  };
  const top = (value: unknown): unknown => ({
    Resources: { Bucket: { Type: 'AWS::S3::Bucket' }, Inner: stack('inner.json', { Name: 'data', Stage: 'live', Free: { Ref: 'Bucket' } }), P: policyOn(value) },
  });
  it.each([
    ['what is written out, with the parameters given', output('Known'), ['arn:aws:s3:::data']],
    ['names that AWS makes, told apart from those of this stack', output('Own'), ['arn:${AWS::Partition}:s3:::${Bucket of Inner}']],
    ['what the parameters decide', output('Decided'), ['live-bucket']],
    ['what nobody decides', output('Open'), ['${Fn::If(IsFree) at /Outputs/Open/Value of Inner} (any)']],
    ['what this stack hands in', output('Handed'), ['arn:aws:s3:::${Bucket}/*']],
    ['the output of a stack in it', output('Deeper'), ['arn:${AWS::Partition}:s3:::${Bucket of Deep of Inner}']],
    ['one that is not there', output('Nothing'), ['${Inner.Outputs.Nothing} (any)']],
    ['in a text', { 'Fn::Sub': '${Inner.Outputs.Known}/*' }, ['arn:aws:s3:::data/*']],
  ])('%s', (_, value, expected) => {
    const files = { 'top.json': top(value), 'inner.json': inner, 'deep.json': exporting('unused', { 'Fn::GetAtt': ['Bucket', 'Arn'] }) };
    expect(resources(files, 'top.json')).toEqual(expected);
  });
  it('of a template elsewhere, of none, and of one that nests itself are unknown', () => {
    const far = { Resources: { Inner: stack('https://example.com/x.json'), P: policyOn(output('Known')) } };
    const missing = { Resources: { Inner: stack('missing.json'), P: policyOn(output('Known')) } };
    const self = { Resources: { Inner: stack('self.json'), P: policyOn(output('X')) }, Outputs: { X: { Value: output('X') } } };
    const files = { 'far.json': far, 'missing.json': missing, 'self.json': self };
    expect(resources(files, 'far.json')).toEqual(['${Inner.Outputs.Known} (any)']);
    expect(resources(files, 'missing.json')).toEqual(['${Inner.Outputs.Known} (any)']);
    expect(resources(files, 'self.json')).toEqual(['${Inner.Outputs.X} (any)']);
  });
  it('that a stack takes its own parameters from are unknown', () => {
    const files = { 'top.json': { Resources: { Inner: stack('inner.json', { Name: output('Known') }), P: policyOn(output('Known')) } }, 'inner.json': inner };
    expect(resources(files, 'top.json')).toEqual(['arn:aws:s3:::${Inner.Outputs.Known} (any)']);
  });
  it('follow the conditions of the stack that gives the parameters', () => {
    const conditional = {
      Parameters: { Stage: { Type: 'String', AllowedValues: ['live', 'test'] } },
      Conditions: { IsLive: { 'Fn::Equals': [{ Ref: 'Stage' }, 'live'] } },
      Resources: { Inner: stack('inner.json', { Name: 'x', Stage: { 'Fn::If': ['IsLive', 'live', 'test'] } }), P: policyOn(output('Decided')) },
    };
    expect(resources({ 'top.json': conditional, 'inner.json': inner }, 'top.json')).toEqual(['live-bucket', 'test-bucket']);
  });
});

describe('exports of the stacks in a run', () => {
  const network = exporting('network-bucket', { 'Fn::GetAtt': ['Bucket', 'Arn'] });
  it.each([
    ['by name', { 'network.json': network }, ['arn:${AWS::Partition}:s3:::${Bucket of network.json}']],
    ['with the parameters of the run', { 'network.json': exporting({ 'Fn::Sub': '${Stage}-bucket' }, 'arn:aws:s3:::b') }, ['arn:aws:s3:::b']],
    ['two that say the same', { 'a.json': exporting('network-bucket', 'arn:aws:s3:::b'), 'b.json': exporting('network-bucket', 'arn:aws:s3:::b') }, ['arn:aws:s3:::b']],
    ['two that differ are no one', { 'a.json': network, 'b.json': exporting('network-bucket', 'arn:aws:s3:::b') }, ['${Fn::ImportValue(network-bucket)} (any)']],
    ['two of the same form are still two stacks', { 'a.json': network, 'b.json': network }, ['${Fn::ImportValue(network-bucket)} (any)']],
    ['of another name', { 'network.json': exporting('other', 'x') }, ['${Fn::ImportValue(network-bucket)} (any)']],
    ['whose name is not known', { 'network.json': exporting({ Ref: 'AWS::StackName' }, 'x') }, ['${Fn::ImportValue(network-bucket)} (any)']],
    ['beside files that are none', { 'broken.json': 7, 'network.json': network }, ['arn:${AWS::Partition}:s3:::${Bucket of network.json}']],
    ['of a nested stack', { 'root.json': { Resources: { Inner: stack('network.json') } }, 'network.json': network }, ['arn:${AWS::Partition}:s3:::${Bucket of Inner of root.json}'], ['root.json']],
    ['of a nested stack that the run names too', { 'root.json': { Resources: { Inner: stack('network.json') } }, 'network.json': network }, ['arn:${AWS::Partition}:s3:::${Bucket of Inner of root.json}']],
    ['of files of one name in two folders', { 'a/network.json': network, 'b/network.json': exporting('other', 'x') }, ['arn:${AWS::Partition}:s3:::${Bucket of a/network.json}']],
    ['that are imports themselves', { 'a.json': exporting('network-bucket', { 'Fn::ImportValue': 'deep' }), 'b.json': exporting('deep', 'arn:aws:s3:::d') }, ['arn:aws:s3:::d']],
    ['that import each other', { 'a.json': exporting('network-bucket', { 'Fn::ImportValue': 'deep' }), 'b.json': exporting('deep', { 'Fn::ImportValue': 'network-bucket' }) }, ['${Fn::ImportValue(network-bucket) of b.json} (any)']],
  ])('%s', (_, others, expected, run: readonly string[] = [...Object.keys(others), 'missing.json']) => {
    const files: Files = { ...others, 'top.json': importing('network-bucket') };
    const stage = 'network.json' in others && JSON.stringify(others).includes('${Stage}');
    const templates = stage ? { ...files, 'network.json': { Parameters: { Stage: { Type: 'String' } }, ...(files['network.json'] as object) } } : files;
    expect(resources(templates, 'top.json', { run, parameters: { Stage: 'network' } })).toEqual(expected);
  });
  it('are not taken from files that are not of the run', () => {
    expect(resources({ 'network.json': network, 'top.json': importing('network-bucket') }, 'top.json')).toEqual(['${Fn::ImportValue(network-bucket)} (any)']);
  });
  it('of a CDK assembly are those of its stacks, stages included', () => {
    const files = {
      'cdk.out/manifest.json': {
        version: '38.0.0',
        artifacts: { App: { type: 'aws:cloudformation:stack', properties: { templateFile: 'App.json' } }, Stage: { type: 'cdk:cloud-assembly', properties: { directoryName: 'stage' } } },
      },
      'cdk.out/stage/manifest.json': { version: '38.0.0', artifacts: { Net: { type: 'aws:cloudformation:stack', properties: { templateFile: 'Net.json' } } } },
      'cdk.out/App.json': importing('network-bucket'),
      'cdk.out/stage/Net.json': network,
    };
    expect(resources(files, 'cdk.out/manifest.json')).toEqual(['arn:${AWS::Partition}:s3:::${Bucket of Net.json}']);
  });
  it.each([
    ['as its own environment exports it', 'aws://222222222222/eu-west-1', ['arn:aws:sqs:eu-west-1:222222222222:jobs']],
    ['as its own Region exports it', 'aws://111111111111/us-east-1', ['arn:aws:sqs:us-east-1:111111111111:jobs']],
    ['of no environment that exports it', 'aws://333333333333/eu-west-1', ['${Fn::ImportValue(jobs)} (any)']],
    ['of any environment', 'aws://unknown-account/unknown-region', ['${Fn::ImportValue(jobs)} (any)']],
  ])('of one template in several environments are told apart: a stack %s', (_, environment, expected) => {
    const artifact = (templateFile: string, where: string): unknown => ({ type: 'aws:cloudformation:stack', environment: where, properties: { templateFile } });
    const files = {
      'cdk.out/manifest.json': {
        version: '38.0.0',
        artifacts: {
          App: artifact('App.json', environment),
          One: artifact('Net.json', 'aws://111111111111/eu-west-1'),
          Two: artifact('Net.json', 'aws://222222222222/eu-west-1'),
          Three: artifact('Net.json', 'aws://111111111111/us-east-1'),
        },
      },
      'cdk.out/App.json': importing('jobs'),
      'cdk.out/Net.json': exporting('jobs', { 'Fn::Sub': 'arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:jobs' }),
    };
    expect(resources(files, 'cdk.out/manifest.json')).toEqual(expected);
    expect(resources(files, 'cdk.out/manifest.json', { run: ['cdk.out/Net.json', 'cdk.out/manifest.json'] })).toEqual(expected);
  });
  it('of one template in two environments are two values, unknown parts included', () => {
    const artifact = (environment: string): unknown => ({ type: 'aws:cloudformation:stack', environment, properties: { templateFile: 'Net.json' } });
    const files = {
      'cdk.out/manifest.json': { version: '38.0.0', artifacts: { One: artifact('aws://111111111111/eu-west-1'), Two: artifact('aws://222222222222/eu-west-1') } },
      'cdk.out/Net.json': network,
      'top.json': importing('network-bucket'),
    };
    const run = ['cdk.out/manifest.json', 'top.json'];
    expect(resources(files, 'top.json', { run })).toEqual(['${Fn::ImportValue(network-bucket)} (any)']);
    expect(resources(files, 'top.json', { run, parameters: { 'AWS::AccountId': '222222222222' } })).toEqual(['arn:aws:s3:::${Bucket of Net.json}']);
  });
  it('keep what is known of a value', () => {
    const files = { 'network.json': network, 'top.json': importing('network-bucket') };
    const [file] = readSources('top.json', JSON.stringify(files['top.json']), { exported: exportsAmong(['network.json'], { host: hostOf(files) }) });
    const unknowns = file?.policies[0]?.policy?.statements[0]?.resource?.entries[0]?.pattern.parts.flatMap((part) => (part.kind === 'unresolved' ? [part.unknown] : []));
    expect(unknowns?.map((unknown) => [displayText([unknown]), unknown.shape.kind])).toEqual([['${AWS::Partition}', 'partition'], ['${Bucket of network.json}', 'plain']]);
  });
});
