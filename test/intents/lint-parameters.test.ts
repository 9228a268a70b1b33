import { describe, expect, it } from 'vitest';
import { lintFiles } from '../../src/lint/lint-files.ts';
import type { FileHost } from '../../src/model/host.ts';
import { nodeHost } from '../../src/host/node.ts';

const statement = { Effect: 'Allow', Action: 's3:GetObject', Resource: { 'Fn::Sub': 'arn:aws:s3:::${Bucket}/${Prefix}/*' } };
const files: Readonly<Record<string, string>> = {
  'template.json': JSON.stringify({
    Parameters: { Bucket: { Type: 'String' }, Prefix: { Type: 'String' } },
    Resources: { Ada: { Type: 'AWS::IAM::User', Properties: { Policies: [{ PolicyName: 'p', PolicyDocument: { Version: '2012-10-17', Statement: [statement] } }] } } },
  }),
  'policy-lint.intents.yaml': JSON.stringify({ targets: [{ principal: 'Ada', parameters: { Prefix: 'own' }, intents: [{ onlyResources: 'arn:aws:s3:::data/own/*' }] }] }),
};
const host: FileHost = {
  ...nodeHost,
  readFile: (path) => {
    const text = files[path];
    if (text === undefined) throw new Error('no such file');
    return new TextEncoder().encode(text);
  },
  fileExists: (path) => path in files,
  kindOf: (path) => (path in files ? 'file' : 'missing'),
  findFiles: () => Promise.resolve({ paths: [], problems: [] }),
};

describe('values that a run binds', () => {
  it.each([
    [{ Bucket: 'data', Prefix: 'run' }, 'holds'],
    [{ Bucket: 'other' }, 'violated'],
    [{}, 'violated'],
  ])('%j reach the intents', async (parameters, verdict) => {
    const { intents, problems } = await lintFiles(['template.json'], { host, parameters });
    expect(problems).toEqual([]);
    expect(intents.map((result) => result.verdict)).toEqual([verdict]);
  });
});
