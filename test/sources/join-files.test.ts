import { describe, expect, it } from 'vitest';
import { checkIntents } from '../../src/intents/check-intents.ts';
import { parseIntents } from '../../src/intents/parse-intents.ts';
import { withoutNested } from '../../src/lint/merge-files.ts';
import { whoCan } from '../../src/lint/who-can/who-can.ts';
import type { SourceFile } from '../../src/model/policy-source.ts';
import { exportsAmong, readSources } from '../../src/sources/index.ts';

type Files = Readonly<Record<string, unknown>>;

interface Template {
  readonly Resources: Readonly<Record<string, unknown>>;
  readonly [section: string]: unknown;
}

const TRUST = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }] };

function read(files: Files): readonly SourceFile[] {
  const host = { readFile: (path: string): Uint8Array => new TextEncoder().encode(JSON.stringify(files[path])) };
  const exported = exportsAmong(Object.keys(files), { host });
  return withoutNested(Object.entries(files).map(([path, content]) => {
    const [own, ...behind] = readSources(path, JSON.stringify(content), { host, exported });
    return { ...(own === undefined ? {} : { own }), behind };
  }));
}

const role = (properties: object): Template => ({ Resources: { Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: TRUST, ...properties } } } });
const statement = (resource: unknown, effect = 'Allow'): unknown => ({ Effect: effect, Action: 's3:GetObject', Resource: resource });
const making = (statements: readonly unknown[], more: object = {}, properties: object = {}): Template => ({
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
    // Nothing else has the name that AWS gives it: where it is imported, it is there.
    expect(answer({ 'app.json': importing, 'shared.json': making([statement('*')], { Condition: 'Live' }) })).toEqual(['can', [], ['shared.json'], []]);
    const named = making([statement('*')], { Condition: 'Live' }, { ManagedPolicyName: 'common' });
    expect(answer({ 'app.json': role({ ManagedPolicyArns: [arn] }), 'a.json': named })).toEqual(['may', [name], [], [`the policy \`${name}\` may be that of a.json`]]);
    const formed = making([{ 'Fn::If': ['Live', statement('*'), statement('arn:aws:s3:::other/*')] }]);
    expect(answer({ 'app.json': importing, 'shared.json': formed })).toEqual(['may', [imported], [], [`the policy \`${imported}\` has 2 forms in shared.json, by its conditions`]]);
    expect(answer({ 'app.json': importing })).toEqual(['may', ['Fn::ImportValue(shared)'], [], ['the policy `Fn::ImportValue(shared)` is not in this file']]);
  });
  it('keeps the names of its own stack, which are other values than those of the same name elsewhere', async () => {
    const app = { Resources: { ...importing.Resources, Bucket: { Type: 'AWS::S3::Bucket' } } };
    const files = { 'app.json': app, 'shared.json': making([statement({ 'Fn::Sub': '${Bucket.Arn}/*' })]) };
    expect(answer(files)).toEqual(['may', ['AWS::Partition', 'Bucket of shared.json'], ['shared.json'], []]);
    const text = 'targets: [{ principal: Role, intents: [{ never: { Effect: Allow, Action: "s3:GetObject", Resource: "*" } }] }]';
    const { intents } = await parseIntents(text, 'policy-lint.intents.yaml');
    const results = intents === undefined ? [] : checkIntents(read(files), intents);
    expect(results.map(({ verdict, statement: found }) => [verdict, found?.path])).toEqual([['violated', 'shared.json']]);
  });
});

it('takes for granted that files which are deployed apart are so in one account, and says it', () => {
  const notes = (files: Files): readonly string[] => whoCan({ action: 's3:GetObject', resource: 'arn:aws:s3:::data/key' }, read(files)).notes.filter((note) => note.includes('deployed in one account'));
  expect(notes({ 'app.json': importing, 'shared.json': making([statement('*', 'Deny')]) })).toEqual(['`shared.json` and `app.json` are deployed in one account']);
  expect(notes({ 'app.json': roleWith({ RoleName: 'support' }, {}), 'other.json': attaching(['support'], 'Deny') })).toEqual(['`other.json` and `app.json` are deployed in one account']);
  expect(notes({ 'app.json': roleWith({ ManagedPolicyArns: [output('Inner', 'Arn')] }, { Inner: stack('inner.json') }), 'inner.json': making([statement('*', 'Deny')]) })).toEqual([]);
});

const stack = (url: string, parameters: object = {}, more: object = {}): unknown => ({ Type: 'AWS::CloudFormation::Stack', ...more, Properties: { TemplateURL: url, Parameters: parameters } });
const output = (id: string, name: string): unknown => ({ 'Fn::GetAtt': [id, `Outputs.${name}`] });
const attaching = (roles: unknown, effect = 'Allow', more: object = {}): Template => ({
  Parameters: { Name: { Type: 'String' } },
  Conditions: { Live: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-central-1'] } },
  Resources: { P: { Type: 'AWS::IAM::Policy', ...more, Properties: { PolicyName: 'p', Roles: roles, PolicyDocument: { Version: '2012-10-17', Statement: [statement('*', effect)] } } } },
});
const roleWith = (properties: object, others: object): Template => ({
  Conditions: { Live: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-central-1'] } },
  Parameters: { Free: { Type: 'String' }, Env: { Type: 'String' } },
  Resources: { ...role(properties).Resources, ...others },
});

describe('a managed policy with a name that AWS gives', () => {
  const nested = { Resources: { Inner: stack('inner.json') }, Outputs: { Arn: { Value: output('Inner', 'Arn') } } };
  it.each<[string, Files, unknown]>([
    ['of a nested stack', { 'app.json': roleWith({ ManagedPolicyArns: [output('Inner', 'Arn')] }, { Inner: stack('inner.json') }), 'inner.json': making([statement('*')]) }, ['can', [], ['inner.json'], []]],
    ['of a stack in a nested stack', { 'app.json': roleWith({ ManagedPolicyArns: [output('Outer', 'Arn')] }, { Outer: stack('outer.json') }), 'outer.json': nested, 'inner.json': making([statement('*')]) }, ['can', [], ['inner.json'], []]],
    ['of one of two stacks from a template', { 'app.json': roleWith({ ManagedPolicyArns: [output('B', 'Arn')] }, { A: stack('inner.json'), B: stack('inner.json') }), 'inner.json': making([statement('*')]) }, ['can', [], ['inner.json'], []]],
    ['of a nested template that the run names too, imported by another stack', { 'app.json': importing, 'outer.json': nested, 'inner.json': making([statement('*')]) }, ['can', [], ['inner.json'], []]],
    ['which denies', { 'app.json': roleWith({ ManagedPolicyArns: [output('Inner', 'Arn')] }, { Inner: stack('inner.json') }), 'inner.json': making([statement('*', 'Deny')]) }, ['cannot', [], ['inner.json'], []]],
    ['that the stack does not put out', { 'app.json': roleWith({ ManagedPolicyArns: [output('Inner', 'Other')] }, { Inner: stack('inner.json') }), 'inner.json': making([statement('*')]) }, ['may', ['Inner.Outputs.Other'], [], ['the policy `Inner.Outputs.Other` is not in this file']]],
  ])('%s', (_, files, expected) => {
    expect(answer(files)).toEqual(expected);
  });
  it('is found by a stack that it is handed to', () => {
    const inner = { Parameters: { Arn: { Type: 'String' } }, ...role({ ManagedPolicyArns: [{ Ref: 'Arn' }] }) };
    const app = (value: unknown): unknown => ({ Resources: { Shared: stack('shared.json'), Own: making([statement('*')]).Resources['Shared'], Inner: stack('inner.json', { Arn: value }) } });
    const shared = making([statement('*', 'Deny')]);
    expect(answer({ 'app.json': app(output('Shared', 'Arn')), 'inner.json': inner, 'shared.json': shared })).toEqual(['cannot', [], ['shared.json'], []]);
    expect(answer({ 'app.json': app({ Ref: 'Own' }), 'inner.json': inner, 'shared.json': shared })).toEqual(['can', [], ['app.json'], []]);
  });
  it('keeps what the stack around it calls its values', () => {
    const inner = { Parameters: { Bucket: { Type: 'String' } }, ...making([statement({ 'Fn::Sub': 'arn:aws:s3:::${Bucket}/*' })]) };
    const bucket = { Data: { Type: 'AWS::S3::Bucket' } };
    const app = roleWith({ ManagedPolicyArns: [output('Inner', 'Arn')] }, { ...bucket, Inner: stack('inner.json', { Bucket: { Ref: 'Data' } }) });
    const files = { 'app.json': app, 'inner.json': { ...inner, Resources: { Shared: inner.Resources['Shared'] } } };
    expect(answer(files)).toEqual(['may', ['Data'], ['inner.json'], []]);
  });
});

it('a permission set has the policy that another template makes, in the accounts where it is that', () => {
  const set = { Resources: { Set: { Type: 'AWS::SSO::PermissionSet', Properties: { Name: 's', CustomerManagedPolicyReferences: [{ Name: 'common' }] } } } };
  const common = making([statement('*')], {}, { ManagedPolicyName: 'common' });
  expect(answer({ 'app.json': set, 'shared.json': common })).toEqual(['can', [], ['shared.json'], ['the policy `Shared` may be a different one in each account that the permission set is assigned to']]);
  expect(answer({ 'app.json': set, 'shared.json': making([statement('*')], {}, { ManagedPolicyName: 'common', Path: '/x/' }) })).toEqual(['may', ['common'], [], ['the policy `common` is not in this file']]);
});

describe('an export whose name parameters tell', () => {
  const named = (name: unknown, statements = [statement('*')]): Template => ({ Parameters: { Env: { Type: 'String' } }, ...making(statements), Outputs: { Arn: { Value: { Ref: 'Shared' }, Export: { Name: name } } } });
  const by = (name: unknown): unknown => ({ Parameters: { Env: { Type: 'String' }, Other: { Type: 'String' } }, ...role({ ManagedPolicyArns: [{ 'Fn::ImportValue': name }] }) });
  const ENV = { 'Fn::Sub': '${Env}-policy' };
  const unseen = (name: string): unknown => ['may', [`Fn::ImportValue(${name})`], [], [`the policy \`Fn::ImportValue(${name})\` is not in this file`]];
  it.each<[string, Files, unknown]>([
    ['is the one of the same name', { 'app.json': by(ENV), 'shared.json': named(ENV) }, ['can', [], ['shared.json'], []]],
    ['and Region', { 'app.json': by({ 'Fn::Sub': '${Env}-${AWS::Region}' }), 'shared.json': named({ 'Fn::Join': ['-', [{ Ref: 'Env' }, { Ref: 'AWS::Region' }]] }) }, ['can', [], ['shared.json'], []]],
    ['is not one of another parameter', { 'app.json': by({ 'Fn::Sub': '${Other}-policy' }), 'shared.json': named(ENV) }, unseen('${Other}-policy')],
    ['is not one of another text', { 'app.json': by(ENV), 'shared.json': named({ 'Fn::Sub': '${Env}-role' }) }, unseen('${Env}-policy')],
    ['is none of the stacks by their own names', { 'app.json': by({ 'Fn::Sub': '${AWS::StackName}-policy' }), 'shared.json': named({ 'Fn::Sub': '${AWS::StackName}-policy' }) }, unseen('${AWS::StackName}-policy')],
    ['is no one of two', { 'app.json': by(ENV), 'a.json': named(ENV), 'b.json': named(ENV) }, unseen('${Env}-policy')],
    ['of a nested stack is told by what the stack around it gives', { 'app.json': by({ 'Fn::Sub': '${Other}-policy' }), 'outer.json': { Parameters: { Other: { Type: 'String' } }, Resources: { Inner: stack('shared.json', { Env: { Ref: 'Other' } }) } }, 'shared.json': named(ENV) }, ['can', [], ['shared.json'], []]],
    ['of a nested stack is not told by its own parameters', { 'app.json': by(ENV), 'outer.json': { Parameters: { Other: { Type: 'String' } }, Resources: { Inner: stack('shared.json', { Env: { Ref: 'Other' } }) } }, 'shared.json': named(ENV) }, unseen('${Env}-policy')],
  ])('%s', (_, files, expected) => {
    expect(answer(files)).toEqual(expected);
  });
});

describe('a policy that is attached to the principal of another template', () => {
  const inner = (name: unknown): object => ({ Inner: stack('inner.json', { Name: name }) });
  const may = (path: string): readonly string[] => [`${path} may attach policies to it`];
  const named = { RoleName: 'support' };
  it.each<[string, Files, unknown]>([
    ['by the name that both write', { 'app.json': roleWith(named, inner('x')), 'inner.json': attaching(['support']) }, ['can', [], ['inner.json'], []]],
    ['by the name that the stack is given', { 'app.json': roleWith(named, inner('support')), 'inner.json': attaching([{ Ref: 'Name' }]) }, ['can', [], ['inner.json'], []]],
    ['by a reference that the stack is given', { 'app.json': roleWith({}, inner({ Ref: 'Role' })), 'inner.json': attaching([{ Ref: 'Name' }]) }, ['can', [], ['inner.json'], []]],
    ['by a name that is put together', { 'app.json': roleWith({ RoleName: { 'Fn::Sub': '${Env}-role' } }, inner({ Ref: 'Env' })), 'inner.json': attaching([{ 'Fn::Sub': '${Name}-role' }]) }, ['can', [], ['inner.json'], []]],
    ['and denies', { 'app.json': roleWith({ ...named, Policies: [{ PolicyName: 'all', PolicyDocument: { Version: '2012-10-17', Statement: [statement('*')] } }] }, inner('support')), 'inner.json': attaching([{ Ref: 'Name' }], 'Deny') }, ['cannot', [], ['inner.json'], []]],
    ['of a stack beside it', { 'app.json': roleWith(named, {}), 'other.json': attaching(['support']) }, ['can', [], ['other.json'], []]],
    ['of which there are two', { 'app.json': roleWith(named, {}), 'b.json': roleWith(named, {}), 'other.json': attaching(['support']) }, ['cannot', [], [], may('other.json')]],
    ['of another name', { 'app.json': roleWith(named, inner('x')), 'inner.json': attaching(['other']) }, ['cannot', [], [], []]],
    ['under a condition', { 'app.json': roleWith(named, inner('support')), 'inner.json': attaching(['support'], 'Allow', { Condition: 'Live' }) }, ['cannot', [], [], may('inner.json')]],
    ['in a stack that is there under a condition', { 'app.json': roleWith(named, { Inner: stack('inner.json', { Name: 'support' }, { Condition: 'Live' }) }), 'inner.json': attaching(['support']) }, ['cannot', [], [], may('inner.json')]],
    ['by a name that nobody tells', { 'app.json': roleWith(named, inner({ Ref: 'Free' })), 'inner.json': attaching([{ Ref: 'Name' }]) }, ['cannot', [], [], may('inner.json')]],
    ['by a name that nobody tells, which AWS made up for the role', { 'app.json': roleWith({}, inner({ Ref: 'Free' })), 'inner.json': attaching([{ Ref: 'Name' }]) }, ['cannot', [], [], []]],
    ['by the output of a stack', { 'role.json': { ...role({}), Outputs: { Name: { Value: { Ref: 'Role' } } } }, 'app.json': { Resources: { Inner: stack('role.json'), ...attaching([output('Inner', 'Name')]).Resources } } }, ['can', [], ['app.json'], []]],
    ['by an import', { 'app.json': { ...role({}), Outputs: { Name: { Value: { Ref: 'Role' }, Export: { Name: 'role' } } } }, 'other.json': attaching([{ 'Fn::ImportValue': 'role' }]) }, ['can', [], ['other.json'], []]],
    ['of which a stack is given it, and attaches nothing to it', { 'app.json': roleWith({}, inner({ Ref: 'Role' })), 'inner.json': attaching(['other']) }, ['cannot', [], [], []]],
    ['by one of several references that the stack may be given', { 'app.json': roleWith({}, { Other: { Type: 'AWS::SNS::Topic' }, Inner: stack('inner.json', { Name: { 'Fn::If': ['Live', { Ref: 'Role' }, { Ref: 'Other' }] } }) }), 'inner.json': attaching([{ Ref: 'Name' }]) }, ['cannot', [], [], ['the stack `Inner` is given it, and may attach policies to it']]],
    ['by a list of references that the stack is given', { 'app.json': roleWith({}, { Other: { Type: 'AWS::SNS::Topic' }, Inner: stack('list.json', { Names: { 'Fn::Join': [',', [{ Ref: 'Role' }, { 'Fn::GetAtt': ['Other', 'TopicName'] }]] } }) }), 'list.json': { ...attaching({ Ref: 'Names' }), Parameters: { Names: { Type: 'CommaDelimitedList' } } } }, ['cannot', [], [], ['the stack `Inner` is given it, and may attach policies to it']]],
    ['by a list of names that the stack is given', { 'app.json': roleWith(named, { Inner: stack('list.json', { Names: { 'Fn::Join': [',', ['support', 'other']] } }) }), 'list.json': { ...attaching({ Ref: 'Names' }), Parameters: { Names: { Type: 'CommaDelimitedList' } } } }, ['can', [], ['list.json'], []]],
    ['of which a stack set is given it', { 'app.json': roleWith({}, { Set: { Type: 'AWS::CloudFormation::StackSet', Properties: { TemplateBody: '{}', Parameters: [{ ParameterKey: 'Name', ParameterValue: { Ref: 'Role' } }] } } }) }, ['cannot', [], [], ['the stack `Set` is given it, and may attach policies to it']]],
    ['of which a stack is given it that is not seen', { 'app.json': roleWith({}, { Inner: stack('https://example.com/t.json', { Name: { Ref: 'Role' } }) }) }, ['cannot', [], [], ['the stack `Inner` is given it, and may attach policies to it']]],
  ])('%s', (_, files, expected) => {
    expect(answer(files)).toEqual(expected);
  });
  it('is answered once, where the principal is made', () => {
    const { answers } = whoCan({ action: 's3:GetObject', resource: 'arn:aws:s3:::data/key' }, read({ 'app.json': roleWith(named, {}), 'other.json': attaching(['support', 'elsewhere']) }));
    expect(answers.map(({ principal: { id, path }, ability }) => [id, path, ability])).toEqual([['Role', 'app.json', 'can'], ['elsewhere', 'other.json', 'can']]);
  });
  it('is inherited by the users of a group', () => {
    const users = { Resources: { Team: { Type: 'AWS::IAM::Group', Properties: { GroupName: 'team' } }, User: { Type: 'AWS::IAM::User', Properties: { Groups: [{ Ref: 'Team' }] } }, Other: { Type: 'AWS::IAM::User' } } };
    const policy = { Resources: { P: { Type: 'AWS::IAM::Policy', Properties: { PolicyName: 'p', Groups: ['team'], PolicyDocument: { Version: '2012-10-17', Statement: [statement('*')] } } } } };
    const { answers } = whoCan({ action: 's3:GetObject', resource: 'arn:aws:s3:::data/key' }, read({ 'app.json': users, 'other.json': policy }));
    expect(answers.map(({ principal: { id }, ability, partial }) => [id, ability, partial])).toEqual([['User', 'can', []], ['Other', 'cannot', []], ['Team', 'can', []]]);
  });
});

describe('a group that another template makes', () => {
  const users = (groups: unknown): Template => ({ Parameters: { Group: { Type: 'String' } }, Resources: { User: { Type: 'AWS::IAM::User', Properties: { UserName: 'ada', Groups: groups } } } });
  const group = (properties: object, more: object = {}): Template => ({
    Conditions: { Live: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-central-1'] } },
    Resources: { Team: { Type: 'AWS::IAM::Group', ...more, Properties: { Policies: [{ PolicyName: 'p', PolicyDocument: { Version: '2012-10-17', Statement: [statement('*')] } }], ...properties } } },
    Outputs: { Name: { Value: { Ref: 'Team' }, Export: { Name: 'team' } } },
  });
  const joining = (name: unknown, user: unknown): Template => ({ Resources: { A: { Type: 'AWS::IAM::UserToGroupAddition', Properties: { GroupName: name, Users: [user] } } } });
  const named = { GroupName: 'team' };
  it.each<[string, Files, unknown]>([
    ['by the name that both write', { 'app.json': users(['team']), 'team.json': group(named) }, ['can', [], ['team.json'], []]],
    ['by an import', { 'app.json': users([{ 'Fn::ImportValue': 'team' }]), 'team.json': group({}) }, ['can', [], ['team.json'], []]],
    ['whose policy is one of AWS', { 'app.json': users(['team']), 'team.json': group({ ...named, Policies: [], ManagedPolicyArns: ['arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess'] }) }, ['can', [], ['app.json'], []]],
    ['to which a third one attaches a policy', { 'app.json': users(['team']), 'team.json': group({ ...named, Policies: [] }), 'policy.json': { Resources: { P: { Type: 'AWS::IAM::Policy', Properties: { PolicyName: 'p', Groups: ['team'], PolicyDocument: { Version: '2012-10-17', Statement: [statement('*')] } } } } } }, ['can', [], ['policy.json'], []]],
    ['under a condition', { 'app.json': users(['team']), 'team.json': group(named, { Condition: 'Live' }) }, ['may', ['team'], [], ['the group `team` may be that of team.json']]],
    ['of which there are two', { 'app.json': users(['team']), 'a.json': group(named), 'b.json': group(named) }, ['may', ['team'], [], ['the group `team` may be that of a.json or b.json']]],
    ['of another name', { 'app.json': users(['team']), 'team.json': group({ GroupName: 'other' }) }, ['may', ['team'], [], ['the policies of the group `team` are not in this file']]],
    ['to which a third one adds the user', { 'app.json': users([]), 'team.json': group(named), 'third.json': joining('team', 'ada') }, ['can', [], ['team.json'], []]],
    ['which adds the user by itself', { 'app.json': users([]), 'team.json': { Resources: { ...group({}).Resources, ...joining({ Ref: 'Team' }, 'ada').Resources } } }, ['can', [], ['team.json'], []]],
    ['to which a nested stack adds the user that it is given', { 'app.json': { Resources: { ...users([]).Resources, Inner: stack('inner.json', { Name: { Ref: 'User' } }) } }, 'inner.json': { Parameters: { Name: { Type: 'String' } }, Resources: { ...group({}).Resources, ...joining({ Ref: 'Team' }, { Ref: 'Name' }).Resources } } }, ['can', [], ['inner.json'], []]],
  ])('%s', (_, files, expected) => {
    expect(answer(files)).toEqual(expected);
  });
});

describe('a parameter of a nested stack that is given no value', () => {
  const inner = { Parameters: { Bucket: { Type: 'String', Default: 'data' } }, ...making([statement({ 'Fn::Sub': 'arn:aws:s3:::${Bucket}/*' })]) };
  const app = (parameters: object): Files => ({ 'app.json': roleWith({ ManagedPolicyArns: [output('Inner', 'Arn')] }, { Inner: stack('inner.json', parameters) }), 'inner.json': { ...inner, Resources: { Shared: inner.Resources['Shared'] } } });
  it('has its default', () => {
    expect(answer(app({}))).toEqual(['can', [], ['inner.json'], []]);
  });
  it('has none where something is given that is not known', () => {
    expect(answer(app({ Bucket: { Ref: 'Free' } }))).toEqual(['may', ['Free'], ['inner.json'], []]);
    expect(answer(app({ 'Fn::If': ['Live', {}, {}] }))).toEqual(['may', ['Bucket of Inner'], ['inner.json'], []]);
  });
});
