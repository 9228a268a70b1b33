import { expect, it } from 'vitest';
import { member } from '../../src/model/located.ts';
import { readSource } from '../../src/sources/index.ts';
import { plain } from './show.ts';

const TRUST = `{ Version: '2012-10-17', Statement: { Effect: Allow, Principal: { Service: ec2.amazonaws.com }, Action: sts:AssumeRole } }`;

/** Resources of a template with the language extensions, each two spaces in. */
function read(resources: string, before = ''): ReturnType<typeof readSource> {
  return readSource('t.yaml', `Transform: AWS::LanguageExtensions\n${before}Resources:\n${resources}`);
}

/** What the only statement of each identity policy is about. */
function resourcesNamed({ policies }: ReturnType<typeof readSource>): readonly unknown[] {
  return policies.flatMap(({ type, node }) => (type === 'identity' ? [plain(member(member(node, 'Statement') ?? node, 'Resource') ?? node)] : []));
}

const ROLES = `
  Fn::ForEach::Roles:
    - Name
    - [dev, ops]
    - Role\${Name}:
        Type: AWS::IAM::Role
        Properties:
          RoleName: !Sub role-\${Name}
          Path: !Sub /\${Name}/
          AssumeRolePolicyDocument: ${TRUST}
`;

it('knows of a looped resource that is referred to from outside of its loop what its variable stands for', () => {
  const source = read(`${ROLES}
  Policy:
    Type: AWS::IAM::Policy
    Properties:
      PolicyName: p
      Roles: [!Ref Roledev]
      PolicyDocument: { Version: '2012-10-17', Statement: { Effect: Allow, Action: iam:PassRole, Resource: [!GetAtt Roleops.Arn, !Sub '\${Roledev.Arn}'] } }
`);
  expect(source.errors).toEqual([]);
  expect(source.principals.map(({ id, attachments, partial }) => [id, attachments.length, partial])).toEqual([
    ['Roledev', 1, []],
    ['Roleops', 0, []],
  ]);
  expect(resourcesNamed(source)).toEqual([
    ['arn:${AWS::Partition}:iam::${AWS::AccountId}:role/ops/role-ops', 'arn:${AWS::Partition}:iam::${AWS::AccountId}:role/dev/role-dev'],
  ]);
});

it('takes the variable of the loop around the resource that is named, not around who names it', () => {
  const source = read(`${ROLES}
  Fn::ForEach::Policies:
    - Name
    - [ops]
    - Policy\${Name}:
        Type: AWS::IAM::Policy
        Properties:
          PolicyName: p
          Roles: [!Ref Roledev]
          PolicyDocument: { Version: '2012-10-17', Statement: { Effect: Allow, Action: iam:PassRole, Resource: !GetAtt Roledev.Arn } }
`);
  expect(source.errors).toEqual([]);
  expect(source.principals.map(({ id, attachments }) => [id, attachments.length])).toEqual([
    ['Roledev', 1],
    ['Roleops', 0],
  ]);
  expect(resourcesNamed(source)).toEqual(['arn:${AWS::Partition}:iam::${AWS::AccountId}:role/dev/role-dev']);
});

/** A managed policy that allows one action on a resource. */
function policy(name: string, resource: string): string {
  return `'${name}': { Type: AWS::IAM::ManagedPolicy, Properties: { PolicyDocument: { Version: '2012-10-17', Statement: { Effect: Allow, Action: 's3:GetObject', Resource: ${resource} } } } }`;
}

const BUCKETS = `
  Fn::ForEach::Buckets: [Name, [a-1, b], { 'Bucket&{Name}': { Type: AWS::S3::Bucket, Properties: { BucketName: 'data-\${Name}' } } }]
`;

it.each([
  ['a plain text', `'arn:aws:s3:::\${Item}/&{Item}/*'`, ['arn:aws:s3:::a-1/a1/*', 'arn:aws:s3:::b/b/*']],
  ['a policy variable', `!Sub 'arn:aws:s3:::\${Item}/\${!aws:username}'`, ['arn:aws:s3:::a-1/${aws:username}', 'arn:aws:s3:::b/${aws:username}']],
  ['a name in Fn::GetAtt', `!GetAtt 'Bucket&{Item}.Arn'`, ['arn:${AWS::Partition}:s3:::data-a-1', 'arn:${AWS::Partition}:s3:::data-b']],
  ['a function in Fn::GetAtt', `{ 'Fn::GetAtt': [!Sub 'Bucket&{Item}', Arn] }`, ['arn:${AWS::Partition}:s3:::data-a-1', 'arn:${AWS::Partition}:s3:::data-b']],
  ['a function in Ref', `!Join ['', ['arn:aws:s3:::', { Ref: { 'Fn::Sub': 'Bucket&{Item}' } }]]`, ['arn:aws:s3:::data-a-1', 'arn:aws:s3:::data-b']],
  ['a name in Fn::Sub', `!Sub '\${Bucket&{Item}.Arn}/*'`, ['arn:${AWS::Partition}:s3:::data-a-1/*', 'arn:${AWS::Partition}:s3:::data-b/*']],
])('replaces the variable in %s', (_, resource, expected) => {
  const source = read(`${BUCKETS}  Fn::ForEach::Policies: [Item, [a-1, b], { ${policy('Policy&{Item}', resource)} }]\n`);
  expect(source.errors).toEqual([]);
  expect(resourcesNamed(source)).toEqual(expected);
});

it('points into the text in which the variable is replaced', () => {
  const source = read(`  Fn::ForEach::Policies: [Item, [a], { ${policy('Policy${Item}', "'arn:aws:s3:::${Item}/key'")} }]\n`);
  const resource = member(member(source.policies[0]?.node, 'Statement'), 'Resource');
  const { start, end } = resource?.loc.span ?? { start: 0, end: 0 };
  expect(source.text.slice(start, end)).toBe("'arn:aws:s3:::${Item}/key'");
});

it('finds the conditions that a loop makes, and the name of a condition that a function tells', () => {
  const conditions = `
Parameters: { Env: { Type: String } }
Mappings: { Map: { Condition: { b: Isb } } }
Conditions:
  Fn::ForEach::Envs: [Item, [a, b], { 'Is\${Item}': !Equals [!Ref Env, !Ref Item] }]
`;
  const when = (condition: string): readonly unknown[] => {
    const made = policy('Policy${Item}', "'*'").replace('{ Type', `{ Condition: ${condition}, Type`);
    const source = read(`  Fn::ForEach::Policies: [Item, [a, b], { ${made} }]\n`, conditions);
    expect(source.errors).toEqual([]);
    return source.policies.map((found) => found.when);
  };
  const each = [[{ condition: 'Isa', value: true }], [{ condition: 'Isb', value: true }]];
  expect(when("'Is${Item}'")).toEqual(each);
  expect(when("!Sub 'Is${Item}'")).toEqual(each);
  expect(when("!FindInMap [Map, Condition, !Ref Item, { DefaultValue: !Ref 'AWS::NoValue' }]")).toEqual([undefined, [{ condition: 'Isb', value: true }]]);
  expect(when('!ImportValue x')).toEqual([[{ condition: 'Condition of Policya', value: true }], [{ condition: 'Condition of Policyb', value: true }]]);
});

it('leaves open which round of a loop over unknown items a name is, and to whom a policy is attached then', () => {
  const source = read(
    `
  Fn::ForEach::Roles: [Team, !Ref Teams, { 'Role\${Team}': { Type: AWS::IAM::Role, Properties: { AssumeRolePolicyDocument: ${TRUST} } } }]
  Other: { Type: AWS::IAM::Role, Properties: { AssumeRolePolicyDocument: ${TRUST} } }
  Policy:
    Type: AWS::IAM::Policy
    Properties:
      PolicyName: p
      Roles: [!Ref Rolered]
      PolicyDocument: { Version: '2012-10-17', Statement: { Effect: Allow, Action: iam:PassRole, Resource: !GetAtt Roleblue.Arn } }
`,
    'Parameters: { Teams: { Type: CommaDelimitedList } }\n',
  );
  expect(source.errors).toEqual([]);
  expect(resourcesNamed(source)).toEqual(['${Roleblue.Arn}']);
  expect(source.principals.map(({ id, partial }) => [id, partial.length])).toEqual([
    ['Role${Team in Roles}', 1],
    ['Other', 0],
    ['Rolered', 1],
  ]);
});

it('says what is wrong with a loop, and loses no policy for it', () => {
  const twice = read(`  Fn::ForEach::Same: [Item, [a, b, c], { ${policy('Policy', "'arn:aws:s3:::${Item}'")} }]\n`);
  expect(resourcesNamed(twice)).toEqual(['arn:aws:s3:::a', 'arn:aws:s3:::b', 'arn:aws:s3:::c']);
  expect(twice.errors.map(({ message }) => message)).toEqual(['a loop makes `Policy`, which is there already']);
  const noText = read(`  Fn::ForEach::Objects: [Item, [{ a: b }], { ${policy('Policy', "'arn:aws:s3:::${Item}'")} }]\n`);
  expect(noText.errors.map(({ message }) => message)).toEqual(['an item of the collection of `Fn::ForEach::Objects` is no text']);
  expect(resourcesNamed(noText)).toEqual(['arn:aws:s3:::${Item in Objects}']);
});
