import { describe, expect, it } from 'vitest';
import { checkIntents } from '../../src/intents/check-intents.ts';
import { parseIntents } from '../../src/intents/parse-intents.ts';
import { whoCan } from '../../src/lint/who-can/who-can.ts';
import type { SourceFile } from '../../src/model/policy-source.ts';
import { exportsAmong, readSources } from '../../src/sources/index.ts';

type Files = Readonly<Record<string, unknown>>;

const TRUST = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }] };

function read(files: Files): readonly SourceFile[] {
  const host = { readFile: (path: string): Uint8Array => new TextEncoder().encode(JSON.stringify(files[path])) };
  const exported = exportsAmong(Object.keys(files), { host });
  return Object.entries(files).flatMap(([path, content]) => readSources(path, JSON.stringify(content), { host, exported }));
}

const role = (properties: object): unknown => ({ Resources: { Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: TRUST, ...properties } } } });
const statement = (resource: unknown, effect = 'Allow'): unknown => ({ Effect: effect, Action: 's3:GetObject', Resource: resource });
const making = (statements: readonly unknown[], more: object = {}, properties: object = {}): unknown => ({
  Conditions: { Live: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-central-1'] } },
  Resources: { Shared: { Type: 'AWS::IAM::ManagedPolicy', ...more, Properties: { ...properties, PolicyDocument: { Version: '2012-10-17', Statement: statements } } }, Bucket: { Type: 'AWS::S3::Bucket' } },
  Outputs: { Arn: { Value: { Ref: 'Shared' }, Export: { Name: 'shared' } } },
});
const IMPORT = { 'Fn::ImportValue': 'shared' };
const importing = role({ ManagedPolicyArns: [IMPORT] });

/** What the role can do, on what it depends, what decides it and what is not seen. */
function answer(files: Files, resource = 'arn:aws:s3:::data/key'): unknown {
  const [first] = whoCan({ action: 's3:GetObject', resource }, read(files)).answers;
  return [first?.ability, first?.dependsOn, first?.statements.map(({ path }) => path), first?.partial];
}

describe('a managed policy that another template of the run makes', () => {
  it('is the one that Fn::ImportValue brings', () => {
    expect(answer({ 'app.json': importing, 'shared.json': making([statement('*')]) })).toEqual(['can', [], ['shared.json'], []]);
    expect(answer({ 'app.json': importing, 'shared.json': making([statement('arn:aws:s3:::other/*')]) })).toEqual(['cannot', [], [], []]);
  });
  it('denies as well, and bounds as a boundary', () => {
    const inline = { Policies: [{ PolicyName: 'all', PolicyDocument: { Version: '2012-10-17', Statement: [statement('*')] } }] };
    expect(answer({ 'app.json': role({ ManagedPolicyArns: [IMPORT], ...inline }), 'shared.json': making([statement('*', 'Deny')]) })).toEqual(['cannot', [], ['shared.json'], []]);
    expect(answer({ 'app.json': role({ PermissionsBoundary: IMPORT, ...inline }), 'shared.json': making([statement('arn:aws:s3:::other/*')]) })).toEqual(['cannot', [], [], []]);
  });
  it('is found by the ARN that both write', () => {
    const arn = { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:policy/common' };
    expect(answer({ 'app.json': role({ ManagedPolicyArns: [arn] }), 'shared.json': making([statement('*')], {}, { ManagedPolicyName: 'common' }) })).toEqual(['can', [], ['shared.json'], []]);
  });
  it('stays unseen where more than one may be it, or a condition makes it', () => {
    const arn = { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:policy/common' };
    const common = making([statement('*')], {}, { ManagedPolicyName: 'common' });
    const name = 'arn:${AWS::Partition}:iam::${AWS::AccountId}:policy/common';
    expect(answer({ 'app.json': role({ ManagedPolicyArns: [arn] }), 'a.json': common, 'b.json': common })).toEqual(['may', [name], [], [`the policy \`${name}\` may be any of a.json, b.json`]]);
    const imported = 'arn:${AWS::Partition}:iam::${AWS::AccountId}:policy/${Shared of shared.json}';
    expect(answer({ 'app.json': importing, 'shared.json': making([statement('*')], { Condition: 'Live' }) })).toEqual(['may', [imported], [], [`the policy \`${imported}\` may be that of shared.json`]]);
    expect(answer({ 'app.json': importing })).toEqual(['may', ['Fn::ImportValue(shared)'], [], ['the policy `Fn::ImportValue(shared)` is not in this file']]);
  });
  it('keeps the names of its own stack, which are other values than those of the same name elsewhere', async () => {
    const app = { Resources: { ...(importing as { Resources: object }).Resources, Bucket: { Type: 'AWS::S3::Bucket' } } };
    const files = { 'app.json': app, 'shared.json': making([statement({ 'Fn::Sub': '${Bucket.Arn}/*' })]) };
    expect(answer(files)).toEqual(['may', ['AWS::Partition', 'Bucket of shared.json'], ['shared.json'], []]);
    const text = 'targets: [{ principal: Role, intents: [{ never: { Effect: Allow, Action: "s3:GetObject", Resource: "*" } }] }]';
    const { intents } = await parseIntents(text, 'policy-lint.intents.yaml');
    const results = intents === undefined ? [] : checkIntents(read(files), intents);
    expect(results.map(({ verdict, statement: found }) => [verdict, found?.path])).toEqual([['violated', 'shared.json']]);
  });
});
